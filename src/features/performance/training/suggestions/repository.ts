/** Who needs help with which criterion: noted by appraisals and check-ins, counted for officers. */
import type { Criterion } from '../../../../domain/criteria.ts'
import type { Tx } from '../../../../platform/database/database.ts'

export interface Need {
  /** What it came from, for good: `appraisal:<id>`. A key is noted once. */
  key: string
  personId: string
  criterion: Criterion
  source: 'appraisal' | 'check-in'
}

/** @param unitId the person's unit at that time */
export async function saveNeed(
  tx: Tx,
  { key, personId, criterion, source }: Need,
  at: { unitId: string; createdAt: Date },
): Promise<void> {
  const data = {
    personId,
    criterion,
    source,
    unitId: at.unitId,
    createdAt: at.createdAt,
  }
  // An appraisal that is corrected may name another criterion.
  await tx.trainingNeed.upsert({ where: { key }, create: { key, ...data }, update: data })
}

export async function removeNeed(tx: Tx, key: string): Promise<void> {
  await tx.trainingNeed.deleteMany({ where: { key } })
}

/** Those among them who need help with this criterion. */
export async function inNeed(
  tx: Tx,
  ids: readonly string[],
  criterion: Criterion,
  since: Date,
): Promise<ReadonlySet<string>> {
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
    const people = (counts.get(key)?.people ?? 0) + 1
    counts.set(key, { unitId, criterion, people })
  }
  return [...counts.values()]
}
