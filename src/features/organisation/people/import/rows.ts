/** One row of a people file as a record: what the office wrote, read and checked by itself. Pure. */

import { type Key, text } from '../../../../chat/i18n/words.ts'
import type { Text } from '../../../../chat/model.ts'
import { faultText } from '../../../../chat/ui/sheet-notes.ts'
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { parseDay } from '../../../../domain/dates.ts'
import { type NipProblem, readNip } from '../../../../domain/nip.ts'
import type { Sheet, SheetRow } from '../../../../platform/spreadsheets/model.ts'
import type { GivenRole } from '../rules.ts'
import { type ColumnName, SAMPLE_COLUMNS } from './columns.ts'
import { unitLevels, withTitles } from './written.ts'

/** Two invented people as a file says them, in the order of the columns: what an office begins with. */
export const SAMPLE = [
  ...[['197501012000011001', 'Kepala Contoh', 'Dinas Contoh', '', 'Kepala Dinas', '', 'pimpinan']],
  ...[
    [
      '199001012015012002',
      'Pegawai Contoh',
      'Bidang Contoh',
      'Dinas Contoh',
      'Penelaah',
      '197501012000011001',
    ],
  ],
].map(row => SAMPLE_COLUMNS.map((_, index) => row[index] ?? ''))

/** What a row says. `undefined`: the file has no such column, so nothing changes; `null`: the cell is empty. */
export interface Entry {
  row: number
  nip: string
  born: OfficeDay
  name: string
  unit: string
  parent: string | null | undefined
  /** Units above, from the highest down, where the file has levels of its own; in place of `parent`. */
  path?: readonly string[]
  position: string | undefined
  superiorNip: string | null | undefined
  roles: GivenRole[] | undefined
  email: string | null | undefined
  birthDate: OfficeDay | null | undefined
  startDate: OfficeDay | null | undefined
  status: 'PNS' | 'PPPK' | null | undefined
  /** PPPK Paruh Waktu: the rules of PPPK, told apart in reports. */
  partTime: boolean | undefined
}
export interface RowProblem {
  row: number
  why: Text
}

