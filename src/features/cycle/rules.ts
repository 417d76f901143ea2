import { addDays, type OfficeDay } from '../../lib/calendar/office-day.ts'
import { firstDayOf, lastDayOf, type Quarter } from '../../lib/calendar/quarter.ts'

/** The office's own criteria (product.md). Their scores are for coaching; no predicate is computed from them. */
export const CRITERIA = ['attendance', 'quality', 'initiative'] as const
export type Criterion = (typeof CRITERIA)[number]

/** In per cent; together 100, fixed once the quarter opens. */
export type Weights = Record<Criterion, number>
export const DEFAULT_WEIGHTS: Weights = { attendance: 30, quality: 40, initiative: 30 }

/** What is stored; the phase people see also depends on the day. */
export type Stage = 'planned' | 'open' | 'closed' | 'published'
export type Phase = 'planned' | 'open' | 'closing' | 'closed' | 'published'
/** Who lets an appraisal reach the person: the appraiser when sending it, or the officer all together. */
export type Publishing = 'appraiser' | 'officer'

/** Four described bands of a score, from the lowest up; `from` is the lowest score of the band. */
export const BANDS = [
  { band: 1, from: 0 },
  { band: 2, from: 50 },
  { band: 3, from: 70 },
  { band: 4, from: 85 },
] as const
export type Band = (typeof BANDS)[number]['band']
export type DescribedCriterion = Exclude<Criterion, 'attendance'>
/** The office's own words for a band, where it has any. */
export type Rubric = Partial<Record<DescribedCriterion, Partial<Record<Band, string>>>>

export function bandOf(score: number): Band {
  return BANDS.findLast(({ from }) => score >= from)?.band ?? 1
}

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
export type PlanProblem = 'weights' | 'deadline-before-opening' | 'opens-before-quarter'

/** Days after the quarter's end until which appraisals are due, unless the officer says otherwise. */
const DAYS_AFTER_END = 10
/** Days before the quarter's end on which it opens. */
const DAYS_BEFORE_END = 20

export const suggestedPlan = (quarter: Quarter): Plan => ({
  opensOn: addDays(lastDayOf(quarter), -DAYS_BEFORE_END),
  deadline: addDays(lastDayOf(quarter), DAYS_AFTER_END),
  weights: DEFAULT_WEIGHTS,
  publishing: 'officer',
})

/** A newcomer is somebody who started in the quarter's last month: too little to appraise. */
export function newcomersFrom(quarter: Quarter): OfficeDay {
  const last = lastDayOf(quarter)
  return `${last.slice(0, 7)}-01` as OfficeDay
}

export function problemWith(quarter: Quarter, { opensOn, deadline, weights }: Plan): PlanProblem | null {
  const values = Object.values(weights)
  if (values.some(value => !Number.isInteger(value) || value < 0)) return 'weights'
  if (values.reduce((sum, value) => sum + value, 0) !== 100) return 'weights'
  if (opensOn < firstDayOf(quarter)) return 'opens-before-quarter'
  return deadline < opensOn ? 'deadline-before-opening' : null
}
