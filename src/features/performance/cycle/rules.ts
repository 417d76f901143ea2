import { addDays, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import { firstDayOf, lastDayOf, type Quarter } from '../../../domain/calendar/quarter.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'
import { DEFAULT_WEIGHTS, type Rubric, type Weights, weightsFit } from '../../../domain/criteria.ts'

/** What is stored; the phase people see also depends on the day. */
export type Stage = 'planned' | 'open' | 'closed' | 'published'
export type Phase = 'planned' | 'open' | 'closing' | 'closed' | 'published'
/** Who lets an appraisal reach the person: the appraiser when sending it, or the officer all together. */
export type Publishing = 'appraiser' | 'officer'

/** Why somebody is not appraised this quarter. */
export const EXCUSES = ['newcomer', 'long-leave', 'study', 'unit', 'other'] as const
export type Excuse = (typeof EXCUSES)[number]

export interface Cycle {
  quarter: Quarter
  stage: Stage
  opensOn: OfficeDay
  /** H0: the last day on which an appraisal is in time. */
  deadline: OfficeDay
  weights: Weights
  publishing: Publishing
  rubric: Rubric
  /** Whoever started on this day or later is excused when the quarter opens. */
  newcomersFrom: OfficeDay
  openedAt: Date | null
  closedAt: Date | null
  publishedAt: Date | null
}

/** An open quarter past its deadline is closing: late appraisals are still taken, until the officer closes it. */
export function phaseOn({ stage, deadline }: Pick<Cycle, 'stage' | 'deadline'>, day: OfficeDay): Phase {
  return stage === 'open' && day > deadline ? 'closing' : stage
}

/** A first appraisal is taken while the quarter is open, late or not. */
export const takesAppraisals = ({ stage }: Pick<Cycle, 'stage'>) => stage === 'open'
/** A correction also after publishing; not in between, when the officer looks at what stands. */
export const takesCorrections = ({ stage }: Pick<Cycle, 'stage'>) => stage === 'open' || stage === 'published'

export interface Plan {
  opensOn: OfficeDay
  deadline: OfficeDay
  weights: Weights
  publishing: Publishing
}
export type PlanProblem =
  | 'weights'
  | 'deadline-before-opening'
  | 'opens-before-quarter'
  | 'deadline-not-worked'

/** Days after the quarter's end until which appraisals are due, unless the officer says otherwise. */
const DAYS_AFTER_END = 10
/** Days before the quarter's end on which it opens. */
const DAYS_BEFORE_END = 20

/** Opens on a working day, and is due on one: a reminder on the last day has to be able to go out. */
export const suggestedPlan = (quarter: Quarter, calendar: WorkCalendar): Plan => ({
  opensOn: calendar.workingDayFrom(addDays(lastDayOf(quarter), -DAYS_BEFORE_END)),
  deadline: calendar.workingDayFrom(addDays(lastDayOf(quarter), DAYS_AFTER_END)),
  weights: DEFAULT_WEIGHTS,
  publishing: 'officer',
})

/** A newcomer is somebody who started in the quarter's last month: too little to appraise. */
export function newcomersFrom(quarter: Quarter): OfficeDay {
  const last = lastDayOf(quarter)
  return `${last.slice(0, 7)}-01` as OfficeDay
}

export function problemWith(
  quarter: Quarter,
  { opensOn, deadline, weights }: Plan,
  calendar: WorkCalendar,
): PlanProblem | null {
  if (!weightsFit(weights)) return 'weights'
  if (opensOn < firstDayOf(quarter)) return 'opens-before-quarter'
  if (deadline < opensOn) return 'deadline-before-opening'
  return calendar.isWorkingDay(deadline) ? null : 'deadline-not-worked'
}

export type ExtendProblem = 'not-later' | 'past' | 'deadline-not-worked'
/** A deadline only moves to a later day that is still to come and is worked. */
export function extendProblem(
  before: OfficeDay,
  deadline: OfficeDay,
  { today, calendar }: { today: OfficeDay; calendar: WorkCalendar },
): ExtendProblem | null {
  if (deadline <= before) return 'not-later'
  if (deadline < today) return 'past'
  return calendar.isWorkingDay(deadline) ? null : 'deadline-not-worked'
}

/** Somebody as far as it decides whether, and by whom, they are appraised. */
export interface Candidate {
  id: string
  unitId: string
  startDate: string | null
  appraiserId: string | null
  superiorId: string | null
}

/** What a person's assignment is when the quarter opens. */
export function assign(
  { id, unitId, startDate, appraiserId, superiorId }: Candidate,
  {
    newcomersFrom: from,
    excusedUnits,
  }: { newcomersFrom: OfficeDay; excusedUnits: ReadonlyMap<string, string> },
) {
  const unit = excusedUnits.get(unitId)
  const newcomer = startDate !== null && startDate >= from
  const excused: Excuse | null = unit !== undefined ? 'unit' : newcomer ? 'newcomer' : null
  return { personId: id, unitId, appraiserId, superiorId, excused, reason: unit ?? null }
}

/** The units named, and all below them, each with the reason of the nearest one named. */
export function withSubunits(
  named: ReadonlyMap<string, string>,
  parents: ReadonlyMap<string, string | null>,
): Map<string, string> {
  const reasonOf = (id: string, steps = 0): string | undefined => {
    const parent = parents.get(id)
    // A tree this deep is a ring in the data.
    return named.get(id) ?? (parent && steps < 50 ? reasonOf(parent, steps + 1) : undefined)
  }
  return new Map(
    [...parents.keys()].flatMap(id => {
      const reason = reasonOf(id)
      return reason === undefined ? [] : [[id, reason] as const]
    }),
  )
}
