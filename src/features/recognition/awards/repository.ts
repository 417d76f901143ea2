import { text } from '../../../chat/i18n/words.ts'
import { Refusal } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Prisma, Award as Row } from '../../../platform/generated/client.ts'
import type { ForWhom, State } from './rules.ts'

/** One award, with what stands on its certificate as it was when it was nominated and approved. */
export type Award = Omit<Row, 'quarter' | 'state' | 'requestKey'> & { quarter: Quarter; state: State }

const toAward = ({ requestKey: _, ...row }: Row): Award => ({
  ...row,
  quarter: row.quarter as Quarter,
  state: row.state as State,
})

export async function awardById(tx: Tx, id: string): Promise<Award | null> {
  const row = await tx.award.findUnique({ where: { id } })
  return row && toAward(row)
}

/** @throws Refusal for an id that is no award's */
export async function mustFindAward(tx: Tx, id: string): Promise<Award> {
  const found = await awardById(tx, id)
  if (!found) throw new Refusal(text('chat:refused.button'))
  return found
}

export async function awardOfCode(tx: Tx, code: string): Promise<Award | null> {
  const row = await tx.award.findUnique({ where: { code } })
  return row && toAward(row)
}

export async function awardOfRequest(tx: Tx, requestKey: string): Promise<Award | null> {
  const row = await tx.award.findUnique({ where: { requestKey } })
  return row && toAward(row)
}

export type Fresh = Pick<
  Row,
  | 'id'
  | 'requestKey'
  | 'kindId'
  | 'quarter'
  | 'personId'
  | 'unitId'
  | 'title'
  | 'name'
  | 'position'
  | 'unitName'
  | 'reason'
  | 'nominatedById'
  | 'nominatedAt'
>
export async function addAward(tx: Tx, row: Fresh): Promise<void> {
  await tx.award.create({ data: { ...row, state: 'nominated' } })
}

export async function changeAward(
  tx: Tx,
  id: string,
  data: Partial<Omit<Row, 'id' | 'requestKey' | 'kindId' | 'quarter'>> & { state?: State },
): Promise<void> {
  await tx.award.update({ where: { id }, data })
}

/** Whether this recipient has a nomination for this kind and quarter, waiting or approved. */
export async function alreadyNominated(
  tx: Tx,
  { kindId, quarter, personId, unitId }: Pick<Award, 'kindId' | 'quarter' | 'personId' | 'unitId'>,
): Promise<boolean> {
  const whose = personId === null ? { personId: null, unitId } : { personId }
  const found = await tx.award.count({
    where: { kindId, quarter, ...whose, state: { in: ['nominated', 'approved'] } },
  })
  return found > 0
}

/** Ids of those (people or units) who got this kind in a quarter from `since` up to before `quarter`. */
export async function winnersSince(
  tx: Tx,
  { kindId, since, quarter, forWhom }: { kindId: string; since: Quarter; quarter: Quarter; forWhom: ForWhom },
): Promise<Set<string>> {
  const rows = await tx.award.findMany({
    where: { kindId, state: 'approved', quarter: { gte: since, lt: quarter } },
    select: { personId: true, unitId: true },
  })
  return new Set(
    rows.flatMap(({ personId, unitId }) => {
      if (forWhom === 'unit') return personId === null ? [unitId] : []
      return personId === null ? [] : [personId]
    }),
  )
}

/** The next number of a year. Asked under the lock of that year, it leaves no gap. */
export async function nextNumber(tx: Tx, year: number): Promise<number> {
  const { _max } = await tx.award.aggregate({ where: { year }, _max: { number: true } })
  return (_max.number ?? 0) + 1
}

/** Approved and due to be told to the groups. */
export async function toAnnounce(tx: Tx, now: Date, limit: number): Promise<Award[]> {
  const rows = await tx.award.findMany({
    where: { state: 'approved', announcedAt: null, announceAt: { lte: now } },
    orderBy: { announceAt: 'asc' },
    take: limit,
  })
  return rows.map(toAward)
}

export interface Page {
  skip: number
  take: number
}
const page = async (tx: Tx, where: Prisma.AwardWhereInput, span: Page) => {
  const rows = await tx.award.findMany({ where, orderBy: [{ decidedAt: 'desc' }, { id: 'asc' }], ...span })
  return rows.map(toAward)
}

/** What the office was told of in a year, newest first. */
export const announcedIn = (tx: Tx, year: number, span: Page) =>
  page(tx, { year, state: 'approved', announcedAt: { not: null } }, span)

/** A person's own, and those of their unit. */
export const ownAwards = (tx: Tx, { personId, unitId }: { personId: string; unitId: string }, span: Page) =>
  page(
    tx,
    {
      state: { in: ['approved', 'withdrawn'] },
      code: { not: null },
      OR: [{ personId }, { personId: null, unitId }],
    },
    span,
  )

/** Everything of a quarter, for the officer. */
export const awardsOf = (tx: Tx, quarter: Quarter, span: Page) => page(tx, { quarter }, span)

/** What waits for the leader, the oldest first. */
export async function waiting(tx: Tx, span: Page): Promise<Award[]> {
  const rows = await tx.award.findMany({
    where: { state: 'nominated' },
    orderBy: [{ nominatedAt: 'asc' }, { id: 'asc' }],
    ...span,
  })
  return rows.map(toAward)
}
