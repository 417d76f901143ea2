/** One row of a list of trainings: what it says, or which column is not right. */
import type { Words } from '../../../../chat/i18n/words.ts'
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { CRITERIA, type Criterion } from '../../../../domain/criteria.ts'
import { parseDay, parseNumber } from '../../../../domain/dates.ts'
import type { Column, SheetRow } from '../../../../platform/spreadsheets/files.ts'
import { topicText } from '../cards.ts'
import { MAX_HOURS, MAX_SEATS, TOPICS, type Topic } from '../rules.ts'
import { planFrom, words } from './officer-forms.ts'
import type { Plan, Terms } from './repository.ts'

export const COLUMNS = [
  { name: 'Judul', also: ['Nama Pelatihan'], required: true },
  { name: 'Topik' },
  { name: 'Penyelenggara', required: true },
  { name: 'JP', also: ['Jam Pelajaran'], required: true },
  { name: 'Mulai', also: ['Tanggal Mulai'], required: true },
  { name: 'Selesai', also: ['Tanggal Selesai'] },
  { name: 'Waktu', also: ['Jam', 'Pukul'], required: true },
  { name: 'Tempat', also: ['Tautan'], required: true },
  { name: 'Kuota', required: true },
  { name: 'Batas Pendaftaran', also: ['Batas'], required: true },
  { name: 'Unit' },
  { name: 'Jabatan' },
  { name: 'Kriteria' },
  { name: 'Persetujuan' },
  { name: 'Keterangan' },
] as const satisfies readonly Column[]
export type Name = (typeof COLUMNS)[number]['name']
export interface Known {
  units: ReadonlyMap<string, string>
  topics: ReadonlyMap<string, Topic>
  zone: string
  now: Date
}

/** @returns what the row says, or the first column that is not right */
export function rowFrom({ cells }: SheetRow, known: Known): (Plan & Terms) | { column: Name } {
  const cell = (name: Name) => cells[name] ?? ''
  const number = (name: Name, max: number) => {
    const value = parseNumber(cell(name))
    return value !== null && Number.isInteger(value) && value >= 1 && value <= max ? value : null
  }
  const title = cell('Judul')
  if (title.length < 5 || title.length > 150) return { column: 'Judul' }
  const topic = cell('Topik') === '' ? 'other' : known.topics.get(cell('Topik').toLowerCase())
  if (!topic) return { column: 'Topik' }
  const hours = number('JP', MAX_HOURS)
  if (hours === null) return { column: 'JP' }
  const seats = number('Kuota', MAX_SEATS)
  if (seats === null) return { column: 'Kuota' }
  const [day, until] = [
    parseDay(cell('Mulai')),
    cell('Selesai') === '' ? undefined : parseDay(cell('Selesai')),
  ]
  if (!day) return { column: 'Mulai' }
  if (until === null) return { column: 'Selesai' }
  const deadline = parseDay(cell('Batas Pendaftaran'))
  if (!deadline || deadline > day) return { column: 'Batas Pendaftaran' }
  const [provider, place] = [cell('Penyelenggara'), cell('Tempat')]
  if (provider === '') return { column: 'Penyelenggara' }
  if (place === '') return { column: 'Tempat' }
  const about = cell('Keterangan') || undefined
  const rest = { title, topic, hours, provider, place, about, day, times: cell('Waktu') }
  const planned = planFrom(until ? { ...rest, until } : rest, known)
  if ('problems' in planned) return { column: PLAN_COLUMNS.get(planned.problems[0]?.field ?? '') ?? 'Mulai' }
  const terms = termsFrom(cell, known)
  return 'column' in terms ? terms : { ...planned.plan, ...terms, seats, deadline: deadline as OfficeDay }
}

const PLAN_COLUMNS: ReadonlyMap<string, Name> = new Map(
  Object.entries<Name>({ times: 'Waktu', until: 'Selesai', day: 'Mulai' }),
)

function termsFrom(
  cell: (name: Name) => string,
  { units }: Known,
): Omit<Terms, 'seats' | 'deadline'> | { column: Name } {
  const unitIds = split(cell('Unit')).map(name => units.get(name.toLowerCase()))
  if (unitIds.some(id => id === undefined)) return { column: 'Unit' }
  const criterion = cell('Kriteria') === '' ? null : CRITERION_NAMES.get(cell('Kriteria').toLowerCase())
  if (criterion === undefined) return { column: 'Kriteria' }
  const consent = CONSENT.get(cell('Persetujuan').toLowerCase())
  if (consent === undefined) return { column: 'Persetujuan' }
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
