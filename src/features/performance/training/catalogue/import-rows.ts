/** One row of a list of trainings: what it says, or which column is not right, and why. */
import type { Words } from '../../../../chat/i18n/words.ts'
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { CRITERIA, type Criterion } from '../../../../domain/criteria.ts'
import { parseDay } from '../../../../domain/dates.ts'
import { readQuantity } from '../../../../domain/quantities.ts'
import type { Column, SheetRow } from '../../../../platform/spreadsheets/files.ts'
import { topicText } from '../cards.ts'
import { MAX_HOURS, MAX_SEATS, TOPICS, type Topic } from '../rules.ts'
import { planFrom, words } from './officer-forms.ts'
import type { Plan, Terms } from './repository.ts'

export const COLUMNS = [
  {
    name: 'Judul',
    also: ['Nama Pelatihan', 'Judul Pelatihan', 'Nama Diklat', 'Nama Kegiatan'],
    required: true,
  },
  { name: 'Topik' },
  { name: 'Penyelenggara', also: ['Institusi Penyelenggara'], required: true },
  { name: 'JP', also: ['Jam Pelajaran', 'Jumlah JP', 'Jumlah Jam'], required: true },
  {
    name: 'Mulai',
    also: ['Tanggal Mulai', 'Tgl Mulai'],
    weak: ['Tanggal', 'Tanggal Pelaksanaan'],
    required: true,
    holds: 'day',
  },
  { name: 'Selesai', also: ['Tanggal Selesai', 'Tgl Selesai'], holds: 'day' },
  { name: 'Waktu', also: ['Jam', 'Pukul'], required: true },
  { name: 'Tempat', also: ['Tautan', 'Lokasi'], required: true },
  { name: 'Kuota', also: ['Jumlah Peserta', 'Peserta'], required: true },
  { name: 'Batas Pendaftaran', also: ['Batas'], required: true, holds: 'day' },
  { name: 'Unit', also: ['Unit Kerja'] },
  { name: 'Jabatan' },
  { name: 'Kriteria' },
  { name: 'Persetujuan' },
  { name: 'Keterangan', also: ['Ket'] },
] as const satisfies readonly Column[]
export type Name = (typeof COLUMNS)[number]['name']
export interface Known {
  units: ReadonlyMap<string, string>
  topics: ReadonlyMap<string, Topic>
  zone: string
  now: Date
}

/** Why a column is not right, as its words are named. */
export type RowWhy =
  | 'title'
  | 'topic'
  | 'hours'
  | 'seats'
  | 'day'
  | 'deadline'
  | 'times'
  | 'empty'
  | 'unit'
  | 'criterion'
  | 'consent'
export interface WrongCell {
  column: Name
  why: RowWhy
}

/** @returns what the row says, or the first column that is not right */
export function rowFrom({ cells }: SheetRow, known: Known): (Plan & Terms) | WrongCell {
  const cell = (name: Name) => cells[name] ?? ''
  const title = cell('Judul')
  if (title.length < 5 || title.length > 150) return { column: 'Judul', why: 'title' }
  const topic = cell('Topik') === '' ? 'other' : known.topics.get(cell('Topik').toLowerCase())
  if (!topic) return { column: 'Topik', why: 'topic' }
  const hours = wholeNumber(cell('JP'), MAX_HOURS)
  if (hours === null) return { column: 'JP', why: 'hours' }
  const seats = wholeNumber(cell('Kuota'), MAX_SEATS)
  if (seats === null) return { column: 'Kuota', why: 'seats' }
  const [day, until] = [
    parseDay(cell('Mulai')),
    cell('Selesai') === '' ? undefined : parseDay(cell('Selesai')),
  ]
  if (!day) return { column: 'Mulai', why: 'day' }
  if (until === null) return { column: 'Selesai', why: 'day' }
  const deadline = parseDay(cell('Batas Pendaftaran'))
  if (!deadline || deadline > day) return { column: 'Batas Pendaftaran', why: 'deadline' }
  const [provider, place] = [cell('Penyelenggara'), cell('Tempat')]
  if (provider === '') return { column: 'Penyelenggara', why: 'empty' }
  if (place === '') return { column: 'Tempat', why: 'empty' }
  const about = cell('Keterangan') || undefined
  const rest = { title, topic, hours, provider, place, about, day, times: cell('Waktu') }
  const planned = planFrom(until ? { ...rest, until } : rest, known)
  if ('problems' in planned)
    return PLAN_CELLS.get(planned.problems[0]?.field ?? '') ?? { column: 'Mulai', why: 'day' }
  const terms = termsFrom(cell, known)
  return 'column' in terms ? terms : { ...planned.plan, ...terms, seats, deadline: deadline as OfficeDay }
}

/** `20 JP` and `30 orang` are numbers with their unit. */
function wholeNumber(said: string, max: number): number | null {
  const value = readQuantity(said)?.value ?? null
  return value !== null && Number.isInteger(value) && value >= 1 && value <= max ? value : null
}

const PLAN_CELLS: ReadonlyMap<string, WrongCell> = new Map(
  Object.entries<WrongCell>({
    times: { column: 'Waktu', why: 'times' },
    until: { column: 'Selesai', why: 'day' },
    day: { column: 'Mulai', why: 'day' },
  }),
)

function termsFrom(
  cell: (name: Name) => string,
  { units }: Known,
): Omit<Terms, 'seats' | 'deadline'> | WrongCell {
  const unitIds = split(cell('Unit')).map(name => units.get(name.toLowerCase()))
  if (unitIds.some(id => id === undefined)) return { column: 'Unit', why: 'unit' }
  const criterion = cell('Kriteria') === '' ? null : CRITERION_NAMES.get(cell('Kriteria').toLowerCase())
  if (criterion === undefined) return { column: 'Kriteria', why: 'criterion' }
  const consent = CONSENT.get(cell('Persetujuan').toLowerCase())
  if (consent === undefined) return { column: 'Persetujuan', why: 'consent' }
  return {
    unitIds: unitIds.filter(id => id !== undefined),
    positions: words(cell('Jabatan')),
    criterion,
    needsConsent: consent,
    trainerId: null,
  }
}

/** Names of units may hold a comma. */
const split = (said: string) =>
  said
    .split(/[;+]/)
    .map(one => one.trim())
    .filter(one => one !== '')

const CRITERION_NAMES: ReadonlyMap<string, Criterion> = new Map(
  Object.entries<Criterion>({
    kehadiran: 'attendance',
    'kualitas kerja': 'quality',
    kualitas: 'quality',
    inisiatif: 'initiative',
    ...Object.fromEntries(CRITERIA.map(one => [one, one])),
  }),
)
const CONSENT: ReadonlyMap<string, boolean> = new Map(
  Object.entries<boolean>({
    '': false,
    tidak: false,
    no: false,
    ya: true,
    yes: true,
    perlu: true,
  }),
)

/** Topics as either language names them. */
export function topicNames(words: Words): Map<string, Topic> {
  return new Map(
    TOPICS.flatMap(topic =>
      (['id', 'en'] as const).map(
        locale => [words.say(topicText(topic), locale).toLowerCase(), topic] as const,
      ),
    ),
  )
}
