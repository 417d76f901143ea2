/** An attendance file of whatever layout, as rows of days with the same columns. */
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { SheetProblem } from '../../../../domain/sheet-problem.ts'
import type { DayOrder } from '../../../../domain/written-days.ts'
import { readWrittenTime } from '../../../../domain/written-times.ts'
import { cellText, columnKey } from '../../../../platform/spreadsheets/cells.ts'
import type { Grid } from '../../../../platform/spreadsheets/grid.ts'
import type { Column, Sheet } from '../../../../platform/spreadsheets/model.ts'
import { matcher } from '../../../../platform/spreadsheets/table/columns.ts'
import { findHeader, type Header } from '../../../../platform/spreadsheets/table/header.ts'
import { readTable } from '../../../../platform/spreadsheets/table/table.ts'
import { withNames } from './bare-log.ts'
import { unblocked } from './blocks.ts'
import { COLUMNS, type Mapping, NUMBER_HEADINGS } from './columns.ts'
import { daysFromGrid, type Month, monthIn, monthMatcher, usedInGrid } from './month-grid.ts'
import { areWays, daysFromScans } from './scans.ts'

export type Layout = 'daily' | 'scans' | 'month' | 'blocks' | 'log'

export interface Asking {
  mapping: Mapping
  today: OfficeDay
  maxRows: number
  fileName: string
  dayOrder?: DayOrder | undefined
  /** The month of a grid that does not tell it. */
  month?: Month | undefined
}

export type ReadAttendance =
  | { kind: 'read'; layout: Layout; sheet: Sheet; by: 'NIP' | 'PIN' }
  /** It looks like attendance, and which column is which has to be asked. */
  | { kind: 'columns'; found: string[] }
  /** A grid of a month that says nowhere which month. */
  | { kind: 'month' }
  | { kind: 'problem'; problem: SheetProblem }
  /** Nothing in it looks like attendance. */
  | { kind: 'other'; found: string[] }

interface Candidate {
  grid: Grid
  header: Header
  layout: Layout
  by: 'NIP' | 'PIN' | null
  /** Our names of columns that are days of a grid. */
  days: Set<string>
}

/** Reads the first sheet, hidden ones left out, that is whole; else says of the likeliest what is missing. */
export async function readAttendance(grids: readonly Grid[], asking: Asking): Promise<ReadAttendance> {
  const shown = grids.filter(({ hidden, rows }) => !hidden && rows.length > 0)
  if (shown.length === 0) return { kind: 'other', found: [] }
  const candidates = shown.flatMap(grid => candidatesIn(grid, asking.mapping))
  const whole = candidates.filter(isWhole)
  const [first] = whole
  if (first) {
    const others = whole.filter(({ grid }) => grid.name !== first.grid.name).map(({ grid }) => grid.name)
    return readCandidate(first, asking, shown.length > 1 ? { name: first.grid.name, others } : null)
  }
  const [likeliest] = candidates.toSorted((one, other) => other.header.places.size - one.header.places.size)
  const found = likeliest ? namesOf(likeliest.header) : []
  return likeliest && isLikely(likeliest) ? { kind: 'columns', found } : { kind: 'other', found }
}

/** A sheet as it stands, and as it would be with the number of each block, or with names above a log. */
function candidatesIn(grid: Grid, mapping: Mapping): Candidate[] {
  const found: Candidate[] = []
  const plain = candidate(grid, mapping, 'daily')
  if (plain) found.push(plain)
  if (plain && isWhole(plain)) return found
  const blocks = unblocked(grid)
  const apart = blocks && candidate(blocks.grid, mapping, 'blocks')
  if (apart) found.push(apart)
  const named = withNames(grid)
  const log = named && candidate(named, mapping, 'log')
  if (log) found.push(log)
  return found
}

function candidate(grid: Grid, mapping: Mapping, layout: Layout): Candidate | null {
  const header = findHeader(grid, monthMatcher(matcher(columnsOf(), mapping)))
  if (!header) return null
  const days = new Set([...header.places.keys()].filter(name => /^\d/.test(name)))
  const by = numberIn(grid, header)
  const has = (name: string) => header.places.has(name)
  const own = layout === 'daily' && !has('Masuk') && !has('Pulang')
  const kind = own && days.size > 0 && !has('Tanggal') ? 'month' : own && has('Waktu') ? 'scans' : layout
  return { grid, header, layout: kind, by, days }
}
const columnsOf = (): readonly Column[] => COLUMNS

/**
 * Which number the rows have. A NIP may stand under NIK or No. ID, and a PIN under NIP does no harm: it is asked of
 * the list of PINs as well.
 */
function numberIn(grid: Grid, header: Header): 'NIP' | 'PIN' | null {
  if (header.places.has('NIP')) return 'NIP'
  const rows = grid.rows.slice(header.at + header.depth, header.at + header.depth + 60)
  const filled = (place: number) =>
    rows.map(({ cells }) => cellText(cells[place])).filter(said => said !== '')
  const places = header.headings.flatMap((one, place) =>
    one && NUMBER_HEADINGS.includes(one.full) ? [{ place, rank: NUMBER_HEADINGS.indexOf(one.full) }] : [],
  )
  const nips = places.find(({ place }) => {
    const said = filled(place)
    return (
      said.length > 0 && said.filter(one => one.replaceAll(/\D/g, '').length === 18).length > said.length / 2
    )
  })
  if (nips) {
    for (const [name, place] of header.places) if (place === nips.place) header.places.delete(name)
    header.places.set('NIP', nips.place)
    return 'NIP'
  }
  return header.places.has('PIN') ? 'PIN' : null
}

