import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { TargetProgress as Row } from '../../../platform/generated/client.ts'
import type { ReportState } from './rules.ts'

export type Progress = Omit<Row, 'state'> & { state: ReportState }
const typed = (row: Row): Progress => row as Progress

export async function progressById(tx: Tx, id: string): Promise<Progress | null> {
  const row = await tx.targetProgress.findUnique({ where: { id } })
  return row && typed(row)
}

export async function progressOfRequest(tx: Tx, requestKey: string): Promise<Progress | null> {
  const row = await tx.targetProgress.findUnique({ where: { requestKey } })
  return row && typed(row)
}

export async function addProgress(
  tx: Tx,
  row: Omit<Progress, 'state' | 'decidedById' | 'decidedAt' | 'reason'>,
): Promise<void> {
  await tx.targetProgress.create({ data: { ...row, state: 'reported' } })
}

export async function decideProgress(
  tx: Tx,
  id: string,
  data: Pick<Progress, 'state' | 'decidedById' | 'decidedAt' | 'reason'>,
): Promise<void> {
  await tx.targetProgress.update({ where: { id }, data })
}

/** Reports on a target, the latest first. */
export async function progressOn(tx: Tx, targetId: string, take: number): Promise<Progress[]> {
  const rows = await tx.targetProgress.findMany({
    where: { targetId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  })
  return rows.map(typed)
}

/** The last report with one of these states. */
export async function lastValue(
  tx: Tx,
  targetId: string,
  states: readonly ReportState[],
): Promise<number | null> {
  const row = await tx.targetProgress.findFirst({
    where: { targetId, state: { in: [...states] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { value: true },
  })
  return row?.value ?? null
}

export async function countReported(tx: Tx, personId: string, quarter: Quarter): Promise<number> {
  return tx.targetProgress.count({
    where: { state: 'reported', target: { personId, quarter, state: 'agreed' } },
  })
}

export async function supersede(tx: Tx, targetId: string): Promise<void> {
  await tx.targetProgress.updateMany({
    where: { targetId, state: 'reported' },
    data: { state: 'superseded' },
  })
}
