/** One row of a file of targets, as offices write it. */
import { type Quarter, readQuarter } from '../../../domain/calendar/quarter.ts'
import { parseNumber } from '../../../domain/dates.ts'
import type { Column, SheetRow } from '../../../platform/spreadsheets/files.ts'
import { type Aspect, type Direction, problemWith, type Terms } from './rules.ts'

export const COLUMNS = [
  { name: 'NIP', required: true },
  { name: 'Triwulan', required: true },
  { name: 'Hasil Kerja', also: ['RHK', 'Rencana Hasil Kerja'], required: true },
  { name: 'Indikator', also: ['Indikator Kinerja Individu'], required: true },
  { name: 'Aspek' },
  { name: 'Satuan' },
  { name: 'Target', required: true },
  { name: 'Bobot', required: true },
  { name: 'Arah' },
] as const satisfies readonly Column[]
export interface Row {
  number: number
  nip: string
  quarter: Quarter
  terms: Terms
}
/** @returns what the row says, or the first column that is not right */
export function rowFrom({ number, cells }: SheetRow): Row | { column: string } {
  const nip = (cells.NIP ?? '').replaceAll(/\D/g, '')
  if (nip === '') return { column: 'NIP' }
  const quarter = readWrittenQuarter(cells.Triwulan ?? '')
  if (!quarter) return { column: 'Triwulan' }
  const [result, indicator] = [cells['Hasil Kerja'] ?? '', cells.Indikator ?? '']
  if (result.length < 5 || result.length > 300) return { column: 'Hasil Kerja' }
  if (indicator.length < 3 || indicator.length > 300) return { column: 'Indikator' }
  const aspect = named(ASPECT_NAMES, cells.Aspek, null)
  if (aspect === undefined) return { column: 'Aspek' }
  const direction = named(DIRECTION_NAMES, cells.Arah, 'higher')
  if (direction === undefined) return { column: 'Arah' }
  const value = direction === 'yesno' ? 1 : parseNumber((cells.Target ?? '').replace('%', '').trim())
  if (value === null) return { column: 'Target' }
  const weight = parseNumber((cells.Bobot ?? '').replace('%', '').trim())
  if (weight === null) return { column: 'Bobot' }
  const unit = cells.Satuan || ((cells.Target ?? '').includes('%') ? '%' : '')
  const terms: Terms = { result, indicator, aspect, unit, direction, value, weight }
  const problem = problemWith(terms)
  return problem ? { column: problem === 'weight' ? 'Bobot' : 'Target' } : { number, nip, quarter, terms }
}

function named<T>(names: ReadonlyMap<string, T>, said: string | undefined, usual: T): T | undefined {
  const key = (said ?? '').toLowerCase().trim()
  return key === '' ? usual : names.get(key)
}

const ASPECT_NAMES: ReadonlyMap<string, Aspect | null> = new Map(
  Object.entries<Aspect | null>({
    kuantitas: 'quantity',
    kualitas: 'quality',
    waktu: 'time',
    biaya: 'cost',
  }),
)
const DIRECTION_NAMES: ReadonlyMap<string, Direction> = new Map(
  Object.entries<Direction>({
    naik: 'higher',
    'semakin tinggi semakin baik': 'higher',
    turun: 'lower',
    'semakin rendah semakin baik': 'lower',
    'ya/tidak': 'yesno',
  }),
)

/** `2026Q4`, `TW IV 2026`, `Triwulan IV Tahun 2026`, `IV/2026`, `4-2026`. */
export function readWrittenQuarter(said: string): Quarter | null {
  const plain = readQuarter(said.toUpperCase())
  if (plain) return plain
  const found = /^(?:tw|triwulan)?\.?\s*(iv|iii|ii|i|[1-4])\s*(?:[/\-,]|tahun)?\s*(\d{4})$/i.exec(said.trim())
  if (!found) return null
  const [, number = '', year = ''] = found
  const roman = ['i', 'ii', 'iii', 'iv'].indexOf(number.toLowerCase()) + 1
  return readQuarter(`${year}Q${roman || number}`)
}
