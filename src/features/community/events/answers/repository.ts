/** What people answered, and what is left of an event afterwards. */
import type { FileRef } from '../../../../chat/model.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { EventAnswer as Row } from '../../../../platform/generated/client.ts'
import { CONCERNED, type State } from '../rules.ts'

export type Answer = Omit<Row, 'state'> & { state: State }
export type Counts = Record<State, number>

export async function answerOf(tx: Tx, eventId: string, personId: string): Promise<Answer | null> {
  return (await tx.eventAnswer.findUnique({
    where: { eventId_personId: { eventId, personId } },
  })) as Answer | null
}

export async function saveAnswer(
  tx: Tx,
  { eventId, personId, ...data }: Pick<Answer, 'eventId' | 'personId' | 'state' | 'turn' | 'at'>,
): Promise<Answer> {
  return (await tx.eventAnswer.upsert({
    where: { eventId_personId: { eventId, personId } },
    create: { eventId, personId, ...data, attended: false, rated: false },
    update: data,
  })) as Answer
}

export async function counts(tx: Tx, eventId: string): Promise<Counts> {
  const rows = await tx.eventAnswer.groupBy({ by: ['state'], where: { eventId }, _count: { _all: true } })
  const found = new Map(rows.map(({ state, _count }) => [state, _count._all]))
  const of = (state: State) => found.get(state) ?? 0
  return { yes: of('yes'), waiting: of('waiting'), maybe: of('maybe'), no: of('no') }
}

/** The first of the waiting list. */
export async function firstWaiting(tx: Tx, eventId: string, take: number): Promise<string[]> {
  const rows = await tx.eventAnswer.findMany({
    where: { eventId, state: 'waiting' },
    orderBy: { turn: 'asc' },
    take,
    select: { personId: true },
  })
  return rows.map(({ personId }) => personId)
}
export async function moveUp(tx: Tx, eventId: string, personIds: readonly string[]): Promise<void> {
  await tx.eventAnswer.updateMany({
    where: { eventId, personId: { in: [...personIds] } },
    data: { state: 'yes' },
  })
}
/** 1 is the first to move up. */
export const placeInLine = async (tx: Tx, { eventId, turn }: Answer): Promise<number> =>
  (await tx.eventAnswer.count({ where: { eventId, state: 'waiting', turn: { lt: turn } } })) + 1

/** Ids of those in one of these states; `before`: only who answered by then. */
export async function peopleIn(
  tx: Tx,
  eventId: string,
  states: readonly State[],
  before?: Date,
): Promise<string[]> {
  const rows = await tx.eventAnswer.findMany({
    where: { eventId, state: { in: [...states] }, ...(before && { at: { lt: before } }) },
    orderBy: { personId: 'asc' },
    select: { personId: true },
  })
  return rows.map(({ personId }) => personId)
}
/** People who came; where nobody was noted, those who said they would. */
export async function whoCame(tx: Tx, eventId: string): Promise<string[]> {
  const noted = await tx.eventAnswer.findMany({
    where: { eventId, attended: true },
    orderBy: { personId: 'asc' },
    select: { personId: true },
  })
  return noted.length > 0 ? noted.map(({ personId }) => personId) : peopleIn(tx, eventId, ['yes'])
}

/** Seats of people who have left the office. */
export async function leftBehind(tx: Tx, eventId: string): Promise<string[]> {
  const rows = await tx.eventAnswer.findMany({
    where: { eventId, state: { in: [...CONCERNED] }, person: { leftOn: { not: null } } },
    select: { personId: true },
  })
  return rows.map(({ personId }) => personId)
}
export async function setNo(tx: Tx, eventId: string, personIds: readonly string[], at: Date): Promise<void> {
  await tx.eventAnswer.updateMany({
    where: { eventId, personId: { in: [...personIds] } },
    data: { state: 'no', at },
  })
}

export interface OnList {
  personId: string
  name: string
  attended: boolean
}
/** A page of those who may have come, by name. */
export async function roll(
  tx: Tx,
  eventId: string,
  { skip, take }: { skip: number; take: number },
): Promise<OnList[]> {
  const rows = await tx.eventAnswer.findMany({
    where: { eventId, OR: [{ state: { in: [...CONCERNED] } }, { attended: true }] },
    orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }],
    include: { person: { select: { name: true } } },
    skip,
    take,
  })
  return rows.map(({ personId, attended, person }) => ({ personId, attended, name: person.name }))
}
export const attendedCount = (tx: Tx, eventId: string): Promise<number> =>
  tx.eventAnswer.count({ where: { eventId, attended: true } })
export async function setAttended(
  tx: Tx,
  eventId: string,
  personId: string,
  attended: boolean,
): Promise<void> {
  await tx.eventAnswer.update({ where: { eventId_personId: { eventId, personId } }, data: { attended } })
}

export interface Photo {
  id: string
  eventId: string
  byId: string
  file: FileRef
}
export async function addPhoto(tx: Tx, { file, ...row }: Photo & { createdAt: Date }): Promise<void> {
  await tx.eventPhoto.createMany({ data: [{ ...row, file: { ...file } }], skipDuplicates: true })
}
export async function photos(
  tx: Tx,
  eventId: string,
  { skip, take }: { skip: number; take: number },
): Promise<Photo[]> {
  const rows = await tx.eventPhoto.findMany({
    where: { eventId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    skip,
    take,
  })
  return rows as unknown as Photo[]
}
export async function photoById(tx: Tx, id: string): Promise<Photo | null> {
  return (await tx.eventPhoto.findUnique({ where: { id } })) as unknown as Photo | null
}
export const photoCount = (tx: Tx, eventId: string, byId?: string): Promise<number> =>
  tx.eventPhoto.count({ where: { eventId, ...(byId !== undefined && { byId }) } })
export async function dropPhoto(tx: Tx, { id, file }: Photo): Promise<void> {
  await tx.eventPhoto.deleteMany({ where: { id } })
  await tx.storedFile.deleteMany({ where: { id: file.id } })
}

/** @returns false when this person rated it before */
export async function markRated(tx: Tx, eventId: string, personId: string): Promise<boolean> {
  const { count } = await tx.eventAnswer.updateMany({
    where: { eventId, personId, rated: false },
    data: { rated: true },
  })
  return count === 1
}
export interface Rating {
  rating: number
  good: string | null
  better: string | null
}
export async function addRating(tx: Tx, row: Rating & { id: string; eventId: string }): Promise<void> {
  await tx.eventRating.create({ data: row })
}
/** In an order that tells nothing of who gave them when. */
export async function ratings(tx: Tx, eventId: string): Promise<Rating[]> {
  return tx.eventRating.findMany({
    where: { eventId },
    orderBy: [{ rating: 'desc' }, { good: 'asc' }, { better: 'asc' }],
    select: { rating: true, good: true, better: true },
  })
}

/** Deletes the answers to events that ended before `until`. @returns how many */
export async function forgetAnswers(tx: Tx, until: Date): Promise<number> {
  return (await tx.eventAnswer.deleteMany({ where: { event: { endsAt: { lt: until } } } })).count
}
