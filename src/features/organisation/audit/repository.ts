import { z } from 'zod'
import type { Database, Tx } from '../../../platform/database/database.ts'
import { readSetting, writeSetting } from '../../../platform/database/settings.ts'
import { GENESIS, type Head, printedHead, readHead, type Sealed } from './rules.ts'

/** The last seal is kept a second time: a chain alone does not show that its end was cut off. */
const HEAD = 'audit.head'
const BASE = 'audit.base'

/**
 * Waits until nobody else writes the log, and gives what the next entry stands on. The row that repeats the last seal
 * is the lock: under READ COMMITTED a row that was waited for is read as its holder left it, whereas a SELECT that
 * takes an advisory lock would still see the entries from before it waited. So lock and last seal are one statement.
 */
export async function lockedSeal(db: Database, tx: Tx): Promise<Head> {
  const noted = await lockNotedHead(tx)
  if (noted) return noted
  // Before the first entry, and in a log older than the note, there is no row to lock.
  await db.lock(tx, 'audit')
  return (await lockNotedHead(tx)) ?? (await lastEntry(tx)) ?? (await base(tx))
}

/**
 * After a wait, the note is newer than the last entry as this statement sees it. Only if somebody set the note back is
 * the entry further: it is what the next one has to stand on, or nothing could be written any more.
 */
async function lockNotedHead(tx: Tx): Promise<Head | null> {
  const [row] = await tx.$queryRaw<{ value: unknown; seq: bigint | null; hash: string | null }[]>`
    SELECT s."value", e."seq", e."hash" FROM "Setting" s
    LEFT JOIN LATERAL (SELECT "seq", "hash" FROM "AuditEntry" ORDER BY "seq" DESC LIMIT 1) e ON true
    WHERE s."key" = ${HEAD} FOR UPDATE OF s`
  if (!row) return null
  const noted = typeof row.value === 'string' ? readHead(row.value) : null
  const entry = row.seq !== null && row.hash !== null ? { seq: row.seq, hash: row.hash } : null
  return noted && entry && entry.seq > noted.seq ? entry : (noted ?? entry)
}

const lastEntry = (tx: Tx): Promise<Head | null> =>
  tx.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true, hash: true } })

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
  const rows = entries.map(entry => ({ ...entry, seq: entry.seq.toString() }))
  // One statement for entries and note: every writer waits for the one before, so round trips here hold up all.
  await tx.$executeRaw`
    WITH added AS (
      INSERT INTO "AuditEntry" ("seq", "at", "actorId", "action", "subject", "detail", "previous", "hash")
      SELECT r."seq", r."at", r."actorId", r."action", r."subject", r."detail", r."previous", r."hash"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("seq" bigint, "at" timestamptz, "actorId" text,
        "action" text, "subject" text, "detail" jsonb, "previous" text, "hash" text))
    INSERT INTO "Setting" ("key", "value") VALUES (${HEAD}, to_jsonb(${printedHead(last)}::text))
    ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"`
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
