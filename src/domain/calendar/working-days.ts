import decreed from './holidays.json' with { type: 'json' }
import { addDays, type OfficeDay, weekday } from './office-day.ts'

/** What an office, or a unit with a calendar of its own (a hospital, a school), changes about the decrees. */
export interface OwnDays {
  /** Days not worked besides the decreed ones, such as a local holiday. */
  off: readonly OfficeDay[]
  /** Days worked all the same; they win over every other list. */
  worked: readonly OfficeDay[]
  /** The working days of a week, 1 Monday to 7 Sunday; Monday to Friday where not given (Perpres 21/2023). */
  weekdays?: readonly number[]
  /** Works on national holidays and cuti bersama as well: hospitals, the fire brigade. */
  throughHolidays?: boolean
}

/** Which days are worked: those of the week without national holidays and cuti bersama (SKB 3 Menteri). */
export interface WorkCalendar {
  isWorkingDay(day: OfficeDay): boolean
  /** This day if it is worked, else the next one that is. */
  workingDayFrom(day: OfficeDay): OfficeDay
  /** The nth working day after this one; before it, when negative. */
  addWorkingDays(day: OfficeDay, days: number): OfficeDay
  /** How many of the days from..until, both included, are worked. */
  workingDays(from: OfficeDay, until: OfficeDay): number
  isRamadan(day: OfficeDay): boolean
  /** The years from this day's on whose decree is missing; next year's is asked for from October. */
  missingYears(day: OfficeDay): number[]
}

/** The calendar of a unit that does not work as the office does. */
export interface UnitCalendar extends WorkCalendar {
  /** People are on duty in turns: no day is everybody's working day. */
  shifts: boolean
}

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5]
/** The decree for the next year appears in September: by October it can be asked for. */
const ASKED_FROM_MONTH = 10

/** @throws Error when no day of the week is worked: every search for a working day would be endless */
export function workCalendar(own: OwnDays = { off: [], worked: [] }): WorkCalendar {
  const weekdays = new Set(own.weekdays ?? MONDAY_TO_FRIDAY)
  if (![1, 2, 3, 4, 5, 6, 7].some(day => weekdays.has(day))) throw new Error('a week needs a working day')
  const off = new Set<string>([...(own.throughHolidays ? [] : decreedDays()), ...own.off])
  const worked = new Set<string>(own.worked)
  const isWorkingDay = (day: OfficeDay) => worked.has(day) || (weekdays.has(weekday(day)) && !off.has(day))

  function seek(day: OfficeDay, step: 1 | -1): OfficeDay {
    let found = day
    while (!isWorkingDay(found)) found = addDays(found, step)
    return found
  }
  return {
    isWorkingDay,
    workingDayFrom: day => seek(day, 1),
    addWorkingDays: (day, days) => {
      const step = days < 0 ? -1 : 1
      let reached = day
      for (let left = Math.abs(days); left > 0; left--) reached = seek(addDays(reached, step), step)
      return reached
    },
    workingDays: (from, until) => {
      let count = 0
      for (let day = from; day <= until; day = addDays(day, 1)) if (isWorkingDay(day)) count++
      return count
    },
    isRamadan: day => decreed.ramadan.some(({ from, until }) => from <= day && day <= until),
    missingYears,
  }
}

const decreedDays = () => decreed.years.flatMap(({ days }) => days.map(({ day }) => day))

function missingYears(day: OfficeDay): number[] {
  const [year = 0, month = 0] = day.split('-').map(Number)
  const known = new Set(decreed.years.map(one => one.year))
  return [year, ...(month >= ASKED_FROM_MONTH ? [year + 1] : [])].filter(one => !known.has(one))
}
