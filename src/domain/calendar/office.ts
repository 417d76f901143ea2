import { dayOf, type OfficeDay } from './office-day.ts'
import { type UnitCalendar, type WorkCalendar, workCalendar } from './working-days.ts'

/** The office's own time: its zone, and which days are worked. */
export interface Office {
  /** An IANA name, such as `Asia/Jakarta`. */
  readonly zone: string
  readonly calendar: WorkCalendar
  /** Units that do not work as the office does, by id, each with those below it. It changes in place. */
  readonly units?: ReadonlyMap<string, UnitCalendar>
  /** The office's date at an instant. */
  today(now: Date): OfficeDay
}

export interface OfficeParts {
  zone: string
  /** The national calendar, when not given. */
  calendar?: WorkCalendar
  units?: ReadonlyMap<string, UnitCalendar>
}

export const createOffice = ({ zone, calendar = workCalendar(), units = new Map() }: OfficeParts): Office =>
  Object.freeze({ zone, calendar, units, today: (now: Date) => dayOf(now, zone) })
