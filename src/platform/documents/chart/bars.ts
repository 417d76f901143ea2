/** A list of bars: names at the left above, figures at the right. */
import { type Svg, svg } from '../svg.ts'
import { type Heading, sheet } from './frame.ts'
import { INK, MARGIN, type Measure, TYPE, WIDTH } from './style.ts'
import { fitted, words } from './words.ts'

export interface Bar {
  label: string
  /** 0 or more. */
  value: number
  /** The figure as its reader writes it. */
  shown: string
}
export interface Bars {
  heading: Heading
  bars: readonly Bar[]
  /** The value of a full bar; the largest one when not given. */
  full?: number
  /** What is said where there are no bars. */
  empty: string
}

const ROW = 62
const THICK = 14

export function barChart({ heading, bars, full, empty }: Bars, measure: Measure): string {
  return sheet(heading, measure, top => {
    if (bars.length === 0)
      return {
        content: words(empty, { x: MARGIN, y: top + 28 }, { type: TYPE.body, fill: INK.faint }),
        bottom: top + 40,
      }
    const most = full ?? Math.max(1, ...bars.map(({ value }) => value))
    const rows = bars.map((bar, index) => row(bar, { top: top + index * ROW, most, measure }))
    return { content: svg`${rows}`, bottom: top + bars.length * ROW - 6 }
  })
}

function row(
  { label, value, shown }: Bar,
  { top, most, measure }: { top: number; most: number; measure: Measure },
): Svg {
  const inner = WIDTH - 2 * MARGIN
  const figure = measure(shown, TYPE.label)
  const length = Math.max(value > 0 ? THICK : 0, (inner * Math.min(value, most)) / most)
  const name = fitted(label, inner - figure - 24, { measure, type: TYPE.body })
  return svg`${words(name, { x: MARGIN, y: top + 22 }, { type: TYPE.body })}${words(shown, { x: WIDTH - MARGIN, y: top + 22 }, { type: TYPE.label, anchor: 'end' })}<rect x="${MARGIN}" y="${top + 33}" width="${inner}" height="${THICK}" rx="${THICK / 2}" fill="${INK.track}"/><rect x="${MARGIN}" y="${top + 33}" width="${length}" height="${THICK}" rx="${THICK / 2}" fill="${INK.main}"/>`
}
