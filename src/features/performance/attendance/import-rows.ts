/** The rows of an attendance file as days of people: read and checked one by one, then put together. Pure. */

import { text } from '../../../chat/i18n/words.ts'
import type { Text } from '../../../chat/model.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import { parseDay } from '../../../domain/dates.ts'
import { type NipProblem, readNip } from '../../../domain/nip.ts'
import { columnKey } from '../../../platform/spreadsheets/cells.ts'
import type { Column, Sheet, SheetRow } from '../../../platform/spreadsheets/model.ts'
import type { Code } from './rules.ts'

/** The columns by the names that stay (product.md), with those machines often write. */
export const COLUMNS = [
  { name: 'NIP', also: ['NIP/NI PPPK', 'NI PPPK', 'NIP Baru'], required: true },
  { name: 'Tanggal', also: ['Tgl', 'Date', 'Tanggal Absen', 'Hari/Tanggal'], required: true },
  { name: 'Masuk', also: ['Jam Masuk', 'Scan Masuk', 'Absen Masuk', 'Check In', 'Clock In'] },
  { name: 'Pulang', also: ['Jam Pulang', 'Scan Pulang', 'Absen Pulang', 'Check Out', 'Clock Out', 'Keluar'] },
  { name: 'Keterangan', also: ['Ket', 'Kode', 'Status', 'Status Kehadiran'] },
] as const satisfies Column[]
export type ColumnName = (typeof COLUMNS)[number]['name']
/** What this office's machine calls the columns, where it uses other names. */
export type Mapping = Partial<Record<ColumnName, string>>

export const mapped = (mapping: Mapping): Column[] =>
  COLUMNS.map(column => {
    const own = mapping[column.name]
    return own === undefined ? column : { ...column, also: [...column.also, own] }
  })

/** What one person's day says after all its rows; `null` code: no remark, and the machine saw nobody. */
export interface Entry {
  /** The first of its rows. */
  row: number
  nip: string
  day: OfficeDay
  code: Code | null
  arrived: number | null
  left: number | null
}
export interface RowProblem {
  row: number
  why: Text
}
export interface ReadRows {
  entries: Entry[]
  problems: RowProblem[]
  /** Rows that say the day was off: nothing to count. */
  off: number
  /** Rows put together with another of the same person and day. */
  joined: number
}

const WORDS: ReadonlyMap<string, Code | 'off'> = new Map(
  Object.entries<Code | 'off'>({
    h: 'H',
    hadir: 'H',
    masuk: 'H',
    present: 'H',
    wfo: 'H',
    wfh: 'H',
    s: 'S',
    sakit: 'S',
    sick: 'S',
    i: 'I',
    izin: 'I',
    ijin: 'I',
    c: 'C',
    ct: 'C',
    cuti: 'C',
    leave: 'C',
    dl: 'DL',
    dinasluar: 'DL',
    perjalanandinas: 'DL',
    tb: 'TB',
    tugasbelajar: 'TB',
    tk: 'TK',
    a: 'TK',
    alpa: 'TK',
    alpha: 'TK',
    tanpaketerangan: 'TK',
    absent: 'TK',
    l: 'off',
    libur: 'off',
    off: 'off',
    holiday: 'off',
    cutibersama: 'off',
  }),
)

/** Minutes after midnight: 07:30, 7.30, 07:30:15, also behind a date; undefined: no time at all. */
export function readTime(said: string): number | null | undefined {
  if (said === '' || /^[-–—]+$/.test(said) || /^0{1,2}[:.]00([:.]00)?$/.test(said)) return null
  const [, hours = '', minutes = ''] =
    /^(?:\d{4}-\d{2}-\d{2}[ T])?(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?$/.exec(said) ?? []
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return undefined
  return Number(hours) * 60 + Number(minutes)
}

type ReadRow = { entry: Entry } | { off: true } | { why: Text }

/** @param today days after it cannot have been recorded */
export function readRows({ rows }: Sheet, today: OfficeDay): ReadRows {
  const found = new Map<string, Entry>()
  const read: ReadRows = { entries: [], problems: [], off: 0, joined: 0 }
  for (const row of rows) {
    const one = readRow(row, today)
    if ('why' in one) read.problems.push({ row: row.number, why: one.why })
    else if ('off' in one) read.off++
    else {
      const { entry } = one
      const before = found.get(`${entry.nip} ${entry.day}`)
      const whole = before ? join(before, entry) : entry
      if (whole === null) read.problems.push({ row: row.number, why: otherRemark(before ?? entry) })
      else {
        if (before) read.joined++
        found.set(`${entry.nip} ${entry.day}`, whole)
      }
    }
  }
  read.entries = [...found.values()]
  return read
}

const otherRemark = ({ row, day }: Entry) => text('attendance:row.twice', { row, day })

function readRow({ number: row, cells }: SheetRow, today: OfficeDay): ReadRow {
  const nip = readNip(cells.NIP ?? '')
  if (!nip.ok) return { why: text(NIP_PROBLEMS[nip.problem]) }
  const day = parseDay((cells.Tanggal ?? '').replace(/ \d{1,2}:\d{2}$/, ''))
  if (!day) return { why: text('attendance:row.day', { said: cut(cells.Tanggal) }) }
  if (day > today) return { why: text('attendance:row.future', { day }) }
  const said = cells.Keterangan ?? ''
  const word = /^[-–—]*$/.test(said) ? null : WORDS.get(columnKey(said))
  if (word === undefined) return { why: text('attendance:row.code', { said: cut(said) }) }
  const [arrived, left] = [readTime(cells.Masuk ?? ''), readTime(cells.Pulang ?? '')]
  if (arrived === undefined) return { why: text('attendance:row.time', { said: cut(cells.Masuk) }) }
  if (left === undefined) return { why: text('attendance:row.time', { said: cut(cells.Pulang) }) }
  const seen = arrived !== null || left !== null
  if (word === 'off' && !seen) return { off: true }
  if (word === 'TK' && seen) return { why: text('attendance:row.absentButSeen') }
  // Somebody who came in on a day off was there; the calendar decides whether the day counts.
  const code = word === 'off' || word === null ? (seen ? 'H' : null) : word
  return { entry: { row, nip: nip.nip, day, code, arrived, left } }
}

const NIP_PROBLEMS = {
  'cut-by-spreadsheet': 'attendance:row.nip.cut',
  digits: 'attendance:row.nip.digits',
  length: 'attendance:row.nip.length',
  'birth-date': 'attendance:row.nip.wrong',
  appointment: 'attendance:row.nip.wrong',
  sex: 'attendance:row.nip.wrong',
  sequence: 'attendance:row.nip.wrong',
} as const satisfies Record<NipProblem, string>

/** The first coming and the last going of a day; two remarks that disagree are somebody's mistake. */
function join(one: Entry, other: Entry): Entry | null {
  const codes = [one.code, other.code].filter(code => code !== null)
  // Being seen without a remark gives way to a remark, such as half a day of leave.
  const said = codes.filter(code => code !== 'H')
  if (new Set(said).size > 1) return null
  const code = said[0] ?? codes[0] ?? null
  const arrived = outermost(Math.min, one.arrived, other.arrived)
  const left = outermost(Math.max, one.left, other.left)
  if (code === 'TK' && (arrived !== null || left !== null)) return null
  return { ...one, code, arrived, left }
}

const outermost = (pick: typeof Math.min, a: number | null, b: number | null) =>
  a === null || b === null ? (a ?? b) : pick(a, b)

/** What somebody wrote, short enough to be quoted; never a NIP. */
const cut = (said = '') => (said.length > 30 ? `${said.slice(0, 30)}…` : said)
