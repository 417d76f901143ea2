import type { Tx } from '../../platform/db.ts'
import { GENESIS, type Sealed } from './rules.ts'

export async function lastSeal(tx: Tx): Promise<{ seq: bigint; hash: string }> {
  const last = await tx.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true, hash: true } })
  return last ?? { seq: 0n, hash: GENESIS }
}

export async function append(tx: Tx, entry: Sealed): Promise<void> {
  await tx.auditEntry.create({ data: { ...entry, detail: entry.detail as object } })
}

/** The entries after `seq`, in order, at most `limit`. */
export async function after(tx: Tx, seq: bigint, limit: number): Promise<Sealed[]> {
  const rows = await tx.auditEntry.findMany({
    where: { seq: { gt: seq } },
    orderBy: { seq: 'asc' },
    take: limit,
  })
  return rows.map(row => ({ ...row, detail: row.detail as Record<string, unknown> }))
}
