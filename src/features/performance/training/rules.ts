import { daysBetween, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'
import type { LockoutRule } from '../../../domain/lockout.ts'

export const TOPICS = [
  'public_service',
  'time_management',
  'leadership',
  'technical',
  'digital',
  'communication',
  'innovation',
  'integrity',
  'other',
] as const
export type Topic = (typeof TOPICS)[number]

/** `asked`: the appraiser has not answered yet. `joined` holds a seat, `waiting` stands in the list. */
export type PlaceState = 'asked' | 'joined' | 'waiting' | 'declined' | 'left'
/** States in which somebody takes part, or wants to. */
export const HOLDS_PLACE: readonly PlaceState[] = ['asked', 'joined', 'waiting']
export type Attendance = 'present' | 'absent'

/** Largest training the office holds, in seats and in JP (a PKN II has some 900). */
export const MAX_SEATS = 2000
export const MAX_HOURS = 1000
/** A need counts for this long (days): two quarters. */
export const NEED_DAYS = 190

const HOUR = 60 * 60 * 1000
/** The code in the room is taken from this long before the start until this long after the end (hours). */
const CODE_BEFORE_HOURS = 1
const CODE_AFTER_HOURS = 2
/** Wrong codes of the room before somebody has to wait. */
export const ROOM_CODE_LOCKOUT: LockoutRule = { maxTries: 5, lockMinutes: 10 }

export interface Schedule {
  startsAt: Date
  endsAt: Date
  deadline: OfficeDay
  publishedAt: Date | null
  cancelledAt: Date | null
}

type Closed = 'cancelled' | 'started' | 'deadline'
/** @returns why nobody can join any more, or null */
export function closedFor(
  { startsAt, deadline, cancelledAt }: Schedule,
  now: Date,
  today: OfficeDay,
): Closed | null {
  if (cancelledAt) return 'cancelled' as const
  if (now >= startsAt) return 'started' as const
  return today > deadline ? ('deadline' as const) : null
}

export const takesCodes = ({ startsAt, endsAt, cancelledAt }: Schedule, now: Date): boolean =>
  cancelledAt === null &&
  now.getTime() >= startsAt.getTime() - CODE_BEFORE_HOURS * HOUR &&
  now.getTime() <= endsAt.getTime() + CODE_AFTER_HOURS * HOUR

export interface Audience {
  unitIds: readonly string[]
  positions: readonly string[]
}
/** @param units the person's own unit and those above it: what is for a Dinas is for its Bidang too */
export function isFor({ unitIds, positions }: Audience, position: string, units: readonly string[]): boolean {
  const said = position.toLowerCase()
  return (
    (unitIds.length === 0 || units.some(id => unitIds.includes(id))) &&
    (positions.length === 0 || positions.some(word => said.includes(word)))
  )
}

/** A unit and all above it; a circle in the tree ends where it began. */
export function withAncestors(unitId: string, parents: ReadonlyMap<string, string | null>): string[] {
  const found: string[] = []
  for (let id: string | null = unitId; id && !found.includes(id); id = parents.get(id) ?? null) found.push(id)
  return found
}

/** Working days before the start on which people are reminded. */
export const REMINDERS = [3, 1] as const
export type DaysBefore = (typeof REMINDERS)[number]

/**
 * The reminder that is due today: the nearest one, so that a day missed is made up for but never told twice.
 * @returns `since`: whoever joined on that day or later needs none
 */
export function reminderDue(
  start: OfficeDay,
  today: OfficeDay,
  calendar: WorkCalendar,
): { before: DaysBefore; since: OfficeDay } | null {
  if (today >= start || daysBetween(today, start) > 30) return null
  for (const before of [...REMINDERS].reverse()) {
    const since = calendar.addWorkingDays(start, -before)
    if (today >= since) return { before, since }
  }
  return null
}

/** PP 11/2017 article 203(4): a PNS has a right to 20 JP a year. PP 49/2018 article 40: a PPPK at most 24 JP. */
export const PNS_RIGHT = 20
export const PPPK_LIMIT = 24
/** Which bar the hours are read against; the status comes from the data, never from the number. */
export const statusOf = (status: string | null): 'pns' | 'pppk' | 'unknown' =>
  status === 'PNS' ? 'pns' : status?.startsWith('PPPK') ? 'pppk' : 'unknown'

/** `08.00–16.00`, `8:00 - 16:00`, `08.00 s.d. 16.00 WIB`: office time, `HH:MM`. */
export function readTimes(typed: string): { from: string; until: string } | null {
  const said =
    /^\s*(\d{1,2})[.:](\d{2})\s*(?:-|–|—|s\.?d\.?|sampai|to)\s*(\d{1,2})[.:](\d{2})\s*(?:\p{L}+)?\s*$/iu.exec(
      typed,
    )
  if (!said) return null
  const [, fromHour = '', fromMinute = '', untilHour = '', untilMinute = ''] = said
  const [from, until] = [clock(fromHour, fromMinute), clock(untilHour, untilMinute)]
  return from && until ? { from, until } : null
}

function clock(hour: string, minute: string): string | null {
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null
}

/** A training elsewhere: it counts once an officer has confirmed it. */
export type OutsideState = 'reported' | 'confirmed' | 'declined'
/** A certificate may be brought up to a year later (days): older ones belong to a year that was reported. */
const OUTSIDE_DAYS = 366
export function outsideDayProblem(endedOn: OfficeDay, today: OfficeDay): 'future' | 'old' | null {
  if (endedOn > today) return 'future'
  return daysBetween(endedOn, today) > OUTSIDE_DAYS ? 'old' : null
}
