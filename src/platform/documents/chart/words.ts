/** Words in a picture: one line that fits, or several. */
import { drawable, type Svg, svg } from '../svg.ts'
import { FAMILY, INK, type Measure, type Type } from './style.ts'

interface Put {
  type: Type
  fill?: string
  anchor?: 'start' | 'middle' | 'end'
}

/** @param at the left (or middle, or right) end of the base line */
export function words(
  said: string,
  at: { x: number; y: number },
  { type, fill = INK.text, anchor = 'start' }: Put,
): Svg {
  return svg`<text x="${at.x}" y="${at.y}" font-family="${FAMILY}" font-size="${type.size}" font-weight="${type.weight}" fill="${fill}" text-anchor="${anchor}">${drawable(said)}</text>`
}

/** One line, cut with … where it would be wider than `width` pixels. */
export function fitted(
  said: string,
  width: number,
  { measure, type }: { measure: Measure; type: Type },
): string {
  const line = drawable(said)
  if (measure(line, type) <= width) return line
  const letters = [...line]
  let [low, high] = [0, letters.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const fits = measure(`${letters.slice(0, middle).join('').trimEnd()}…`, type) <= width
    if (fits) low = middle
    else high = middle - 1
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`
}

/** Lines of at most `width` pixels; the last one is cut where more than `lines` would be needed. */
export function wrapped(
  said: string,
  width: number,
  { measure, type, lines }: { measure: Measure; type: Type; lines: number },
): string[] {
  const done: string[] = []
  let rest = drawable(said).split(' ')
  while (rest.length > 0 && done.length < lines) {
    const last = done.length === lines - 1
    let count = rest.length
    while (!last && count > 1 && measure(rest.slice(0, count).join(' '), type) > width) count--
    done.push(fitted(rest.slice(0, count).join(' '), width, { measure, type }))
    rest = rest.slice(count)
  }
  return done
}
