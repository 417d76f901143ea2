/** Reports of kudos. */
import type { Tx } from '../../../../platform/database/database.ts'

export interface Report {
  id: string
  kudosId: string
  reporterId: string
  reason: string
  resolvedAt: Date | null
}

/** @returns false when this person reported it before */
export async function addReport(
  tx: Tx,
  row: { id: string; kudosId: string; reporterId: string; reason: string; createdAt: Date },
): Promise<boolean> {
  const { count } = await tx.kudosReport.createMany({ data: [row], skipDuplicates: true })
  return count === 1
}

/** @param notOf whose own matters are left out */
export async function oldestReport(tx: Tx, notOf: string | null): Promise<Report | null> {
  const others = notOf && { giverId: { not: notOf }, receivers: { none: { personId: notOf } } }
  return tx.kudosReport.findFirst({
    where: { resolvedAt: null, ...(others && { kudos: others }) },
    orderBy: { createdAt: 'asc' },
  })
}

export async function reportById(tx: Tx, id: string): Promise<Report | null> {
  return tx.kudosReport.findUnique({ where: { id } })
}

export async function hide(
  tx: Tx,
  { id, by, reason, at }: { id: string; by: string; reason: string; at: Date },
): Promise<void> {
  await tx.kudos.update({ where: { id }, data: { hiddenAt: at, hiddenById: by, hiddenReason: reason } })
}
