/** A number with its unit in one cell, as SKP forms and lists of trainings write it. */
import { parseNumber } from './dates.ts'

export interface Quantity {
  value: number
  /** '' where there is none. */
  unit: string
}

/** `3 Laporan`, `20 JP`, `87,5 %`, `Rp 1.500.000`, `30`; null where it does not begin with one number. */
export function readQuantity(said: string): Quantity | null {
  const [, currency = '', digits = '', rest = ''] =
    /^(rp\.?|idr)?\s*(-?\d[\d.,]*)\s*(.*)$/i.exec(said.trim()) ?? []
  const value = digits === '' ? null : parseNumber(digits.replace(/[.,]+$/, ''))
  // “3 - 5 laporan” and “2 x 4 jam” are two numbers.
  if (value === null || /\d/.test(rest)) return null
  return { value, unit: rest.trim() === '' && currency !== '' ? 'Rp' : rest.trim() }
}
