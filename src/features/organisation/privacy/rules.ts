/** One's own data: what a person may ask, how long an answer may take, and how long things are kept. */
import { addDays, type OfficeDay } from '../../../domain/calendar/office-day.ts'

export const REQUESTS = ['correction', 'deletion'] as const
export type RequestKind = (typeof REQUESTS)[number]
export const DECISIONS = ['done', 'partly', 'declined'] as const
export type Decision = (typeof DECISIONS)[number]

export const MIN_BODY = 20
export const MAX_BODY = 2000

const HOUR = 60 * 60 * 1000
/** Within 3 x 24 hours (UU 27/2022, articles 30 and 32): by the clock, not by working days. */
export const dueOf = (createdAt: Date): Date => new Date(createdAt.getTime() + 3 * 24 * HOUR)

export interface Request {
  id: string
  personId: string
  kind: RequestKind
  body: string
  createdAt: Date
  dueAt: Date
  answered: { decision: Decision; answer: string; byId: string; at: Date } | null
}
export type Urgency = 'open' | 'soon' | 'late'
/** How pressing an unanswered request is. */
export function urgencyOf({ dueAt }: Pick<Request, 'dueAt'>, now: Date): Urgency {
  if (now >= dueAt) return 'late'
  return now.getTime() > dueAt.getTime() - 24 * HOUR ? 'soon' : 'open'
}

/** How long each kind of thing is kept, in years; a setting of the office may say otherwise (product.md). */
export const PERIODS = {
  feedback: 2,
  objection: 5,
  kudos: 2,
  rsvp: 1,
  conversation: 1,
  request: 5,
  audit: 5,
} as const
export type Kept = keyof typeof PERIODS
export type Periods = Record<Kept, number>

/** The first day that is still kept: what ended before it goes. */
export function keptFrom(today: OfficeDay, years: number): OfficeDay {
  const [year = '', ...rest] = today.split('-')
  const day = [String(Number(year) - years), ...rest].join('-') as OfficeDay
  // 29 February of a year that has none.
  return addDays(addDays(day, -1), 1)
}
