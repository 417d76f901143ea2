import { instantAt, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import { firstDayOf, lastDayOf, type Quarter } from '../../../domain/calendar/quarter.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'

/** Aspects of an indicator in the SKP form (PermenPANRB 6/2022). */
export const ASPECTS = ['quantity', 'quality', 'time', 'cost'] as const
export type Aspect = (typeof ASPECTS)[number]
/** `lower`: fewer is better, such as complaints. `yesno`: done or not. */
export const DIRECTIONS = ['higher', 'lower', 'yesno'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** What is agreed about a target. */
export interface Terms {
  result: string
  indicator: string
  aspect: Aspect | null
  /** Of measure: berkas, hari, %. */
  unit: string
  direction: Direction
  value: number
  /** Per cent. */
  weight: number
}
export type Side = 'employee' | 'appraiser'
export const otherSide = (side: Side): Side => (side === 'employee' ? 'appraiser' : 'employee')
export type State = 'proposed' | 'agreed' | 'dropped'
export type ProposalState = 'open' | 'agreed' | 'declined' | 'withdrawn'
/** A later report takes the place of one that nobody has looked at. */
export type ReportState = 'reported' | 'confirmed' | 'asked-back' | 'superseded'

export const WHOLE = 100
/** What one target can bring at most (per cent): much of one thing does not make up for none of another. */
export const CAP = 120
export const MAX_VALUE = 1_000_000_000
/** A person has at most so many targets a quarter. */
export const MAX_TARGETS = 20

type Measured = Pick<Terms, 'direction' | 'value'>

/** Nothing reported is not reached, also where fewer is better. */
export function isReached({ direction, value }: Measured, reached: number | null): boolean {
  if (reached === null) return false
  if (direction === 'yesno') return reached >= 1
  return direction === 'lower' ? reached <= value : reached >= value
}

/**
 * How far one target is reached, in per cent from 0 to {@link CAP}.
 * Higher is better: reached / target. Lower is better: target / reached. Yes or no: 100 or 0.
 */
export function percentOf(target: Measured, reached: number | null): number {
  if (reached === null) return 0
  const { direction, value } = target
  if (direction === 'yesno') return reached >= 1 ? WHOLE : 0
  if (value <= 0) return isReached(target, reached) ? WHOLE : 0
  if (direction === 'lower' && reached <= 0) return CAP
  const ratio = direction === 'lower' ? value / reached : reached / value
  return Math.min(CAP, Math.max(0, ratio * WHOLE))
}

interface Weighed extends Measured {
  weight: number
  confirmedValue: number | null
}
export interface Achievement {
  /** Weighted mean over the agreed targets, whole per cent. */
  percent: number
  reached: number
  targets: number
  /** Every agreed target is reached and together they weigh 100. */
  allReached: boolean
}
/** Over the agreed targets and what was confirmed of them; `null` without any. */
export function achievement(targets: readonly Weighed[]): Achievement | null {
  const weight = sum(targets.map(one => one.weight))
  if (targets.length === 0 || weight === 0) return null
  const percent = sum(targets.map(one => one.weight * percentOf(one, one.confirmedValue))) / weight
  const reached = targets.filter(one => isReached(one, one.confirmedValue)).length
  const allReached = weight === WHOLE && reached === targets.length
  return { percent: Math.round(percent), reached, targets: targets.length, allReached }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/** Share of the quarter's working days that have passed by the end of a day, from 0 to 1. */
export function passedShare(quarter: Quarter, today: OfficeDay, calendar: WorkCalendar): number {
  const [first, last] = [firstDayOf(quarter), lastDayOf(quarter)]
  if (today < first) return 0
  if (today >= last) return 1
  return calendar.workingDays(first, today) / Math.max(1, calendar.workingDays(first, last))
}

/** What would be reached by today at an even pace; `null` where there is no pace (lower is better, yes or no). */
export function expectedBy({ direction, value }: Measured, share: number): number | null {
  return direction === 'higher' ? Math.round(value * share * 10) / 10 : null
}

const CELLS = 10
/** ▓▓▓▓▓▓░░░░ for 60 per cent; more than 100 is full. */
export function bar(percent: number): string {
  const full = Math.min(CELLS, Math.floor((percent / WHOLE) * CELLS))
  return '▓'.repeat(full) + '░'.repeat(CELLS - full)
}

/** A closed quarter is history; one without a cycle of its own is, once it is over. */
export function isLocked(stage: string | null, quarter: Quarter, thisQuarter: Quarter): boolean {
  if (stage === null) return quarter < thisQuarter
  return stage === 'closed' || stage === 'published'
}

export type TermsProblem = 'weight' | 'value'
export function problemWith({ weight, value, direction }: Terms): TermsProblem | null {
  if (!Number.isInteger(weight) || weight < 1 || weight > WHOLE) return 'weight'
  return direction === 'yesno' || (value >= 0 && value <= MAX_VALUE) ? null : 'value'
}

/** The last week of a month, in which those who reported nothing are reminded. */
export function isLastWeek(today: OfficeDay): boolean {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number)
  return day > new Date(Date.UTC(year, month, 0)).getUTCDate() - 7
}

/** The first instant of the day's month, in the office's zone (an IANA name). */
export const monthStart = (today: OfficeDay, zone: string): Date =>
  instantAt(`${today.slice(0, 7)}-01` as OfficeDay, '00:00', zone)

/** What is agreed, without what else a row holds. */
export const termsOf = ({ result, indicator, aspect, unit, direction, value, weight }: Terms): Terms => ({
  result,
  indicator,
  aspect,
  unit,
  direction,
  value,
  weight,
})

/** What the agreed targets weigh together, in per cent. */
export const weightOf = (targets: readonly { state: State; weight: number }[]): number =>
  sum(targets.filter(one => one.state === 'agreed').map(one => one.weight))

/** What the weights make once everything that is proposed is agreed. */
export function weightWith(
  targets: readonly { id: string; weight: number }[],
  open: readonly { targetId: string; kind: 'new' | 'change' | 'drop'; terms: Terms }[],
): number {
  const proposed = new Map(open.map(one => [one.targetId, one]))
  return sum(
    targets.map(({ id, weight }) => {
      const found = proposed.get(id)
      return found?.kind === 'drop' ? 0 : (found?.terms.weight ?? weight)
    }),
  )
}
