/** Trainings elsewhere: recorded by whoever was there, counted once the officer has seen the certificate. */
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { OutsideTraining as Row } from '../../../../platform/generated/client.ts'
import type { OutsideState } from '../rules.ts'

export type Outside = Omit<Row, 'state' | 'endedOn'> & { state: OutsideState; endedOn: OfficeDay }
const typed = (row: Row): Outside => row as Outside

export async function outsideById(tx: Tx, id: string): Promise<Outside | null> {
  const row = await tx.outsideTraining.findUnique({ where: { id } })
  return row && typed(row)
}

export async function outsideOfRequest(tx: Tx, requestKey: string): Promise<Outside | null> {
  const row = await tx.outsideTraining.findUnique({ where: { requestKey } })
  return row && typed(row)
}

export async function addOutside(
  tx: Tx,
  row: Omit<Outside, 'state' | 'reason' | 'decidedById' | 'decidedAt'>,
): Promise<Outside> {
  return typed(await tx.outsideTraining.create({ data: { ...row, state: 'reported' } }))
}

export async function decideOutside(
  tx: Tx,
  id: string,
  data: Pick<Outside, 'state' | 'reason' | 'decidedById' | 'decidedAt'>,
): Promise<Outside> {
  return typed(await tx.outsideTraining.update({ where: { id }, data }))
}

/** One's own, the latest first. */
export async function outsideOf(tx: Tx, personId: string, take: number): Promise<Outside[]> {
  const rows = await tx.outsideTraining.findMany({
    where: { personId },
    orderBy: [{ endedOn: 'desc' }, { id: 'asc' }],
    take,
  })
  return rows.map(typed)
}

/** What waits for an officer, the oldest first. */
export async function outsideWaiting(
  tx: Tx,
  { skip, take }: { skip: number; take: number },
): Promise<(Outside & { name: string })[]> {
  const rows = await tx.outsideTraining.findMany({
    where: { state: 'reported', person: { leftOn: null } },
    include: { person: { select: { name: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    skip,
    take,
  })
  return rows.map(({ person, ...row }) => ({ ...typed(row), name: person.name }))
}

/** JP that were confirmed, of trainings that ended between these days (both counted). */
export async function outsideHours(
  tx: Tx,
  personId: string,
  from: OfficeDay,
  until: OfficeDay,
): Promise<number> {
  const { _sum } = await tx.outsideTraining.aggregate({
    where: { personId, state: 'confirmed', endedOn: { gte: from, lte: until } },
    _sum: { hours: true },
  })
  return _sum.hours ?? 0
}
