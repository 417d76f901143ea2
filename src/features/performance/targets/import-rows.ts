/** One row of a file of targets, as offices write it. */
import { type Quarter, readQuarter } from '../../../domain/calendar/quarter.ts'
import { parseNumber } from '../../../domain/dates.ts'
import { readQuantity } from '../../../domain/quantities.ts'
import type { Column, SheetRow } from '../../../platform/spreadsheets/files.ts'
import type { TableSpec } from '../../../platform/spreadsheets/model.ts'
import { type Aspect, type Direction, problemWith, type Terms } from './rules.ts'

export const COLUMNS = [
  { name: 'NIP', best: ['NIP Baru'], also: ['NIP/NI PPPK', 'NIP Pegawai'], required: true },
  { name: 'Triwulan', also: ['Periode', 'TW'], required: true },
  { name: 'Hasil Kerja', also: ['RHK', 'Rencana Hasil Kerja', 'Rencana Hasil Kerja (RHK)'], required: true },
  {
    name: 'Indikator',
    also: ['Indikator Kinerja Individu', 'IKI', 'Indikator Kinerja', 'Indikator Kinerja Individu (IKI)'],
    required: true,
  },
  { name: 'Aspek' },
  { name: 'Satuan' },
  { name: 'Target', also: ['Target Tahunan', 'Target Triwulan'], required: true },
  { name: 'Bobot', also: ['Bobot (%)'], required: true },
  { name: 'Arah' },
] as const satisfies readonly Column[]
export type Name = (typeof COLUMNS)[number]['name']
/** A large unit: 400 people with five targets each, in one transaction. */
export const TABLE = { columns: COLUMNS, maxRows: 2_000, subject: { number: 'NIP' } } satisfies TableSpec

/** Why a column is not right, as its words are named. */
export type RowWhy = 'nip' | 'quarter' | 'result' | 'indicator' | 'aspect' | 'direction' | 'value' | 'weight'
export interface WrongCell {
  column: Name
  why: RowWhy
}
export interface Row {
  number: number
  nip: string
  quarter: Quarter
  terms: Terms
}
/** @returns what the row says, or the first column that is not right */
export function rowFrom({ number, cells }: SheetRow): Row | WrongCell {
  const nip = (cells.NIP ?? '').replaceAll(/\D/g, '')
  if (nip.length !== 18) return { column: 'NIP', why: 'nip' }
  const quarter = readWrittenQuarter(cells.Triwulan ?? '')
  if (!quarter) return { column: 'Triwulan', why: 'quarter' }
  const [result, indicator] = [cells['Hasil Kerja'] ?? '', cells.Indikator ?? '']
  if (result.length < 5 || result.length > 300) return { column: 'Hasil Kerja', why: 'result' }
  if (indicator.length < 3 || indicator.length > 300) return { column: 'Indikator', why: 'indicator' }
  const aspect = named(ASPECT_NAMES, cells.Aspek, null)
  if (aspect === undefined) return { column: 'Aspek', why: 'aspect' }
  const direction = named(DIRECTION_NAMES, cells.Arah, 'higher')
  if (direction === undefined) return { column: 'Arah', why: 'direction' }
  // An SKP writes “3 Laporan”: the number, and its unit where the column Satuan is empty.
  const said = direction === 'yesno' ? { value: 1, unit: '' } : readQuantity(cells.Target ?? '')
  if (said === null) return { column: 'Target', why: 'value' }
  const weight = parseNumber((cells.Bobot ?? '').replace('%', '').trim())
  if (weight === null) return { column: 'Bobot', why: 'weight' }
  const terms: Terms = {
    result,
    indicator,
    aspect,
    unit: cells.Satuan || said.unit,
    direction,
    value: said.value,
    weight,
  }
  const problem = problemWith(terms)
  if (problem === null) return { number, nip, quarter, terms }
  return problem === 'weight' ? { column: 'Bobot', why: 'weight' } : { column: 'Target', why: 'value' }
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
