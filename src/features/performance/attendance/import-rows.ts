/** The rows of an attendance file as days of people: read and checked one by one, then put together. Pure. */

import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Text } from '../../../chat/model.ts'
import { faultText } from '../../../chat/ui/sheet-notes.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import { parseDay } from '../../../domain/dates.ts'
import { type NipProblem, readNip } from '../../../domain/nip.ts'
import { readWrittenTime } from '../../../domain/written-times.ts'
import { breather } from '../../../platform/breathe.ts'
import type { SheetRow } from '../../../platform/spreadsheets/model.ts'
import { type OwnWords, type Remark, readRemark } from './reading/remarks.ts'
import type { Code } from './rules.ts'

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
/** A word nobody knows, and how often it stands beside times and without any. */
export interface UnknownWord {
  said: string
  withTimes: number
  alone: number
}
export interface ReadRows {
  entries: Entry[]
  problems: RowProblem[]
  /** Rows that say the day was off, or lie ahead and say nothing: nothing to count. */
  off: number
  /** Rows put together with another of the same person and day. */
  joined: number
  /** Numbers of machines and people that are no NIP, and how many rows they have. */
  outsiders: Map<string, number>
  words: UnknownWord[]
}

/** What is known beside the file. */
export interface Knowing {
  /** Days after it cannot have been recorded. */
  today: OfficeDay
  own: OwnWords
  /** PIN of the machine → NIP. */
  pins: ReadonlyMap<string, string>
}

type ReadRow =
  | { entry: Entry; word?: string }
  | { off: true }
  | { outsider: string }
  | { why: Text; word?: string }

