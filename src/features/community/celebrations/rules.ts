import { addDays, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'

export type Occasion = 'birthday' | 'service'
export interface Celebrant {
  id: string
  birthDate: string | null
  startDate: string | null
}
export interface Due {
  personId: string
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
export function greetingsDue(people: readonly Celebrant[], today: OfficeDay, calendar: WorkCalendar): Due[] {
  const dates = new Set<string>(daysGreeted(today, calendar))
  return people.flatMap(({ id, birthDate, startDate }) =>
    (
      [
        ['birthday', birthDate],
        ['service', startDate],
      ] as const
    ).flatMap(([occasion, date]) =>
      // A year's end between the day and its greeting: both years are looked at.
      [Number(today.slice(0, 4)), Number(today.slice(0, 4)) - 1].flatMap(year => {
        const day = date ? anniversary(date, year) : null
        const years = date ? year - Number(date.slice(0, 4)) : 0
        return day && dates.has(day) && years > 0 ? [{ personId: id, occasion, day, years }] : []
      }),
    ),
  )
}
