import { z } from 'zod'
import type { Tx } from '../../../platform/database/database.ts'
import { readSetting, writeSetting } from '../../../platform/database/settings.ts'
import { GENESIS, type Head, printedHead, readHead, type Sealed } from './rules.ts'

/** The last seal is kept a second time: a chain alone does not show that its end was cut off. */
const HEAD = 'audit.head'
const BASE = 'audit.base'

export async function lastSeal(tx: Tx): Promise<Head> {
  const last = await tx.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true, hash: true } })
  return last ?? (await base(tx))
}

/** What the first entry that is still kept stands on: the seal of the last one that was let go of. */
export async function base(tx: Tx): Promise<Head> {
  return readHead((await readSetting(tx, BASE, z.string())) ?? '') ?? GENESIS
}

/** Removes the oldest entries, up to the first that is not older. @returns how many went */
export async function removeBefore(tx: Tx, before: Date): Promise<number> {
  const kept = await tx.auditEntry.findFirst({ where: { at: { gte: before } }, orderBy: { seq: 'asc' } })
  const last = await tx.auditEntry.findFirst({
    where: { at: { lt: before }, ...(kept && { seq: { lt: kept.seq } }) },
    orderBy: { seq: 'desc' },
  })
  if (!last) return 0
  await writeSetting(tx, BASE, printedHead(last))
  return (await tx.auditEntry.deleteMany({ where: { seq: { lte: last.seq } } })).count
}

export async function append(tx: Tx, entries: readonly Sealed[]): Promise<void> {
  const last = entries.at(-1)
  if (!last) return
  await tx.auditEntry.createMany({
    data: entries.map(entry => ({ ...entry, detail: entry.detail as object })),
  })
  await writeSetting(tx, HEAD, printedHead(last))
}

/** The last seal as it was noted beside the log; null before the first entry. */
export async function notedHead(tx: Tx): Promise<Head | null> {
  return readHead((await readSetting(tx, HEAD, z.string())) ?? '')
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
