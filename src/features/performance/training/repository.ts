/** The catalogue: trainings, what people need, and what they thought of it. Places are in store-places.ts. */

import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Criterion } from '../../../domain/criteria.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Training as Row } from '../../../platform/generated/client.ts'
import type { Topic } from './rules.ts'

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
export async function addTraining(tx: Tx, training: NewTraining): Promise<void> {
  await tx.training.create({ data: { ...training, version: 0 } })
}

export async function changeTraining(tx: Tx, id: string, data: Partial<Row>): Promise<void> {
  await tx.training.update({ where: { id }, data })
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

export async function parentsOfUnits(tx: Tx): Promise<Map<string, string | null>> {
  const rows = await tx.unit.findMany({ select: { id: true, parentId: true } })
  return new Map(rows.map(({ id, parentId }) => [id, parentId]))
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

export async function candidate(tx: Tx, id: string) {
  return tx.person.findUnique({
    where: { id },
    select: { id: true, name: true, position: true, unitId: true, status: true, leftOn: true },
  })
}

export interface Need {
  /** What it came from, for good: `appraisal:<id>`. A key is noted once. */
  key: string
  personId: string
  criterion: Criterion
  source: 'appraisal' | 'check-in'
}
export async function addNeed(tx: Tx, need: Need, createdAt: Date): Promise<void> {
  const { unitId } = await tx.person.findUniqueOrThrow({
    where: { id: need.personId },
    select: { unitId: true },
  })
  const { personId, criterion, source, key } = need
  const data = { personId, criterion, source, unitId, createdAt }
  // An appraisal that is corrected may name another criterion.
  await tx.trainingNeed.upsert({ where: { key }, create: { key, ...data }, update: data })
}

export async function removeNeed(tx: Tx, key: string): Promise<void> {
  await tx.trainingNeed.deleteMany({ where: { key } })
}

/** Those among them who need help with this criterion. */
export async function inNeed(tx: Tx, ids: readonly string[], criterion: Criterion, since: Date) {
  const rows = await tx.trainingNeed.findMany({
    where: { personId: { in: [...ids] }, criterion, createdAt: { gte: since } },
    select: { personId: true },
    distinct: ['personId'],
  })
  return new Set(rows.map(({ personId }) => personId))
}

export interface Demand {
  unitId: string
  criterion: Criterion
  people: number
}
/** How many people of each unit need help with each criterion. */
export async function demand(tx: Tx, since: Date): Promise<Demand[]> {
  const rows = await tx.trainingNeed.groupBy({
    by: ['unitId', 'criterion', 'personId'],
    where: { createdAt: { gte: since } },
  })
  const counts = new Map<string, Demand>()
  for (const { unitId, criterion } of rows) {
    const key = `${unitId} ${criterion}`
    const known = counts.get(key) ?? { unitId, criterion: criterion as Criterion, people: 0 }
    counts.set(key, { ...known, people: known.people + 1 })
  }
  return [...counts.values()]
}

export interface Opinion {
  useful: number
  trainer: number
  organised: number
  applied: string | null
}
export async function addOpinion(tx: Tx, row: Opinion & { id: string; trainingId: string }): Promise<void> {
  await tx.trainingEvaluation.create({ data: row })
}

/** In the order of what was said, not of who said it when. */
export async function opinions(tx: Tx, trainingId: string): Promise<Opinion[]> {
  return tx.trainingEvaluation.findMany({
    where: { trainingId },
    select: { useful: true, trainer: true, organised: true, applied: true },
    orderBy: [{ applied: 'asc' }, { useful: 'asc' }],
  })
}