/** Longest name of a person, a unit or a post, in characters: more would not fit a message. */
const MAX_NAME = 200
const EMAIL = /^[^\s@<>,;:"()]{1,64}@[^\s@<>,;:"()]+\.[^\s@<>,;:"()]{2,}$/
const ROLES: ReadonlyMap<string, GivenRole | null> = new Map(
  Object.entries<GivenRole | null>({
    pegawai: null,
    employee: null,
    // Who appraises follows from NIP Atasan; to write it does no harm.
    penilai: null,
    pejabatpenilai: null,
    pejabatpenilaikinerja: null,
    atasan: null,
    pengelola: 'officer',
    pengelolakinerja: 'officer',
    officer: 'officer',
    pimpinan: 'leader',
    leader: 'leader',
    administrator: 'administrator',
    administratorsistem: 'administrator',
    admin: 'administrator',
  }),
)
const STATUSES: ReadonlyMap<string, 'PNS' | 'PPPK'> = new Map(
  Object.entries<'PNS' | 'PPPK'>({ PNS: 'PNS', CPNS: 'PNS', PPPK: 'PPPK', P3K: 'PPPK', P: 'PNS', C: 'PNS' }),
)
/** `PPPK Paruh Waktu`, `PPPK PW`, `P3K (paruh waktu)`; DW is full time (dwiwaktu, penuh waktu). */
const PART_TIME = /(PARUHWAKTU|PARTTIME|PW)$/
const FULL_TIME = /(PENUHWAKTU|DW)$/
const NIP_KEYS = {
  'cut-by-spreadsheet': 'people:import.wrong.nipCut',
  digits: 'people:import.wrong.nipDigits',
  length: 'people:import.wrong.nipLength',
  'birth-date': 'people:import.wrong.nipBirth',
  appointment: 'people:import.wrong.nipAppointment',
  sex: 'people:import.wrong.nipSex',
  sequence: 'people:import.wrong.nipSequence',
} as const satisfies Record<NipProblem, Key>

export interface ReadRows {
  /** Rows without a problem of their own. */
  entries: Entry[]
  /** A row may have several. */
  problems: RowProblem[]
  /** Every number that could be read, also in rows with a problem: they are not gone. */
  nips: ReadonlySet<string>
}

export function readRows({ headers, rows }: Sheet, today: OfficeDay): ReadRows {
  const has = new Set(headers)
  const problems: RowProblem[] = []
  const entries: Entry[] = []
  const nips = new Set<string>()
  for (const row of rows) {
    const wrong: Text[] = []
    const entry = readRow(row, { has, today, wrong })
    // Behind a fault nothing else is to be trusted, such as a name cut at its comma.
    const faults = (row.faults ?? []).map(faultText)
    for (const why of faults.length > 0 ? faults : wrong) problems.push({ row: row.number, why })
    if (entry) nips.add(entry.nip)
    if (entry && wrong.length + faults.length === 0) entries.push(entry)
  }
  return { entries, problems, nips }
}

interface Reading {
  has: ReadonlySet<string>
  today: OfficeDay
  wrong: Text[]
}

function readRow({ number, cells }: SheetRow, reading: Reading): Entry | null {
  const { has, wrong } = reading
  const cell = (column: ColumnName) => cells[column] ?? ''
  /** What a cell that may be missing or empty says. */
  const optional = <T>(column: ColumnName, read: (said: string) => T) =>
    !has.has(column) ? undefined : cell(column) === '' ? null : read(cell(column))

  const nip = numberOf(cell('NIP'), 'NIP', wrong)
  const levels = unitLevels(
    cell('Unit'),
    cell('Sub Unit'),
    optional('Unit Induk', said => said),
  )
  const entry = {
    name: named(withTitles(cell('Nama'), cell('Gelar Depan'), cell('Gelar Belakang')), 'Nama', wrong),
    unit: named(levels.unit, 'Unit', wrong),
    parent: levels.parent && named(levels.parent, 'Unit Induk', wrong),
    ...(levels.path && { path: levels.path }),
    position: has.has('Jabatan') ? short(cell('Jabatan'), 'Jabatan', wrong) : undefined,
    superiorNip: optional('NIP Atasan', said => numberOf(said, 'NIP Atasan', wrong)?.nip ?? null),
    roles: has.has('Peran') ? rolesOf(cell('Peran'), wrong) : undefined,
    email: optional('Email', said => emailOf(said, wrong)),
    birthDate: optional('Tanggal Lahir', said => dayOf(said, 'Tanggal Lahir', reading)),
    startDate: optional('TMT', said => dayOf(said, 'TMT', reading)),
    status: optional('Status', said => statusOf(said, wrong)),
    partTime: has.has('Status') ? isPartTime(cell('Status')) : undefined,
  }
  return nip && { row: number, ...nip, ...entry }
}

function numberOf(said: string, column: string, wrong: Text[]): { nip: string; born: OfficeDay } | null {
  if (said === '') {
    wrong.push(text('people:import.wrong.empty', { column }))
    return null
  }
  const read = readNip(said)
  if (!read.ok) wrong.push(text(NIP_KEYS[read.problem], { column }))
  return read.ok ? { nip: read.nip, born: read.born } : null
}

function named(said: string, column: string, wrong: Text[]): string {
  if (said === '') wrong.push(text('people:import.wrong.empty', { column }))
  else if (!/\p{L}/u.test(said)) wrong.push(text('people:import.wrong.noName', { column }))
  return short(said, column, wrong)
}

function short(said: string, column: string, wrong: Text[]): string {
  if (said.length > MAX_NAME) wrong.push(text('people:import.wrong.long', { column, max: MAX_NAME }))
  return said
}

function rolesOf(said: string, wrong: Text[]): GivenRole[] {
  const words = said.split(/[+,;/]/).map(word => word.trim())
  const found = words.filter(word => word !== '').map(word => ({ word, role: ROLES.get(wordKey(word)) }))
  for (const { word, role } of found)
    if (role === undefined) wrong.push(text('people:import.wrong.role', { role: word.slice(0, 40) }))
  return [...new Set(found.flatMap(({ role }) => (role ? [role] : [])))].sort()
}
const wordKey = (word: string) => word.toLowerCase().replaceAll(/[^a-z]/g, '')

function emailOf(said: string, wrong: Text[]): string {
  if (said.length > MAX_NAME || !EMAIL.test(said)) wrong.push(text('people:import.wrong.email'))
  return said.toLowerCase()
}

function dayOf(said: string, column: string, { today, wrong }: Reading): OfficeDay | null {
  // A spreadsheet may give a time along with the day.
  const day = parseDay(said.replace(/ \d\d:\d\d$/, ''))
  if (!day) wrong.push(text('people:import.wrong.date', { column, said: said.slice(0, 40) }))
  else if (column === 'Tanggal Lahir' && day >= today)
    wrong.push(text('people:import.wrong.future', { column }))
  return day
}

function statusOf(said: string, wrong: Text[]): 'PNS' | 'PPPK' | null {
  const word = lettersOf(said)
  const status = STATUSES.get(word.replace(PART_TIME, '').replace(FULL_TIME, ''))
  if (!status || (status === 'PNS' && isPartTime(said)))
    wrong.push(text('people:import.wrong.status', { said: said.slice(0, 40) }))
  return status ?? null
}
const lettersOf = (said: string) => said.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
const isPartTime = (said: string) => PART_TIME.test(lettersOf(said))
