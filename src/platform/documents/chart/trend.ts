/** Lines over time: up to a few, each with its name; a gap where a figure is missing. */
import { type Svg, svg } from '../svg.ts'
import { type Heading, sheet } from './frame.ts'
import { INK, MARGIN, type Measure, TYPE, WIDTH } from './style.ts'
import { fitted, words } from './words.ts'

export interface Line {
  name: string
  /** One a point in time; null: no figure is shown. */
  values: readonly (number | null)[]
  /** How a reader writes a value. */
  shown(value: number): string
}
export interface Trend {
  heading: Heading
  /** Names of the points in time, oldest first. */
  points: readonly string[]
  lines: readonly Line[]
  /** Lowest and highest value of the scale. */
  scale: { from: number; to: number }
}

const HEIGHT = 250
const COLOURS = [INK.main, INK.second, INK.mainSoft, INK.faint] as const
const colour = (index: number) => COLOURS[index % COLOURS.length] ?? INK.main

export function trendChart({ heading, points, lines, scale }: Trend, measure: Measure): string {
  return sheet(heading, measure, top => {
    const plot = top + 16
    const left = MARGIN + 46
    const step = (WIDTH - MARGIN - left - 30) / Math.max(1, points.length - 1)
    const x = (index: number) => left + 15 + (points.length === 1 ? step / 2 : index * step)
    const y = (value: number) => plot + HEIGHT - ((value - scale.from) / (scale.to - scale.from)) * HEIGHT
    const names = pointNames(points, { x, y: plot + HEIGHT + 28, step }, measure)
    const drawn = lines.map((line, index) => curve(line, { x, y, ink: colour(index) }))
    const last = lastValues(lines, { x, y, floor: plot + HEIGHT })
    const legend = lines.length > 1 ? key(lines, plot + HEIGHT + 62, measure) : { content: svg``, rows: 0 }
    return {
      content: svg`${grid(scale, { left, y })}${names}${drawn}${last}${legend.content}`,
      bottom: plot + HEIGHT + 40 + legend.rows * 32,
    }
  })
}

function grid({ from, to }: Trend['scale'], { left, y }: { left: number; y(value: number): number }): Svg {
  const steps = [0, 0.25, 0.5, 0.75, 1].map(part => from + (to - from) * part)
  const marks = steps.map(
    value =>
      svg`<line x1="${left}" y1="${y(value)}" x2="${WIDTH - MARGIN}" y2="${y(value)}" stroke="${INK.track}" stroke-width="2"/>${words(String(Math.round(value * 10) / 10).replace('.', ','), { x: left - 10, y: y(value) + 6 }, { type: TYPE.small, fill: INK.faint, anchor: 'end' })}`,
  )
  return svg`${marks}`
}

function curve(
  { values }: Line,
  { x, y, ink }: { x(index: number): number; y(value: number): number; ink: string },
): Svg {
  const parts = values.map((value, index) => {
    if (value === null) return svg``
    const before = values[index - 1]
    const line =
      before === undefined || before === null
        ? svg``
        : svg`<line x1="${x(index - 1)}" y1="${y(before)}" x2="${x(index)}" y2="${y(value)}" stroke="${ink}" stroke-width="5" stroke-linecap="round"/>`
    return svg`${line}<circle cx="${x(index)}" cy="${y(value)}" r="7" fill="${ink}" stroke="${INK.paper}" stroke-width="2"/>`
  })
  return svg`${parts}`
}

/** Room between two names below the points (pixels). */
const APART = 14
/** As many names as there is room for, counted from the last, which is the one that is asked for. */
function pointNames(
  points: readonly string[],
  { x, y, step }: { x(index: number): number; y: number; step: number },
  measure: Measure,
): Svg {
  const type = TYPE.small
  const said = points.map(point => fitted(point, Math.max(90, step), { measure, type }))
  const widest = Math.max(0, ...said.map(point => measure(point, type)))
  const every = Math.max(1, Math.ceil((widest + APART) / step))
  return svg`${said.map((point, index) =>
    (points.length - 1 - index) % every === 0
      ? words(point, { x: x(index), y }, { type, fill: INK.faint, anchor: 'middle' })
      : svg``,
  )}`
}

/** How far above or below its dot a value stands, how tall it is, and a dot's half (pixels). */
const [ABOVE, BELOW, TALL, DOT] = [14, 30, 20, 8]
/** Each line's last value beside its dot: above it, or below where another one stands there already. */
function lastValues(
  lines: readonly Line[],
  { x, y, floor }: { x(index: number): number; y(value: number): number; floor: number },
): Svg {
  const ends = lines.flatMap(({ values, shown }, index) => {
    const last = values.findLastIndex(value => value !== null)
    const value = values[last]
    return value === null || value === undefined
      ? []
      : [{ at: last, dot: y(value), said: shown(value), fill: colour(index) }]
  })
  const taken = ends.map(({ at, dot }) => ({ at, from: dot - DOT, until: dot + DOT }))
  const free = (at: number, base: number) =>
    base <= floor && taken.every(one => one.at !== at || base < one.from || base - TALL > one.until)
  return svg`${ends
    .toSorted((one, other) => one.dot - other.dot)
    .map(({ at, dot, said, fill }) => {
      const above = [0, 1, 2, 3].map(up => dot - ABOVE - up * (TALL + 4))
      const base = [above[0] ?? dot, dot + BELOW, ...above].find(place => free(at, place)) ?? dot - ABOVE
      taken.push({ at, from: base - TALL, until: base })
      return words(said, { x: x(at), y: base }, { type: TYPE.label, fill, anchor: 'middle' })
    })}`
}

function key(lines: readonly Line[], top: number, measure: Measure): { content: Svg; rows: number } {
  const rows = lines.map(({ name }, index) => {
    const line = fitted(name, WIDTH - 2 * MARGIN - 40, { measure, type: TYPE.small })
    const at = top + index * 32
    return svg`<circle cx="${MARGIN + 10}" cy="${at - 6}" r="8" fill="${colour(index)}"/>${words(line, { x: MARGIN + 30, y: at }, { type: TYPE.small })}`
  })
  return { content: svg`${rows}`, rows: lines.length }
}
