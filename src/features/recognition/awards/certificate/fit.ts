/** Words made to fit the place they have on a sheet. */
import type { Measure, Weight } from '../../../../platform/documents/chart/style.ts'
import { drawable } from '../../../../platform/documents/svg.ts'

/** Width of the text between the ornaments (points). */
const COLUMN = 600

export interface Line {
  size: number
  least: number
  weight: Weight
  color: string
  lines: number
  width?: number
}

/** Breaks into as few lines as it may, smaller where it must; what is longer than that ends in an ellipsis. */
export function fitted(said: string, style: Line, measure: Measure): { lines: string[]; size: number } {
  const words = drawable(said).split(' ').filter(Boolean)
  const width = style.width ?? COLUMN
  for (let size = style.size; ; size -= 1) {
    const within = (most: number) =>
      wrap(words, value => measure(value, { size, weight: style.weight }) <= most)
    const lines = within(width)
    if (lines.length <= style.lines) return { lines: even(lines, width, within), size }
    if (size > style.least) continue
    const kept = lines.slice(0, style.lines)
    const last = `${[...(kept.at(-1) ?? '')].slice(0, -1).join('')}…`
    return { lines: [...kept.slice(0, -1), last], size }
  }
}

/** As many lines, of about the same width: no word stands alone in the last one. */
function even(lines: readonly string[], width: number, within: (most: number) => string[]): string[] {
  let best = [...lines]
  for (let most = width - STEP; most > width / 2 && lines.length > 1; most -= STEP) {
    const tried = within(most)
    if (tried.length > lines.length) break
    best = tried
  }
  return best
}
/** Points. */
const STEP = 8

function wrap(words: readonly string[], fits: (line: string) => boolean): string[] {
  const lines: string[] = []
  for (const word of words.flatMap(one => pieces(one, fits))) {
    const last = lines.at(-1)
    const longer = `${last} ${word}`
    if (last !== undefined && fits(longer)) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** A word wider than the column is cut. */
function pieces(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word)) return [word]
  const parts = ['']
  for (const letter of word) {
    const longer = `${parts.at(-1)}${letter}`
    if (fits(longer) || parts.at(-1) === '') parts[parts.length - 1] = longer
    else parts.push(letter)
  }
  return parts
}

/** Widths of letters that stand apart. */
export const spread =
  (measure: Measure, apart: number): Measure =>
  (said, type) =>
    measure(said, type) + apart * Math.max(0, [...said].length - 1)
