import decreed from './holidays.json' with { type: 'json' }
import { addDays, type OfficeDay, weekday } from './office-day.ts'

/** Days the office adds to, or takes from, those of the decrees: a local holiday, a day made up for. */
export interface OwnDays {
  off: readonly OfficeDay[]
  worked: readonly OfficeDay[]
}

/** Which days are worked (Monday to Friday, without national holidays and cuti bersama). */
export interface WorkCalendar {
  isWorkingDay(day: OfficeDay): boolean
  /** This day if it is worked, else the next one that is. */
  workingDayFrom(day: OfficeDay): OfficeDay
  /** The nth working day after this one. */
  addWorkingDays(day: OfficeDay, days: number): OfficeDay
  /** How many of the days from..until, both included, are worked. */
  workingDays(from: OfficeDay, until: OfficeDay): number
  isRamadan(day: OfficeDay): boolean
  /** The years from this day's on whose decree is missing; next year's is asked for from October. */
  missingYears(day: OfficeDay): number[]
}

/** The decree for the next year appears in September: by October it can be asked for. */
const ASKED_FROM_MONTH = 10

export function workCalendar(own: OwnDays = { off: [], worked: [] }): WorkCalendar {
  const off = new Set<string>([
    ...decreed.years.flatMap(({ days }) => days.map(({ day }) => day)),
    ...own.off,
  ])
  for (const day of own.worked) off.delete(day)
  const worked = new Set<string>(own.worked)

  const isWorkingDay = (day: OfficeDay) => worked.has(day) || (weekday(day) <= 5 && !off.has(day))
  function workingDayFrom(day: OfficeDay): OfficeDay {
    let next = day
    while (!isWorkingDay(next)) next = addDays(next, 1)
    return next
  }
  return {
    isWorkingDay,
    workingDayFrom,
    addWorkingDays: (day, days) => {
      let next = day
      for (let left = days; left > 0; left--) next = workingDayFrom(addDays(next, 1))
      return next
    },
    workingDays: (from, until) => {
      let count = 0
      for (let day = from; day <= until; day = addDays(day, 1)) if (isWorkingDay(day)) count++
      return count
    },
    isRamadan: day => decreed.ramadan.some(({ from, until }) => from <= day && day <= until),
    missingYears: day => {
      const [year = 0, month = 0] = day.split('-').map(Number)
      const known = new Set(decreed.years.map(one => one.year))
      return [year, ...(month >= ASKED_FROM_MONTH ? [year + 1] : [])].filter(one => !known.has(one))
    },
  }
}
