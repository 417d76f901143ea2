/**
 * Who is to be reminded today: worked out from how things stand, never from what was planned before. Run twice
 * it says the same, after a week of silence it says one thing, not five.
 *
 * Milestones are calendar days: the opening, 14, 7, 3 and 1 days before the deadline, the deadline (H0). After
 * it every working day is one. A person is owed a message when none has reached them since the last milestone.
 * So a milestone on a day that is not worked is told the next working morning, unless a later one has come by
 * then, which takes its place.
 */
import { addDays, type OfficeDay } from '../../lib/calendar/office-day.ts'
import type { WorkCalendar } from '../../lib/calendar/working-days.ts'

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
  appraiserId: string
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
  /** Appraisals that nobody is there to make. */
  gaps: number
  officers: readonly string[]
  reached: ReadonlyMap<string, Reached>
  /** The calendar a person works by. */
  calendarOf(personId: string): WorkCalendar
}

/** Ids of those to be reminded today, each once: one message says everything that concerns a person. */
export function remindersDue(state: State): string[] {
  const { span, today, reached, calendarOf } = state
  return [...concerned(state)].flatMap(([personId, part]) => {
    const calendar = calendarOf(personId)
    if (!calendar.isWorkingDay(today)) return []
    const { waiting, last } = reached.get(personId) ?? { waiting: false, last: null }
    // What is on its way is made when it goes out, and says what stands then.
    if (waiting || last === today) return []
    const milestone = lastMilestone(span, today, { calendar, officer: part === 'officer' })
    return milestone && (last === null || last < milestone) ? [personId] : []
  })
}

type Part = 'appraiser' | 'officer'

function concerned({ span, today, loads, gaps, officers, calendarOf }: State): Map<string, Part> {
  const parts = new Map<string, Part>()
  const left = loads.filter(load => load.left > 0)
  if (left.length > 0 || gaps > 0) for (const id of officers) parts.set(id, 'officer')
  for (const { superiorId } of left)
    if (superiorId && isEscalated(span, today, calendarOf(superiorId))) parts.set(superiorId, 'appraiser')
  for (const { appraiserId } of left) parts.set(appraiserId, 'appraiser')
  return parts
}
