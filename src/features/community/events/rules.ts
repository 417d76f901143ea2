import type { Role } from '../../../domain/abilities.ts'
import { mayShow } from '../../../domain/anonymity.ts'
import { addDays, dayOf, instantAt, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'
import { getsSeat, type SeatCount } from '../../../domain/seats.ts'

/** What people can say, and what it leads to: who says yes where no seat is left, waits. */
export const CHOICES = ['yes', 'maybe', 'no'] as const
export type Choice = (typeof CHOICES)[number]
export type State = Choice | 'waiting'
/** Those who want to hear of a change. */
export const CONCERNED: readonly State[] = ['yes', 'waiting', 'maybe']

export const MAX_TITLE = 100
/** A picture's caption in Telegram has 1,024 characters, and the facts want their part of it. */
export const MAX_ABOUT = 500
export const MAX_PLACE = 120
export const MAX_SEATS = 100_000
export const MAX_PHOTOS = 10
/** Ratings are taken for so many days after the end; then the maker gets the summary. */
export const RATING_DAYS = 7

/** Who may make an event for whom: a grant or an officer for the office, heads for their own unit. */
export type Scope = 'office' | 'unit'
export function makerScope(roles: readonly Role[], granted: Scope | null): Scope | null {
  if (roles.includes('officer') || granted === 'office') return 'office'
  return granted === 'unit' || roles.includes('leader') || roles.includes('appraiser') ? 'unit' : null
}

/** `09.00-12.00`, `9:00 – 12:00`, `pukul 09.00 s.d. 12.00 WIB`; null where it is no span of one day. */
export function readHours(typed: string): { from: string; until: string } | null {
  const found =
    /^\D{0,12}(\d{1,2})[.:](\d{2})\s*(?:-|–|—|s\.?\s?d\.?|sampai|until|to)\s*(\d{1,2})[.:](\d{2})\D{0,8}$/i.exec(
      typed.trim(),
    )
  if (!found) return null
  const [from, until] = [clock(found[1], found[2]), clock(found[3], found[4])]
  return from !== null && until !== null && from < until ? { from, until } : null
}

function clock(hours = '', minutes = ''): string | null {
  return Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, '0')}:${minutes}` : null
}

/** These units with everything below them. */
export function withBelow(
  tree: readonly { id: string; parentId: string | null }[],
  ids: readonly string[],
): string[] {
  const found = new Set(ids)
  // Each pass takes in one more level; a tree that was wrongly made a ring ends too.
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { id, parentId } of tree) if (parentId !== null && found.has(parentId)) found.add(id)
  }
  return [...found]
}

export interface Times {
  startsAt: Date
  endsAt: Date
  deadline: OfficeDay | null
}
/** The instant up to which people may say yes. */
export function answersUntil({ startsAt, deadline }: Times, zone: string): Date {
  if (deadline === null) return startsAt
  const end = instantAt(deadline, '24:00', zone)
  return end < startsAt ? end : startsAt
}

export type AnswerProblem = 'early' | 'cancelled' | 'begun' | 'late'
/** Why this cannot be answered so. Saying no frees a seat: that may be said until it begins. */
export function answerProblem(
  event: Times & { announcedAt: Date | null; cancelledAt: Date | null },
  choice: Choice,
  { now, zone }: { now: Date; zone: string },
): AnswerProblem | null {
  if (!event.announcedAt) return 'early'
  if (event.cancelledAt) return 'cancelled'
  if (now >= event.startsAt) return 'begun'
  return choice !== 'no' && now >= answersUntil(event, zone) ? 'late' : null
}

/** What a choice leads to; who has a seat, or a place in the list, keeps it by saying yes again. */
export function stateFor(choice: Choice, before: State | null, count: SeatCount): State {
  if (choice !== 'yes') return choice
  if (before === 'yes' || before === 'waiting') return before
  return getsSeat(count) ? 'yes' : 'waiting'
}

export type PlanProblem = 'past' | 'deadline-past' | 'deadline-after'
export function planProblem({ startsAt, deadline }: Times, now: Date, zone: string): PlanProblem | null {
  if (startsAt <= now) return 'past'
  if (deadline === null) return null
  if (deadline > dayOf(startsAt, zone)) return 'deadline-after'
  return deadline < dayOf(now, zone) ? 'deadline-past' : null
}

const HOUR = 60 * 60 * 1000
const OFFICE_OPENS = '08:00'
/** When people are reminded: on the working day before, and one hour before. */
export function reminderTimes(
  { startsAt }: Pick<Times, 'startsAt'>,
  calendar: WorkCalendar,
  zone: string,
): { day: Date; hour: Date } {
  const before = calendar.addWorkingDays(dayOf(startsAt, zone), -1)
  return { day: instantAt(before, OFFICE_OPENS, zone), hour: new Date(startsAt.getTime() - HOUR) }
}

/** The working morning after, when those who came are asked how it was. */
export const ratingTime = ({ endsAt }: Pick<Times, 'endsAt'>, calendar: WorkCalendar, zone: string) =>
  instantAt(calendar.addWorkingDays(dayOf(endsAt, zone), 1), OFFICE_OPENS, zone)
export const ratingEnds = ({ endsAt }: Pick<Times, 'endsAt'>, zone: string) =>
  instantAt(addDays(dayOf(endsAt, zone), RATING_DAYS), '24:00', zone)

/** An announcement keeps to office hours, unless the event is too near for that. */
export const announceTiming = (startsAt: Date, now: Date) =>
  startsAt.getTime() - now.getTime() < 24 * HOUR ? ('soon' as const) : ('office-hours' as const)

export type Part = 'title' | 'about' | 'time' | 'place' | 'seats' | 'deadline' | 'picture'
interface ResultMessage extends Times {
  title: string
  about: string
  place: string
  seats: number | null
  picture: { id: string } | null
}
/** What differs between two versions of an event, as far as people are told of it. */
export function changedParts(before: ResultMessage, after: ResultMessage): Part[] {
  const same: Record<Part, boolean> = {
    title: before.title === after.title,
    about: before.about === after.about,
    time: +before.startsAt === +after.startsAt && +before.endsAt === +after.endsAt,
    place: before.place === after.place,
    seats: before.seats === after.seats,
    deadline: before.deadline === after.deadline,
    picture: before.picture?.id === after.picture?.id,
  }
  return (Object.keys(same) as Part[]).filter(part => !same[part])
}

/** Average with one decimal, and only where enough people answered. */
export function average(ratings: readonly number[]): number | null {
  if (!mayShow(ratings.length)) return null
  return Math.round((ratings.reduce((sum, one) => sum + one, 0) / ratings.length) * 10) / 10
}
