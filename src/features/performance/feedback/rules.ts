import { mayShowToMember } from '../../../domain/anonymity.ts'
import { addDays, dayOf, instantAt, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Scores } from '../../../domain/criteria.ts'

/** Characters of an answer to the appraiser, and of what the appraiser says to it. */
export const ANSWER = { min: 10, max: 2000 }
/** Whoever has not said within so many working days that they read it is reminded, once. */
export const UNREAD_WORKING_DAYS = 3
/** PP 30/2019 article 59: calendar days from receipt within which one may object. */
const OBJECTION_DAYS = 14

/** The last day on which one may object: until 23.59 of it, and not prolonged by holidays. */
export const lastObjectionDay = (receivedAt: Date, zone: string): OfficeDay =>
  addDays(dayOf(receivedAt, zone), OBJECTION_DAYS)
export const objectionEnds = (receivedAt: Date, zone: string): Date =>
  instantAt(lastObjectionDay(receivedAt, zone), '24:00', zone)

/** A group's figures of one quarter. */
export interface GroupFigures {
  people: number
  medians: Scores
}
/** A median may be somebody's very score: it is shown to the nearest five, as "about". */
const STEP = 5
const blurred = (value: number) => Math.round(value / STEP) * STEP

export interface Comparison {
  group: 'unit' | 'office'
  medians: Scores
}

/**
 * What a person may be compared with: their unit, else the office, else nobody. Never both, or the rest of
 * the office would be the difference. Only once the quarter is published for good: before, it may be opened again
 * and grow by one, and two looks would show who came in between.
 */
export function comparisonOf(
  { unit, office }: { unit: GroupFigures | null; office: GroupFigures | null },
  stage: string,
): Comparison | null {
  if (stage !== 'published') return null
  const shown = (group: Comparison['group'], figures: GroupFigures | null): Comparison | null =>
    figures && mayShowToMember(figures.people)
      ? {
          group,
          medians: {
            attendance: blurred(figures.medians.attendance),
            quality: blurred(figures.medians.quality),
            initiative: blurred(figures.medians.initiative),
          },
        }
      : null
  return shown('unit', unit) ?? shown('office', office)
}
