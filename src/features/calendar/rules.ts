/** The office's own days, beside the decreed ones (SKB 3 Menteri; lib/calendar/holidays.json). */
import type { OfficeDay } from '../../lib/calendar/office-day.ts'
import { type OwnDays, type WorkCalendar, workCalendar } from '../../lib/calendar/working-days.ts'

export const KINDS = ['off', 'worked'] as const
export type Kind = (typeof KINDS)[number]
export interface OwnDay {
  day: OfficeDay
  kind: Kind
  name: string
}

export const MAX_NAME = 100

export function ownDays(days: readonly OwnDay[]): OwnDays {
  const of = (kind: Kind) => days.filter(one => one.kind === kind).map(({ day }) => day)
  return { off: of('off'), worked: of('worked') }
}

export type Problem = 'past' | 'already-off' | 'already-worked'
/** A day that is over is not changed: reminders and attendance were worked out with it. */
export function problemWith(
  { day, kind }: Pick<OwnDay, 'day' | 'kind'>,
  { today, calendar }: { today: OfficeDay; calendar: Pick<WorkCalendar, 'isWorkingDay'> },
): Problem | null {
  if (day < today) return 'past'
  if (kind === 'off') return calendar.isWorkingDay(day) ? null : 'already-off'
  return calendar.isWorkingDay(day) ? 'already-worked' : null
}

/** A calendar that can be changed while everybody holds on to it. */
export function changeable(): { calendar: WorkCalendar; change(own: OwnDays): void } {
  let now = workCalendar()
  return {
    calendar: {
      isWorkingDay: day => now.isWorkingDay(day),
      workingDayFrom: day => now.workingDayFrom(day),
      addWorkingDays: (day, days) => now.addWorkingDays(day, days),
      workingDays: (from, until) => now.workingDays(from, until),
      isRamadan: day => now.isRamadan(day),
      missingYears: day => now.missingYears(day),
    },
    change: own => {
      now = workCalendar(own)
    },
  }
}
