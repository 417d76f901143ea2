/** Trainings as officers plan them, and whom they are for. Who has a place in them: places/repository.ts. */

import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { Criterion } from '../../../../domain/criteria.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { Training as Row } from '../../../../platform/generated/client.ts'
import type { Topic } from '../rules.ts'

export type Training = Omit<Row, 'topic' | 'criterion' | 'deadline'> & {
  topic: Topic
  criterion: Criterion | null
  deadline: OfficeDay
}
/** What the officer decides about a training. */
export type Plan = Pick<
  Training,
  'title' | 'topic' | 'provider' | 'about' | 'hours' | 'startsAt' | 'endsAt' | 'place'
>
export type Terms = Pick<
  Training,
  'seats' | 'deadline' | 'unitIds' | 'positions' | 'criterion' | 'needsConsent' | 'trainerId'
>

const typed = (row: Row): Training => row as Training

export async function trainingById(tx: Tx, id: string): Promise<Training | null> {
  const row = await tx.training.findUnique({ where: { id } })
  return row && typed(row)
}

export async function trainingOfRequest(tx: Tx, requestKey: string): Promise<Training | null> {
  const row = await tx.training.findUnique({ where: { requestKey } })
  return row && typed(row)
}

export interface NewTraining extends Plan, Terms {
  id: string
  requestKey: string
  secret: string
  createdById: string | null
  createdAt: Date
}
export async function addTraining(tx: Tx, training: NewTraining): Promise<Training> {
  return typed(await tx.training.create({ data: { ...training, version: 0 } }))
}

/** @returns the training as it is now */
export async function changeTraining(tx: Tx, id: string, data: Partial<Row>): Promise<Training> {
  return typed(await tx.training.update({ where: { id }, data }))
}

/** Only what nobody was told of can be taken away without a trace. */
export async function dropUnpublished(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.training.deleteMany({ where: { id, publishedAt: null } })
  return count === 1
}

/** Published trainings that begin after `now`, in the order they begin. */
export async function upcoming(tx: Tx, now: Date, until?: Date): Promise<Training[]> {
  const rows = await tx.training.findMany({
    where: {
      publishedAt: { not: null },
      cancelledAt: null,
      startsAt: { gt: now, ...(until && { lte: until }) },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(typed)
}

/**
 * The same with the number of seats that are taken.
 * @param except without those this person has, or had, a part in
 */
export async function upcomingWithSeats(
  tx: Tx,
  now: Date,
  except?: string,
): Promise<{ training: Training; joined: number }[]> {
  const none = { personId: except ?? '', state: { in: [...PARTS] } }
  const rows = await tx.training.findMany({
    where: {
      publishedAt: { not: null },
      cancelledAt: null,
      startsAt: { gt: now },
      ...(except !== undefined && { places: { none } }),
    },
    include: { _count: { select: { places: { where: { state: 'joined' } } } } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ _count, ...row }) => ({ training: typed(row), joined: _count.places }))
}
/** Whoever gave a place back may be offered it again. */
const PARTS = ['asked', 'joined', 'waiting', 'declined'] as const

/** What an officer works with: everything that ended after `since`, the nearest first. */
export async function forDesk(
  tx: Tx,
  since: Date,
  { skip, take }: { skip: number; take: number },
): Promise<Training[]> {
  const rows = await tx.training.findMany({
    where: { endsAt: { gte: since }, cancelledAt: null },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    skip,
    take,
  })
  return rows.map(typed)
}

/** Published, and not yet told to everyone it is for. */
export async function toAnnounce(tx: Tx): Promise<Training[]> {
  const rows = await tx.training.findMany({
    where: { publishedAt: { not: null }, announcedAt: null, cancelledAt: null },
    orderBy: { id: 'asc' },
  })
  return rows.map(typed)
}

/** Ended before `until`, and who did not come has not been noted. */
export async function toClose(tx: Tx, until: Date): Promise<Training[]> {
  const rows = await tx.training.findMany({
    where: { publishedAt: { not: null }, closedAt: null, cancelledAt: null, endsAt: { lt: until } },
    orderBy: { id: 'asc' },
  })
  return rows.map(typed)
}

export interface Candidate {
  id: string
  position: string
  unitId: string
}
/** People in office after this id, in the order of ids: an announcement goes out page by page. */
export async function peopleAfter(tx: Tx, id: string | null, limit: number): Promise<Candidate[]> {
  return tx.person.findMany({
    where: { leftOn: null, ...(id !== null && { id: { gt: id } }) },
    select: { id: true, position: true, unitId: true },
    orderBy: { id: 'asc' },
    take: limit,
  })
}
