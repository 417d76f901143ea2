import { addDays, type OfficeDay } from './office-day.ts'

/** A quarter of a calendar year, such as `2026Q4` (triwulan IV). */
export type Quarter = `${number}Q${1 | 2 | 3 | 4}`

export function quarterOf(day: OfficeDay): Quarter {
  const [year = '', month = ''] = day.split('-')
  return `${year}Q${Math.ceil(Number(month) / 3)}` as Quarter
}

const parts = (quarter: Quarter) => ({ year: Number(quarter.slice(0, 4)), number: Number(quarter.slice(5)) })
const startOf = (year: number, number: number) =>
  `${year}-${String(number * 3 - 2).padStart(2, '0')}-01` as OfficeDay

export const firstDayOf = (quarter: Quarter): OfficeDay => startOf(parts(quarter).year, parts(quarter).number)

export const nextQuarter = (quarter: Quarter): Quarter => quarterOf(addDays(firstDayOf(quarter), 95))
export const previousQuarter = (quarter: Quarter): Quarter => quarterOf(addDays(firstDayOf(quarter), -1))
export const lastDayOf = (quarter: Quarter): OfficeDay => addDays(firstDayOf(nextQuarter(quarter)), -1)

/** The number as it is written: Triwulan IV Tahun 2026. */
export const romanOf = (quarter: Quarter): string => ['I', 'II', 'III', 'IV'][parts(quarter).number - 1] ?? ''
export const yearOf = (quarter: Quarter): number => parts(quarter).year
