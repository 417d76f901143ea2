import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import { CRITERIA, type Criterion, type Scores, type Weights } from '../../../domain/criteria.ts'
import type { Rating } from '../../../domain/ratings.ts'

/** One line of the open formula: score × weight = what it adds. */
export interface Part {
  criterion: Criterion
  score: number
  weight: number
  adds: number
}

const hundredths = (value: number) => Math.round(value * 100) / 100

/** The criteria score by its open formula: each score times its weight, added up. Says nothing of the predicate. */
export function criteriaScore(scores: Scores, weights: Weights): { total: number; parts: Part[] } {
  const parts = CRITERIA.map(criterion => ({
    criterion,
    score: scores[criterion],
    weight: weights[criterion],
    adds: hundredths((scores[criterion] * weights[criterion]) / 100),
  }))
  const sum = CRITERIA.reduce((total, criterion) => total + scores[criterion] * weights[criterion], 0)
  return { total: hundredths(sum / 100), parts }
}

/** From here on a target counts as reached, and below here as clearly missed (per cent; the office's own lines). */
const REACHED = 100
const MISSED = 80

/** Targets reached and yet rated below, or clearly missed and yet rated above: it asks for a reason. */
export function contradicts(results: Rating, achievement: number | null): boolean {
  if (achievement === null) return false
  return (results === 'below' && achievement >= REACHED) || (results === 'above' && achievement < MISSED)
}

/** What an appraiser says in the form. */
export interface Said {
  /** Entered by hand, or in place of the computed one; undefined: the computed one stands. */
  attendance?: number | undefined
  attendanceReason?: string | undefined
  quality: number
  initiative: number
  results: Rating
  behaviour: Rating
  explanation?: string | undefined
  good: string
  improve: string
  nextStep: string
  nextStepOn: OfficeDay
  training?: string | undefined
  /** Why a version that was sent is corrected. */
  reason?: string | undefined
}

/** What Rekan knows besides: computed attendance and reached targets, each null where it is not known. */
export interface Known {
  attendance: number | null
  achievement: number | null
  today: OfficeDay
}

export type Problem = 'attendance' | 'attendance-reason' | 'explanation' | 'next-step-past'
/** @returns what is missing or contradicts itself, with the field it is told at */
export function problemsWith(
  said: Said,
  { attendance, achievement, today }: Known,
): { field: string; problem: Problem }[] {
  const problems: { field: string; problem: Problem }[] = []
  if (attendance === null && said.attendance === undefined)
    problems.push({ field: 'attendance', problem: 'attendance' })
  if (isCorrected(said.attendance, attendance) && !said.attendanceReason)
    problems.push({ field: 'attendanceReason', problem: 'attendance-reason' })
  if (contradicts(said.results, achievement) && !said.explanation)
    problems.push({ field: 'explanation', problem: 'explanation' })
  if (said.nextStepOn < today) problems.push({ field: 'nextStepOn', problem: 'next-step-past' })
  return problems
}

/** Another figure than the computed one. */
export const isCorrected = (entered: number | undefined, computed: number | null) =>
  entered !== undefined && computed !== null && entered !== computed
