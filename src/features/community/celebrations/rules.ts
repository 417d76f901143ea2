import { addDays, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'

export const OCCASIONS = ['birthday', 'service'] as const
export type Occasion = (typeof OCCASIONS)[number]
/** Whose days they are; dates as `YYYY-MM-DD`. */
export interface Dates {
  birthDate: string | null
  startDate: string | null
}
export interface Due<Person> {
  person: Person
  occasion: Occasion
  /** The day itself, which may have been a holiday. */
  day: OfficeDay
  /** Years of service; a birthday's year is never told. */
  years: number
}

/**
 * The day on which a date comes round in a year. Whoever was born on 29 February is greeted on the 28th
 * where there is no 29th.
 */
export function anniversary(date: string, year: number): OfficeDay {
  const day = `${year}-${date.slice(5, 10)}`
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return (date.slice(5, 10) === '02-29' && !leap ? `${year}-02-28` : day) as OfficeDay
}

/** The days greeted on a working day: itself, and the days off before it. */
export function daysGreeted(today: OfficeDay, calendar: WorkCalendar): OfficeDay[] {
  if (!calendar.isWorkingDay(today)) return []
  const days = [today]
  for (let day = addDays(today, -1); !calendar.isWorkingDay(day); day = addDays(day, -1)) days.push(day)
  return days
}

/** Who is to be greeted today, and for what. */
export function greetingsDue<Person extends Dates>(
  people: readonly Person[],
  today: OfficeDay,
  calendar: WorkCalendar,
): Due<Person>[] {
  const days = new Set<string>(daysGreeted(today, calendar))
  // A year's end may lie between the day and its greeting: both years are looked at.
  const thisYear = Number(today.slice(0, 4))
  const dueOn = (person: Person, occasion: Occasion, date: string | null): Due<Person>[] =>
    [thisYear, thisYear - 1].flatMap(year => {
      if (date === null) return []
      const day = anniversary(date, year)
      const years = year - Number(date.slice(0, 4))
      return days.has(day) && years > 0 ? [{ person, occasion, day, years }] : []
    })
  return people.flatMap(person => [
    ...dueOn(person, 'birthday', person.birthDate),
    ...dueOn(person, 'service', person.startDate),
  ])
}