/** Gives way to others while it reads. */
export async function readRows(rows: readonly SheetRow[], knowing: Knowing): Promise<ReadRows> {
  const found = new Map<string, Entry>()
  const read: ReadRows = { entries: [], problems: [], off: 0, joined: 0, outsiders: new Map(), words: [] }
  const words = new Map<string, UnknownWord>()
  const breathe = breather()
  for (const row of rows) {
    const turn = breathe()
    if (turn) await turn
    const one = readRow(row, knowing)
    if ('word' in one && one.word !== undefined) count(words, one.word, 'entry' in one)
    if ('why' in one) read.problems.push({ row: row.number, why: one.why })
    else if ('off' in one) read.off++
    else if ('outsider' in one) read.outsiders.set(one.outsider, (read.outsiders.get(one.outsider) ?? 0) + 1)
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
  return { ...read, entries: [...found.values()], words: [...words.values()] }
}

function count(words: Map<string, UnknownWord>, said: string, withTimes: boolean): void {
  const known = words.get(said) ?? { said, withTimes: 0, alone: 0 }
  if (withTimes) known.withTimes++
  else known.alone++
  words.set(said, known)
}

const otherRemark = ({ row, day }: Entry) => text('attendance:row.twice', { row, day })

function readRow(row: SheetRow, knowing: Knowing): ReadRow {
  const { number, cells, faults } = row
  const [fault] = faults ?? []
  if (fault) return { why: faultText(fault) }
  const whose = numberOf(cells, knowing)
  if (!('nip' in whose)) return whose
  const day = parseDay(cells.Tanggal ?? '')
  if (!day) return { why: text('attendance:row.day', { said: cut(cells.Tanggal) }) }
  const said = saidIn(cells, knowing.own)
  if ('why' in said) return said
  const { arrived, left, remark, word } = said
  const seen = arrived !== null || left !== null
  if (day > knowing.today)
    return !seen && remark === null ? { off: true } : { why: text('attendance:row.future', { day }) }
  if (remark === undefined && !seen)
    return { why: text('attendance:row.code', { said: cut(word) }), ...(word !== undefined && { word }) }
  if (remark === 'off' && !seen) return { off: true }
  if (remark === 'TK' && seen) return { why: text('attendance:row.absentButSeen') }
  // Somebody who came in on a day off was there; the calendar decides whether the day counts.
  const code = remark === 'off' || remark === null || remark === undefined ? (seen ? 'H' : null) : remark
  const entry = { row: number, nip: whose.nip, day, code, arrived, left }
  return remark === undefined && word !== undefined ? { entry, word } : { entry }
}

interface Said {
  arrived: number | null
  left: number | null
  /** `undefined`: a word nobody knows. */
  remark: Remark | null | undefined
  word?: string
}

/** Times and remark. A remark may stand where a time should: “Cuti” under Scan Masuk. */
function saidIn(cells: SheetRow['cells'], own: OwnWords): Said | { why: Text } {
  const { Masuk = '', Pulang = '', Keterangan = '' } = cells
  const [arrived, left] = [readWrittenTime(Masuk), readWrittenTime(Pulang)]
  const times = { arrived: arrived ?? null, left: left ?? null }
  for (const [said, minutes] of [
    [Masuk, arrived],
    [Pulang, left],
  ] as const) {
    if (minutes !== undefined) continue
    const remark = /\d[:.]\d/.test(said) ? undefined : readRemark(said, own)
    if (remark === undefined || remark === null)
      return { why: text('attendance:row.time', { said: cut(said) }) }
    if (Keterangan === '') return { ...times, remark }
  }
  const remark = readRemark(Keterangan, own)
  return { ...times, remark, word: Keterangan }
}

/** Digits of a number that is none of ours: of a machine (few), or of a citizen (NIK: 16). */
const MACHINE = 7
const CITIZEN = 16

function numberOf(
  cells: SheetRow['cells'],
  { pins }: Knowing,
): { nip: string } | { outsider: string } | { why: Text } {
  const { NIP = '', PIN = '' } = cells
  if (NIP !== '') {
    const read = readNip(NIP)
    if (read.ok) return { nip: read.nip }
    const digits = NIP.replaceAll(/[\s'.-]/g, '')
    const isOutside = /^\d+$/.test(digits) && (digits.length <= MACHINE || digits.length === CITIZEN)
    const nip = pins.get(pinKey(digits))
    if (nip) return { nip }
    return isOutside ? { outsider: digits } : { why: text(NIP_PROBLEMS[read.problem]) }
  }
  if (PIN === '') return { why: text('attendance:row.nip.none') }
  const nip = pins.get(pinKey(PIN))
  return nip ? { nip } : { outsider: PIN }
}

/** Machines write 7, 007 and '7 for one. */
export const pinKey = (said: string): string =>
  said
    .replaceAll(/[\s'.-]/g, '')
    .replace(/^0+(?=.)/, '')
    .toUpperCase()

const NIP_PROBLEMS = {
  'cut-by-spreadsheet': 'attendance:row.nip.cut',
  digits: 'attendance:row.nip.digits',
  length: 'attendance:row.nip.length',
  'birth-date': 'attendance:row.nip.wrong',
  appointment: 'attendance:row.nip.wrong',
  sex: 'attendance:row.nip.wrong',
  sequence: 'attendance:row.nip.wrong',
} as const satisfies Record<NipProblem, Key>

/** The first coming and the last going of a day; two remarks that disagree are somebody's mistake. */
function join(one: Entry, other: Entry): Entry | null {
  const codes = [one.code, other.code].filter(code => code !== null)
  const [arrived, left] = [
    outermost(Math.min, one.arrived, other.arrived),
    outermost(Math.max, one.left, other.left),
  ]
  // Being seen without a remark gives way to a remark, such as half a day of leave.
  const said = codes.filter(code => code !== 'H')
  if (new Set(said).size > 1) return null
  const code = said[0] ?? codes[0] ?? null
  if (code === 'TK' && (arrived !== null || left !== null)) return null
  return { ...one, code, arrived, left }
}

const outermost = (pick: typeof Math.min, a: number | null, b: number | null) =>
  a === null || b === null ? (a ?? b) : pick(a, b)

/** What somebody wrote, short enough to be quoted; never a NIP. */
const cut = (said = '') => (said.length > 30 ? `${said.slice(0, 30).toWellFormed()}…` : said)
