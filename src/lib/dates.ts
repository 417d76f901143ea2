import type { OfficeDay } from './calendar/office-day.ts'

const MONTHS = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb'],
  ['maret', 'march', 'mar'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agu', 'ags', 'aug'],
  ['september', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['desember', 'december', 'des', 'dec'],
]

/** A date as people write it: 24-11-2026, 24/11/2026, 2026-11-24, 24 November 2026. `null`: none, or impossible. */
export function parseDay(typed: string): OfficeDay | null {
  const said = typed.trim().toLowerCase()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said)
  if (iso) return dayFrom(iso[1], iso[2], iso[3])
  const local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(said)
  if (local) return dayFrom(local[3], local[2], local[1])
  const worded = /^(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})$/.exec(said)
  const month = MONTHS.findIndex(names => names.includes(worded?.[2] ?? ''))
  return worded && month >= 0 ? dayFrom(worded[3], String(month + 1), worded[1]) : null
}

function dayFrom(year = '', month = '', day = ''): OfficeDay | null {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const right = date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
  return right ? (date.toISOString().slice(0, 10) as OfficeDay) : null
}

/**
 * A number as people write it in either language: 87,5 and 87.5, 1.234,5 and 1,234.5.
 * `null` where it could be two numbers (1.234) or is none.
 */
export function parseNumber(typed: string): number | null {
  const said = typed.trim()
  if (/^-?\d+$/.test(said)) return Number(said)
  if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(said)) return Number(said.replaceAll('.', '').replace(',', '.'))
  if (/^-?\d{1,3}(,\d{3})+\.\d+$/.test(said)) return Number(said.replaceAll(',', ''))
  const simple = /^(-?\d+)[.,](\d+)$/.exec(said)
  if (!simple) return null
  const [, whole = '', part = ''] = simple
  const thousands = part.length === 3 && /^-?[1-9]\d{0,2}$/.test(whole)
  return thousands ? null : Number(`${whole}.${part}`)
}
