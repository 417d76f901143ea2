import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { OngoingFeedback as Row } from '../../../platform/generated/client.ts'
import type { Kind } from './rules.ts'

/** Situation, behaviour and impact (SBI). */
export interface Words {
  kind: Kind
  situation: string
  behaviour: string
  impact: string
}
export type Given = Omit<Row, 'requestKey' | 'kind'> & Words
export interface Request {
  id: string
  askerId: string
  topic: string
  targetId: string | null
  targetName: string | null
  untilDay: OfficeDay
  createdAt: Date
}
export type AskedState = 'asked' | 'given' | 'declined'

const toGiven = ({ requestKey: _, ...row }: Row): Given => ({ ...row, kind: row.kind as Kind })

export async function givenById(tx: Tx, id: string): Promise<Given | null> {
  const row = await tx.ongoingFeedback.findUnique({ where: { id } })
  return row && toGiven(row)
}
/** What somebody was given, or gave: the latest first. */
export async function givenPage(
  tx: Tx,
  whose: { receiverId: string } | { giverId: string },
  span: { skip: number; take: number },
): Promise<Given[]> {
  const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }]
  return (await tx.ongoingFeedback.findMany({ where: whose, orderBy, ...span })).map(toGiven)
}
export async function ofRequest(tx: Tx, requestKey: string): Promise<Given | null> {
  const row = await tx.ongoingFeedback.findUnique({ where: { requestKey } })
  return row && toGiven(row)
}
export async function addGiven(tx: Tx, given: Given, requestKey: string): Promise<void> {
  await tx.ongoingFeedback.create({ data: { ...given, requestKey } })
}

/** @returns false when this person has written in this round already */
export async function addVoice(tx: Tx, receiverId: string, giverId: string): Promise<boolean> {
  const { count } = await tx.anonymousVoice.createMany({
    data: [{ receiverId, giverId }],
    skipDuplicates: true,
  })
  return count > 0
}
export const hasVoice = async (tx: Tx, receiverId: string, giverId: string): Promise<boolean> =>
  (await tx.anonymousVoice.count({ where: { receiverId, giverId } })) > 0
export const voices = (tx: Tx, receiverId: string): Promise<number> =>
  tx.anonymousVoice.count({ where: { receiverId } })
export async function addAnonymous(tx: Tx, row: Words & { id: string; receiverId: string }): Promise<void> {
  await tx.anonymousWords.create({ data: { ...row, round: null, releasedOn: null } })
}

/** All that waits becomes one round, and who wrote is forgotten. @returns the round's number */
export async function release(tx: Tx, receiverId: string, day: OfficeDay): Promise<number> {
  const last = await tx.anonymousWords.aggregate({ where: { receiverId }, _max: { round: true } })
  const round = (last._max.round ?? 0) + 1
  await tx.anonymousWords.updateMany({ where: { receiverId, round: null }, data: { round, releasedOn: day } })
  await tx.anonymousVoice.deleteMany({ where: { receiverId } })
  return round
}
export interface Round {
  round: number
  day: OfficeDay
  count: number
}
/** What was released to somebody, the latest first. */
export async function roundsOf(tx: Tx, receiverId: string, span: { skip: number; take: number }) {
  const rows = await tx.anonymousWords.groupBy({
    by: ['round', 'releasedOn'],
    where: { receiverId, round: { not: null } },
    _count: { _all: true },
    orderBy: { round: 'desc' },
    ...span,
  })
  return rows.map(
    ({ round, releasedOn, _count }): Round => ({
      round: round ?? 0,
      day: (releasedOn ?? '') as OfficeDay,
      count: _count._all,
    }),
  )
}
/** In the order of the alphabet, which says nothing of when they came. */
export async function roundOf(tx: Tx, receiverId: string, round: number): Promise<Words[]> {
  const rows = await tx.anonymousWords.findMany({
    where: { receiverId, round },
    orderBy: { situation: 'asc' },
  })
  return rows.map(({ kind, situation, behaviour, impact }) => ({
    kind: kind as Kind,
    situation,
    behaviour,
    impact,
  }))
}

export async function addRequest(
  tx: Tx,
  request: Request,
  { asked, requestKey }: { asked: readonly string[]; requestKey: string },
): Promise<void> {
  await tx.feedbackRequest.create({ data: { ...request, requestKey } })
  const rows = asked.map(personId => ({ requestId: request.id, personId, state: 'asked' as const }))
  await tx.feedbackAsked.createMany({ data: rows })
}
export async function requestById(tx: Tx, id: string): Promise<Request | null> {
  const row = await tx.feedbackRequest.findUnique({ where: { id } })
  return row && { ...row, untilDay: row.untilDay as OfficeDay }
}
export async function requestOfKey(tx: Tx, requestKey: string): Promise<Request | null> {
  const row = await tx.feedbackRequest.findUnique({ where: { requestKey } })
  return row && { ...row, untilDay: row.untilDay as OfficeDay }
}
export async function askedState(tx: Tx, requestId: string, personId: string): Promise<AskedState | null> {
  const row = await tx.feedbackAsked.findUnique({ where: { requestId_personId: { requestId, personId } } })
  return (row?.state as AskedState | undefined) ?? null
}
/** @returns false when it was answered before */
export async function settle(
  tx: Tx,
  requestId: string,
  personId: string,
  state: AskedState,
): Promise<boolean> {
  const { count } = await tx.feedbackAsked.updateMany({
    where: { requestId, personId, state: 'asked' as const },
    data: { state },
  })
  return count > 0
}

/** Deletes feedback, and requests for it, made before. @returns how many rows */
export async function forgetBefore(
  tx: Tx,
  { day, instant }: { day: OfficeDay; instant: Date },
): Promise<number> {
  const old = { createdAt: { lt: instant } }
  const counts = [
    await tx.ongoingFeedback.deleteMany({ where: old }),
    // Words without a name have no time of their own, only a day.
    await tx.anonymousWords.deleteMany({ where: { releasedOn: { lt: day } } }),
    await tx.feedbackAsked.deleteMany({ where: { request: old } }),
    await tx.feedbackRequest.deleteMany({ where: old }),
  ]
  return counts.reduce((sum, { count }) => sum + count, 0)
}
