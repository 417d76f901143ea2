/** A sheet's cells as the rows of a table whose columns are known by name. */
import { breather } from '../../breathe.ts'
import { cellText, columnKey, isErrorCell } from '../cells.ts'
import type { Grid, GridRow } from '../grid.ts'
import { bad, type ReadSheet, type RowFault, type Sheet, type SheetRow, type TableSpec } from '../model.ts'
import { filler } from './filled-cells.ts'
import type { Header } from './header.ts'
import { type Classing, classOf, looseClass, type Seen, withoutLabel } from './row-classes.ts'
import { shortLines } from './short-lines.ts'
import { daysOf, saidIn } from './values.ts'

/** Longest cell that is read, in characters. */
export const MAX_CELL = 1000
const DEFAULT_ROWS = 10_000
/** Characters of a row that was left out that are told. */
const TOLD = 80

interface Work {
  grid: Grid
  header: Header
  spec: TableSpec
}
interface Loose {
  seen: Seen
  row: SheetRow
}

/** @param sheet its name, and those of others that could have been read, where the file has several */
export async function readTable(
  grid: Grid,
  header: Header,
  spec: TableSpec,
  sheet: Sheet['sheet'],
): Promise<ReadSheet> {
  const { columns, maxRows = DEFAULT_ROWS } = spec
  const known = columns.filter(({ name }) => header.places.has(name))
  const days = daysOf(columns, new Set(known.map(({ name }) => name)))
  const rows: SheetRow[] = []
  const loose: Loose[] = []
  const leftOut: Sheet['leftOut'] = []
  const reading = createReading({ grid, header, spec }, days.see)
  const classing = classingOf({ grid, header, spec })
  const breathe = breather()
  for (const raw of grid.rows.slice(header.at + header.depth)) {
    const turn = breathe()
    if (turn) await turn
    const { row, seen, long } = reading(raw)
    const sort = row.faults?.some(({ fault }) => fault === 'more-cells') ? 'data' : classOf(seen, classing)
    if (sort === 'loose') loose.push({ seen, row })
    else if (sort !== 'data') leftOut.push({ number: row.number, kind: sort, said: toldOf(seen) })
    else if (long) return bad({ problem: 'cell-too-long', row: row.number, column: long, max: MAX_CELL })
    else if (rows.push(row) > maxRows) return bad({ problem: 'too-many-rows', max: maxRows })
  }
  settleLoose({ loose, rows, leftOut }, classing)
  if (rows.length === 0) return bad({ problem: 'empty' })
  const title = titleOf(grid, header)
  const order = spec.dayOrder ?? days.evidence.order(spec.today ?? '9999-12-31', title)
  if (order === 'ask') return bad({ problem: 'day-order', said: days.evidence.example() })
  await days.settle(rows, order)
  const read: Sheet = {
    ...namesOf(
      header,
      known.map(({ name }) => name),
    ),
    rows,
    leftOut: leftOut.sort((one, other) => one.number - other.number),
    sheet,
    title,
    dayOrder: order,
  }
  return { ok: true, sheet: read }
}

type Reading = (raw: GridRow) => { row: SheetRow; seen: Seen; long: string | null }

function createReading({ grid, header, spec }: Work, see: (said: string) => void): Reading {
  const places = spec.columns.flatMap(column => {
    const place = header.places.get(column.name)
    const isDay = column.holds !== undefined && column.holds !== 'time'
    return place === undefined ? [] : [{ ...column, place, isDay }]
  })
  const blank = Object.fromEntries(spec.columns.map(({ name }) => [name, '']))
  const number = spec.subject?.number
  const fill = filler(grid, header)
  const isShort = shortLines(grid, header)
  return raw => {
    const filled = fill(raw)
    const row: SheetRow = { number: raw.number, cells: { ...blank } }
    const own: Record<string, string> = {}
    const faults: RowFault[] = []
    let long: string | null = null
    for (const { name, place, holds, isDay } of places) {
      const said = saidIn(filled(place), holds, grid.from1904)
      own[name] = raw.cells[place] === null || raw.cells[place] === undefined ? '' : said
      row.cells[name] = name === number ? withoutLabel(said) : said
      if (said.length > MAX_CELL) long = name
      if (isErrorCell(said)) faults.push({ fault: 'error-cell', column: name, said })
      if (isDay && said !== '') see(said)
    }
    // A number put together over its rows is theirs; alone, in a row with nothing else, it is nobody's.
    if (number !== undefined && own[number] === '' && Object.values(own).some(said => said !== ''))
      own[number] = row.cells[number] ?? ''
    if (grid.ragged && hasMore(raw, header)) faults.push({ fault: 'more-cells' })
    if (isShort(raw)) faults.push({ fault: 'fewer-cells' })
    if (faults.length > 0) row.faults = faults
    return { row, seen: { number: raw.number, all: raw.cells.map(cellText), known: own }, long }
  }
}

const hasMore = ({ cells }: GridRow, { headings }: Header): boolean =>
  cells.length > headings.length && cells.slice(headings.length).some(cell => cellText(cell) !== '')

function classingOf({ header, spec }: Work): Classing {
  const headings = new Map(
    [...header.places].map(([name, place]) => [name, columnKey(header.headings[place]?.said ?? '')]),
  )
  const required = spec.columns.filter(({ required }) => required).map(({ name }) => name)
  const days = spec.columns
    .filter(({ holds }) => holds === 'day' || holds === 'recent-day')
    .map(({ name }) => name)
  return { number: spec.subject?.number, name: spec.subject?.name, required, days, headings }
}

/** What stood alone is judged once it is known where the table ends. */
function settleLoose(
  { loose, rows, leftOut }: { loose: readonly Loose[]; rows: SheetRow[]; leftOut: Sheet['leftOut'] },
  classing: Classing,
): void {
  let last = rows.at(-1)?.number ?? 0
  const kept: SheetRow[] = []
  for (const { seen, row } of loose) {
    const sort = looseClass(seen, classing, { follow: row.number < last, next: row.number === last + 1 })
    if (sort !== 'data') leftOut.push({ number: row.number, kind: sort, said: toldOf(seen) })
    else {
      kept.push(row)
      last = Math.max(last, row.number)
    }
  }
  if (kept.length === 0) return
  rows.push(...kept)
  rows.sort((one, other) => one.number - other.number)
}

const toldOf = ({ all }: Seen): string => {
  const said = all.filter(one => one !== '').join(' ')
  return said.length > TOLD ? `${said.slice(0, TOLD).toWellFormed()}…` : said
}

/** Which columns are used, under which headings, and which are not. */
function namesOf(
  { headings, places }: Header,
  known: readonly string[],
): Pick<Sheet, 'headers' | 'used' | 'unknown'> {
  const ours = new Map(known.map(name => [places.get(name), name]))
  const used: Sheet['used'] = []
  const unknown: string[] = []
  for (const [place, one] of headings.entries()) {
    const column = ours.get(place)
    if (column !== undefined) used.push({ column, heading: one?.said ?? '' })
    else if (one && one.said !== '') unknown.push(one.said)
  }
  return { headers: used.map(({ column }) => column), used, unknown }
}

const titleOf = (grid: Grid, { at }: Header): string[] =>
  grid.rows
    .slice(0, at)
    .map(({ cells }) => [...new Set(cells.map(cellText))].filter(said => said !== '').join(' '))
