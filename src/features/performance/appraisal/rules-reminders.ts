/**
 * Who is to be reminded today: worked out from how things stand, never from what was planned before. Run twice
 * it says the same, after a week of silence it says one thing, not five.
 *
 * Milestones are calendar days: the opening, 14, 7, 3 and 1 days before the deadline, the deadline (H0). After
 * it every working day is one. A person is owed a message when none has reached them since the last milestone.
 * So a milestone on a day that is not worked is told the next working morning, unless a later one has come by
 * then, which takes its place.
 */
import { addDays, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'

/** Days before the deadline on which appraisers are reminded. */
const DAYS_BEFORE = [14, 7, 3, 1, 0]
/** From this many working days after the deadline on, the appraiser's superior is told too. */
export const ESCALATED_AFTER = 3

export interface Span {
  /** The office day on which the quarter was opened. */
  opened: OfficeDay
  /** H0 */
  deadline: OfficeDay
}

/** The last milestone up to `day`, or null before the opening. `officer`: theirs begin after the opening. */
export function lastMilestone(
  { opened, deadline }: Span,
  day: OfficeDay,
  { calendar, officer = false }: { calendar: WorkCalendar; officer?: boolean },
): OfficeDay | null {
  if (day > deadline) {
    // The last working day up to this one, if it is after the deadline; else the deadline itself.
    const worked = calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, -1)
    return worked > deadline ? worked : deadline
  }
  const before = DAYS_BEFORE.map(days => addDays(deadline, -days)).filter(one => one > opened && one <= day)
  const last = before.at(-1)
  if (last) return last
  return day >= opened && !officer ? opened : null
}

/** Whether the appraiser's superior is told by now. */
export const isEscalated = ({ deadline }: Span, day: OfficeDay, calendar: WorkCalendar): boolean =>
  day >= calendar.addWorkingDays(deadline, ESCALATED_AFTER)

/** How much one appraiser has left, and whom to tell when it is late. */
export interface Load {
  /** `null`: nobody in office is there to do it, which the officers are told. */
  appraiserId: string | null
  superiorId: string | null
  left: number
}

/** Messages of this kind that a person had, or has coming. */
export interface Reached {
  /** One is on its way. */
  waiting: boolean
  /** Office day of the last one that went out; null: none. */
  last: OfficeDay | null
}

export interface State {
  span: Span
  today: OfficeDay
  loads: readonly Load[]
  officers: readonly string[]
  reached: ReadonlyMap<string, Reached>
  /** The calendar a person works by. */
  calendarOf(personId: string): WorkCalendar
}

/** Ids of those to be reminded today, each once: one message says everything that concerns a person. */
export function remindersDue(state: State): string[] {
  const { span, today, reached, calendarOf } = state
  // Ten thousand people share a handful of calendars: what a calendar says is worked out once.
  const says = remembered((calendar: WorkCalendar) => ({
    worked: calendar.isWorkingDay(today),
    escalated: isEscalated(span, today, calendar),
    appraiser: lastMilestone(span, today, { calendar }),
    officer: lastMilestone(span, today, { calendar, officer: true }),
  }))
  const isLate = (personId: string) => says(calendarOf(personId)).escalated
  return [...concerned(state, isLate)].flatMap(([personId, part]) => {
    const { worked, [part]: milestone } = says(calendarOf(personId))
    const { waiting, last } = reached.get(personId) ?? { waiting: false, last: null }
    // What is on its way is made when it goes out, and says what stands then.
    if (!worked || waiting || last === today) return []
    return milestone && (last === null || last < milestone) ? [personId] : []
  })
}

type Part = 'appraiser' | 'officer'

function concerned({ loads, officers }: State, isLate: (superiorId: string) => boolean): Map<string, Part> {
  const parts = new Map<string, Part>()
  const left = loads.filter(load => load.left > 0)
  if (left.length > 0) for (const id of officers) parts.set(id, 'officer')
  for (const { superiorId } of left) if (superiorId && isLate(superiorId)) parts.set(superiorId, 'appraiser')
  for (const { appraiserId } of left) if (appraiserId) parts.set(appraiserId, 'appraiser')
  return parts
}

function remembered<K, V>(service: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return key => {
    const value = known.get(key) ?? service(key)
    known.set(key, value)
    return value
  }
}
