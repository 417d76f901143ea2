/** The scorecard as a picture: each criterion as a bar, the group's median on it, and one's own last four quarters. */
import { sheet } from '../../../platform/documents/chart/frame.ts'
import { INK, MARGIN, type Measure, TYPE, WIDTH } from '../../../platform/documents/chart/style.ts'
import { fitted, words, wrapped } from '../../../platform/documents/chart/words.ts'
import { type Svg, svg } from '../../../platform/documents/svg.ts'

/** Every word is said already: a picture knows no reader. Values are 0 to 100. */
export interface Scorecard {
  title: string
  name: string
  note: string
  rows: readonly Row[]
  /** Short names of the quarters, oldest first; the last one is this quarter. */
  quarters: readonly string[]
  /** What stands above the small columns. */
  historyTitle: string
  total: { label: string; value: string }
  facts: readonly { label: string; value: string }[]
}
interface Row {
  label: string
  shown: string
  value: number
  median: { value: number; shown: string } | null
  /** One a quarter, `null` where there is none; with the figure as it is read. */
  history: readonly ({ value: number; shown: string } | null)[]
}

const ROW = 122
const BAR = { width: 400, height: 18 }
/** Where no earlier quarter stands at the right, the bars take its place. */
const WHOLE = WIDTH - 2 * MARGIN
/** The small columns at the right. */
const SMALL = { left: MARGIN + BAR.width + 48, step: 50, width: 30, height: 46 }

export function scorecard(card: Scorecard, measure: Measure): string {
  return sheet({ title: card.title, subtitle: card.name, note: card.note }, measure, top => {
    const before = card.rows.some(({ history }) => history.slice(0, -1).some(one => one !== null))
    const first = before ? top + 26 : top + 12
    const width = before ? BAR.width : WHOLE
    const rows = card.rows.map((row, index) => drawRow(row, { top: first + index * ROW, width, measure }))
    const below = drawSum(card, first + card.rows.length * ROW + 4, measure)
    if (!before) return { content: svg`${rows}${below.content}`, bottom: below.bottom }
    const small = card.rows.map(({ history }, index) => columns(history, first + index * ROW + 14))
    const heading = words(
      fitted(card.historyTitle, WIDTH - MARGIN - SMALL.left, { measure, type: TYPE.small }),
      { x: SMALL.left, y: top + 4 },
      { type: TYPE.small, fill: INK.faint },
    )
    const names = card.quarters.map((name, index) =>
      words(
        name,
        { x: SMALL.left + index * SMALL.step + SMALL.width / 2, y: first + card.rows.length * ROW - 22 },
        { type: TYPE.small, fill: INK.faint, anchor: 'middle' },
      ),
    )
    return { content: svg`${heading}${rows}${small}${names}${below.content}`, bottom: below.bottom }
  })
}

interface Room {
  top: number
  width: number
  measure: Measure
}

function drawRow({ label, shown, value, median }: Row, room: Room): Svg {
  const { top, width, measure } = room
  const figure = measure(shown, TYPE.title)
  const name = fitted(label, width - figure - 20, { measure, type: TYPE.label })
  const y = top + 34
  const length = Math.max(BAR.height, (width * value) / 100)
  return svg`${words(name, { x: MARGIN, y: top + 20 }, { type: TYPE.label })}${words(shown, { x: MARGIN + width, y: top + 22 }, { type: TYPE.title, fill: INK.main, anchor: 'end' })}<rect x="${MARGIN}" y="${y}" width="${width}" height="${BAR.height}" rx="${BAR.height / 2}" fill="${INK.track}"/>${value > 0 ? svg`<rect x="${MARGIN}" y="${y}" width="${length}" height="${BAR.height}" rx="${BAR.height / 2}" fill="${INK.main}"/>` : svg``}${median ? mark(median, y, room) : svg``}`
}

/** A line across the bar with what it is below, kept inside the bar's width. */
function mark({ value, shown }: { value: number; shown: string }, y: number, { width, measure }: Room): Svg {
  const x = MARGIN + (width * value) / 100
  const half = measure(shown, TYPE.small) / 2
  const at = Math.min(Math.max(x, MARGIN + half), MARGIN + width - half)
  return svg`<line x1="${x}" y1="${y - 6}" x2="${x}" y2="${y + BAR.height + 6}" stroke="${INK.paper}" stroke-width="8"/><line x1="${x}" y1="${y - 6}" x2="${x}" y2="${y + BAR.height + 6}" stroke="${INK.second}" stroke-width="4" stroke-linecap="round"/>${words(shown, { x: at, y: y + BAR.height + 25 }, { type: TYPE.small, fill: INK.second, anchor: 'middle' })}`
}

function columns(history: Row['history'], top: number): Svg {
  const floor = top + SMALL.height + 18
  const drawn = history.map((one, index) => {
    const left = SMALL.left + index * SMALL.step
    const middle = left + SMALL.width / 2
    if (!one)
      return words('–', { x: middle, y: floor - 4 }, { type: TYPE.small, fill: INK.faint, anchor: 'middle' })
    const height = Math.max(3, (SMALL.height * one.value) / 100)
    const ink = index === history.length - 1 ? INK.main : INK.mainSoft
    return svg`<rect x="${left}" y="${floor - height}" width="${SMALL.width}" height="${height}" rx="4" fill="${ink}"/>${words(one.shown, { x: middle, y: floor - height - 6 }, { type: TYPE.small, anchor: 'middle' })}`
  })
  const end = SMALL.left + (history.length - 1) * SMALL.step + SMALL.width
  return svg`${drawn}<line x1="${SMALL.left}" y1="${floor + 1}" x2="${end}" y2="${floor + 1}" stroke="${INK.edge}" stroke-width="2"/>`
}

/** The sum, and apart from it what is read from the ratings. */
function drawSum(
  { total, facts }: Scorecard,
  top: number,
  measure: Measure,
): { content: Svg; bottom: number } {
  const inner = WIDTH - 2 * MARGIN
  const [left, wide] = [MARGIN + 220, inner - 240]
  const lines = facts.flatMap(({ label, value }) =>
    wrapped(`${label}: ${value}`, wide, { measure, type: TYPE.body, lines: 2 }),
  )
  const height = Math.max(104, 36 + lines.length * 28)
  const said = lines.map((line, index) =>
    words(line, { x: left, y: top + 36 + index * 28 }, { type: TYPE.body }),
  )
  return {
    content: svg`<rect x="${MARGIN}" y="${top}" width="${inner}" height="${height}" rx="16" fill="${INK.warm}"/>${words(fitted(total.label, 180, { measure, type: TYPE.small }), { x: MARGIN + 22, y: top + 34 }, { type: TYPE.small, fill: INK.faint })}${words(total.value, { x: MARGIN + 22, y: top + 74 }, { type: { size: 38, weight: 700 }, fill: INK.main })}${said}`,
    bottom: top + height,
  }
}
