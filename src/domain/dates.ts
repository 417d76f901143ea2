import { civilDay, type OfficeDay } from './calendar/office-day.ts'

/** In both languages, with the old spellings that official letters still use. */
const MONTHS = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'pebruari', 'feb', 'peb'],
  ['maret', 'march', 'mar', 'mrt'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agu', 'ags', 'agt', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'december', 'des', 'dec'],
]

/**
 * A date as people write it: 24-11-2026, 24/11/2026, 24.11.2026, 2026-11-24, 24 November 2026, Nov 24, 2026,
 * with or without the day of the week before it. Day before month always, years in full.
 * `null`: none, or an impossible one.
 */
export function parseDay(typed: string): OfficeDay | null {
  const said = typed
    .trim()
    .toLowerCase()
    .replace(/^\p{L}[\p{L}']*,\s*/u, '')
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(said)
  if (iso) return dayFrom(iso[1], iso[2], iso[3])
  const local = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(said)
  if (local) return dayFrom(local[4], local[3], local[1])
  const worded = /^(\d{1,2})[\s-]+([a-z]+)\.?[\s-]+(\d{4})$/.exec(said)
  if (worded) return dayFrom(worded[3], monthOf(worded[2]), worded[1])
  const english = /^([a-z]+)\.?\s+(\d{1,2}),?\s+(\d{4})$/.exec(said)
  return english ? dayFrom(english[3], monthOf(english[1]), english[2]) : null
}

const monthOf = (name = '') => MONTHS.findIndex(names => names.includes(name)) + 1
const dayFrom = (year = '', month: string | number = '', day = '') =>
  civilDay(Number(year), Number(month), Number(day))

/**
 * A number as people write it in either language: 87,5 and 87.5, 1.234,5 and 1,234.5, 1.234.567.
 * `null` where it could be two numbers (1.234) or is none.
 */
export function parseNumber(typed: string): number | null {
  const said = typed.trim()
  if (/^-?\d+$/.test(said)) return Number(said)
  if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(said)) return Number(said.replaceAll('.', '').replace(',', '.'))
  if (/^-?\d{1,3}(,\d{3})+\.\d+$/.test(said)) return Number(said.replaceAll(',', ''))
  // The same mark twice can only part thousands.
  if (/^-?\d{1,3}([.,])\d{3}(\1\d{3})+$/.test(said)) return Number(said.replaceAll(/[.,]/g, ''))
  const simple = /^(-?\d+)[.,](\d+)$/.exec(said)
  if (!simple) return null
  const [, whole = '', part = ''] = simple
  const thousands = part.length === 3 && /^-?[1-9]\d{0,2}$/.test(whole)
  return thousands ? null : Number(`${whole}.${part}`)
}