const isWhole = ({ header: { places }, by, layout, days }: Candidate): boolean => {
  if (by === null) return false
  if (layout === 'month') return days.size > 0
  if (layout === 'scans' || layout === 'log') return places.has('Waktu')
  return places.has('Tanggal') && (places.has('Masuk') || places.has('Pulang') || places.has('Keterangan'))
}

/** Whether it is worth asking which column is which. */
function isLikely({ header, by, layout }: Candidate): boolean {
  const { places } = header
  const times = places.has('Masuk') || places.has('Pulang') || places.has('Waktu')
  if (layout === 'month') return true
  return (
    (places.has('Tanggal') && (times || by !== null)) ||
    (times && by !== null) ||
    looksLikeMachine(namesOf(header))
  )
}

/** Names of columns that speak of coming and going, whatever the machine calls them. */
export function looksLikeMachine(headings: readonly string[]): boolean {
  const keys = headings.map(columnKey)
  const isTime = (key: string) =>
    /masuk|pulang|scan|check(in|out)|clock(in|out)|datang|absen|presensi/.test(key)
  const isDay = (key: string) => /^(tgl|tanggal|date|hari)(?!.*(lahir|birth))/.test(key)
  return keys.some(isTime) && keys.some(isDay)
}

const namesOf = ({ headings }: Header): string[] =>
  headings.flatMap(one => (one && one.said !== '' ? [one.said] : []))

async function readCandidate(
  { grid, header, layout, by, days }: Candidate,
  asking: Asking,
  sheet: Sheet['sheet'],
): Promise<ReadAttendance> {
  const { maxRows, dayOrder, today } = asking
  const twice = header.twice.filter(name => header.places.has(name))
  if (twice.length > 0)
    return { kind: 'problem', problem: { problem: 'columns-twice', columns: twice, found: namesOf(header) } }
  const number = by ?? 'NIP'
  const own = COLUMNS.map(
    (column): Column => ({ ...column, required: isRequired(column.name, number, layout) }),
  )
  const ofDays = [...(layout === 'month' ? days : [])].map((name): Column => ({ name }))
  const spec = {
    columns: [...own, ...ofDays],
    maxRows,
    today,
    dayOrder,
    ...(number === 'NIP' && { subject: { number, name: 'Nama' } }),
  }
  const read = await readTable(grid, header, spec, sheet)
  if (!read.ok) return { kind: 'problem', problem: read.problem }
  const found = { kind: 'read' as const, layout, by: number, sheet: withoutName(read.sheet) }
  if (layout === 'scans' || layout === 'log') return { ...found, sheet: withDays(found.sheet) }
  if (layout === 'month') {
    const month = asking.month ?? monthIn([...read.sheet.title, grid.name]) ?? monthIn([asking.fileName])
    if (month === null && [...days].some(name => !name.includes('-'))) return { kind: 'month' }
    const rows = daysFromGrid(read.sheet.rows, days, month)
    return { ...found, sheet: { ...found.sheet, rows, used: usedInGrid(found.sheet.used, days) } }
  }
  // A file with days and numbers whose times stand under names nobody knows is asked about, never read as absence.
  return lacksTimes(header, grid) ? { kind: 'columns', found: namesOf(header) } : found
}

const isRequired = (name: string, number: string, layout: Layout): boolean =>
  name === number ||
  (name === 'Tanggal' && (layout === 'daily' || layout === 'blocks')) ||
  (name === 'Waktu' && (layout === 'scans' || layout === 'log'))

/** The name helps to tell rows of people from others; nothing is kept of it. */
const withoutName = (sheet: Sheet): Sheet => ({
  ...sheet,
  used: sheet.used.filter(({ column }) => column !== 'Nama'),
  unknown: [
    ...sheet.unknown,
    ...sheet.used.filter(({ column }) => column === 'Nama').map(({ heading }) => heading),
  ],
})

function withDays(sheet: Sheet): Sheet {
  const said = sheet.rows.flatMap(({ cells }) => (cells.Keterangan ? [cells.Keterangan] : []))
  const asWays = !sheet.headers.includes('Arah') && said.length > 0 && areWays(new Set(said))
  const rows = asWays
    ? sheet.rows.map(row => ({ ...row, cells: { ...row.cells, Arah: row.cells.Keterangan ?? '' } }))
    : sheet.rows
  return { ...sheet, rows: daysFromScans(rows) }
}

/** Whether neither Masuk nor Pulang is there, and columns nobody asked for hold times of day. */
function lacksTimes({ places, headings, at, depth }: Header, { rows }: Grid): boolean {
  if (places.has('Masuk') || places.has('Pulang')) return false
  const used = new Set(places.values())
  const sample = rows.slice(at + depth, at + depth + 60)
  return headings.some(
    (one, place) =>
      one !== undefined &&
      !used.has(place) &&
      sample.some(({ cells }) => {
        const said = cellText(cells[place])
        return /^\d{1,2}[:.]\d{2}/.test(said) && typeof readWrittenTime(said) === 'number'
      }),
  )
}
