import { addDays, type OfficeDay } from './office-day.ts'
import type { WorkCalendar } from './working-days.ts'

/** A quarter of a calendar year, such as `2026Q4` (triwulan IV). */
export type Quarter = `${number}Q${1 | 2 | 3 | 4}`

export function quarterOf(day: OfficeDay): Quarter {
  const [year = '', month = ''] = day.split('-')
  return `${year}Q${Math.ceil(Number(month) / 3)}` as Quarter
}

export const isQuarter = (code: unknown): code is Quarter =>
  typeof code === 'string' && /^(19|20|21)\d\dQ[1-4]$/.test(code)

/** The quarter a code from outside (a button, an address) stands for, or `null`. */
export const readQuarter = (code: string): Quarter | null => (isQuarter(code) ? code : null)

const parts = (quarter: Quarter) => ({ year: Number(quarter.slice(0, 4)), number: Number(quarter.slice(5)) })
const startOf = (year: number, number: number) =>
  `${year}-${String(number * 3 - 2).padStart(2, '0')}-01` as OfficeDay

export const firstDayOf = (quarter: Quarter): OfficeDay => startOf(parts(quarter).year, parts(quarter).number)

export const nextQuarter = (quarter: Quarter): Quarter => quarterOf(addDays(firstDayOf(quarter), 95))
export const previousQuarter = (quarter: Quarter): Quarter => quarterOf(addDays(firstDayOf(quarter), -1))
export const lastDayOf = (quarter: Quarter): OfficeDay => addDays(firstDayOf(nextQuarter(quarter)), -1)

/** The last day of the quarter on which the office works. */
export const lastWorkingDayOf = (quarter: Quarter, calendar: WorkCalendar): OfficeDay =>
  calendar.addWorkingDays(firstDayOf(nextQuarter(quarter)), -1)

/** How many days of the quarter the office works. */
export const workingDaysOf = (quarter: Quarter, calendar: WorkCalendar): number =>
  calendar.workingDays(firstDayOf(quarter), lastDayOf(quarter))

/** The number as it is written: Triwulan IV Tahun 2026. */
export const romanOf = (quarter: Quarter): string => ['I', 'II', 'III', 'IV'][parts(quarter).number - 1] ?? ''
export const yearOf = (quarter: Quarter): number => parts(quarter).year
