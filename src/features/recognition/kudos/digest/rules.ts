/** When the week's thanks are said: on Friday morning, or on the last working day before a Friday that is none. */
import { addDays, instantAt, type OfficeDay, weekday } from '../../../../domain/calendar/office-day.ts'
import type { WorkCalendar } from '../../../../domain/calendar/working-days.ts'

const FRIDAY = 5
/** Office time at which a week's digest is made up; what is given later is in the next one. */
const MORNING = '08:00'

/** A week by its Monday (ISO 8601). */
export type Week = OfficeDay
export const weekOf = (day: OfficeDay): Week => addDays(day, 1 - weekday(day))

/** The day of a week's digest; null in a week in which nobody works up to Friday: the next one covers it. */
function digestDay(week: Week, calendar: WorkCalendar): OfficeDay | null {
  const friday = addDays(week, FRIDAY - 1)
  const day = calendar.isWorkingDay(friday) ? friday : calendar.addWorkingDays(friday, -1)
  return day < week ? null : day
}

export interface Digest {
  week: Week
  from: Date
  until: Date
}

/** The last digest whose time has come, and the time it is about: since the one before it. */
export function digestDue(
  now: Date,
  today: OfficeDay,
  office: { zone: string; calendar: WorkCalendar },
): Digest {
  const last = latest(weekOf(today), now, office)
  return { week: last.week, until: last.at, from: latest(addDays(last.week, -7), now, office).at }
}

/** The digest of a week, as said in a job. */
export const digestOf = (week: Week, office: { zone: string; calendar: WorkCalendar }): Digest => {
  const { at } = latest(week, null, office)
  return { week, until: at, from: latest(addDays(week, -7), null, office).at }
}

function latest(
  from: Week,
  now: Date | null,
  { zone, calendar }: { zone: string; calendar: WorkCalendar },
): { week: Week; at: Date } {
  for (let week = from; ; week = addDays(week, -7)) {
    const day = digestDay(week, calendar)
    const at = day && instantAt(day, MORNING, zone)
    if (at && (now === null || at <= now)) return { week, at }
  }
}
