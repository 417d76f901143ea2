/** The sheet every picture is drawn on: paper with an edge, a title, what it is about, and a line below. */
import { document, type Svg, svg } from '../svg.ts'
import { INK, MARGIN, type Measure, TYPE, WIDTH } from './style.ts'
import { words, wrapped } from './words.ts'

export interface Heading {
  title: string
  subtitle: string
  /** Said small at the bottom, such as where the figures come from. */
  note?: string
}

/** @param body draws from the given height down. @returns the picture as SVG */
export function sheet(
  { title, subtitle, note }: Heading,
  measure: Measure,
  body: (top: number) => { content: Svg; bottom: number },
): string {
  const inner = WIDTH - 2 * MARGIN
  const lines = wrapped(title, inner, { measure, type: TYPE.title, lines: 2 })
  const heading = lines.map((line, index) =>
    words(line, { x: MARGIN, y: MARGIN + 26 + index * 38 }, { type: TYPE.title }),
  )
  const below = MARGIN + 26 + (lines.length - 1) * 38 + 34
  // A name with all its titles is not cut short.
  const named = wrapped(subtitle, inner, { measure, type: TYPE.subtitle, lines: 2 })
  const about = named.map((line, index) =>
    words(line, { x: MARGIN, y: below + index * 26 }, { type: TYPE.subtitle, fill: INK.faint }),
  )
  const { content, bottom } = body(below + Math.max(0, named.length - 1) * 26 + 30)
  const notes = note ? wrapped(note, inner, { measure, type: TYPE.small, lines: 3 }) : []
  const foot = notes.map((line, index) =>
    words(line, { x: MARGIN, y: bottom + 30 + index * 23 }, { type: TYPE.small, fill: INK.faint }),
  )
  const height = Math.ceil(bottom + (notes.length > 0 ? 12 + notes.length * 23 : 0) + MARGIN)
  const paper = svg`<rect x="1" y="1" width="${WIDTH - 2}" height="${height - 2}" rx="22" fill="${INK.paper}" stroke="${INK.edge}" stroke-width="2"/><rect x="${MARGIN}" y="1" width="64" height="7" rx="3" fill="${INK.main}"/>`
  return document({ width: WIDTH, height }, svg`${paper}${heading}${about}${content}${foot}`)
}
