/** A sheet as what is drawn on it, in points (A4 landscape): one layout, a PDF and a picture of it. */
import type { Weight } from '../../../../platform/documents/chart/style.ts'

export const SHEET = { width: 842, height: 595 } as const

export type Op =
  | { kind: 'path'; d: string; fill?: string; stroke?: string; width?: number; opacity?: number }
  /** `y` is the baseline. `spread`: space between letters (points). */
  | {
      kind: 'text'
      said: string
      x: number
      y: number
      size: number
      weight: Weight
      color: string
      align: 'left' | 'center'
      spread?: number
    }
  | { kind: 'image'; bytes: Uint8Array; mime: string; x: number; y: number; width: number; height: number }

export const rect = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y}h${width}v${height}h${-width}z`

export const circle = (x: number, y: number, radius: number) =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0z`

const at = (value: number) => Math.round(value * 100) / 100

/** A petal from a point outwards: what kawung and rosettes are made of. @param angle in turns of a circle */
export function petal(
  x: number,
  y: number,
  { angle, from, to, width }: { angle: number; from: number; to: number; width: number },
): string {
  const [sin, cos] = [Math.sin(angle * 2 * Math.PI), Math.cos(angle * 2 * Math.PI)]
  const point = (along: number, aside: number) =>
    `${at(x + along * cos - aside * sin)} ${at(y + along * sin + aside * cos)}`
  const middle = (from + to) / 2
  const bow = width / 2
  return `M${point(from, 0)}Q${point(from, bow)} ${point(middle, bow)}Q${point(to, bow)} ${point(to, 0)}Q${point(to, -bow)} ${point(middle, -bow)}Q${point(from, -bow)} ${point(from, 0)}z`
}

/** Batik kawung: four petals around a point. */
export const kawung = (x: number, y: number, radius: number): string =>
  [0.125, 0.375, 0.625, 0.875]
    .map(angle => petal(x, y, { angle, from: radius * 0.14, to: radius * 1.26, width: radius * 0.74 }))
    .join('')

/** A star-edged seal. */
export function rosette(x: number, y: number, radius: number, points = 28): string {
  const corners = Array.from({ length: points * 2 }, (_, index) => {
    const reach = index % 2 === 0 ? radius : radius * 0.9
    const angle = (index / (points * 2)) * 2 * Math.PI
    return `${at(x + Math.cos(angle) * reach)} ${at(y + Math.sin(angle) * reach)}`
  })
  return `M${corners.join('L')}z`
}

/** A star of five points. */
export function star(x: number, y: number, radius: number): string {
  const corners = Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 === 0 ? radius : radius * 0.42
    const angle = (index / 10 - 0.25) * 2 * Math.PI
    return `${at(x + Math.cos(angle) * reach)} ${at(y + Math.sin(angle) * reach)}`
  })
  return `M${corners.join('L')}z`
}
