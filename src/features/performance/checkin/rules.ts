import { addDays, type OfficeDay } from '../../../domain/calendar/office-day.ts'

/** What becomes of a next step. */
export const ANSWERS = ['done', 'later', 'help'] as const
export type Answer = (typeof ANSWERS)[number]

/** How far a step may be put off (days). */
const FURTHEST = 180

export type Problem = 'past' | 'far'
/** It may be put off once, to a day that is still to come. */
export function postponeProblem(day: OfficeDay, today: OfficeDay): Problem | null {
  if (day <= today) return 'past'
  return day > addDays(today, FURTHEST) ? 'far' : null
}
