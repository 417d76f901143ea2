/** The outbox as its workers see it: what is taken, what is on the wire, what has come of it. */
import type { Tx } from '../../platform/db.ts'
import { CLAIM_SECONDS } from './rules.ts'
import type { Delivery } from './store.ts'

const deathLine = (now: Date) => new Date(now.getTime() - CLAIM_SECONDS * 1000)

/**
 * Takes of these what is due and nobody else has, all at once. What a dead process had only claimed is as good as
 * new; what it was sending counts as a lost answer. Every column by its name: the plan is kept, and tables grow.
 */
export async function claim(tx: Tx, ids: readonly string[], now: Date): Promise<Delivery[]> {
  return tx.$queryRaw<Delivery[]>`
    WITH due AS (
      SELECT "id", "state" AS "before" FROM "Delivery"
      WHERE "id" = ANY (${[...ids]}::text[]) AND "dueAt" <= ${now}
        AND ("state" = 'queued' OR ("state" IN ('claimed', 'sending') AND "claimedAt" < ${deathLine(now)}))
      ORDER BY "id" FOR UPDATE SKIP LOCKED
    )
    UPDATE "Delivery" d SET "state" = 'claimed', "claimedAt" = ${now},
      "attempts" = d."attempts" + (due."before" <> 'claimed')::int,
      "uncertain" = d."uncertain" + (due."before" = 'sending')::int
    FROM due WHERE d."id" = due."id"
    RETURNING d."id", d."key", d."personId", d."groupId", d."notice", d."args", d."timing", d."state", d."dueAt",
      d."attempts", d."uncertain", d."claimedAt", d."channel", d."address", d."messageId", d."problem",
      d."createdAt", d."finishedAt", d."staleAt", d."refreshedAt"`
}

/** From here on it may be on the wire. @returns ids of those that were still ours */
export async function setSending(
  tx: Tx,
  claims: readonly Pick<Delivery, 'id' | 'claimedAt'>[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Delivery" d SET "state" = 'sending'
    FROM jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) AS c("id" text, "claimedAt" timestamptz)
    WHERE d."id" = c."id" AND d."claimedAt" = c."claimedAt" AND d."state" IN ('claimed', 'sending')
    RETURNING d."id"`
  return new Set(rows.map(({ id }) => id))
}

/** How a message ended. */
export interface Ending {
  id: string
  state: 'sent' | 'failed' | 'unreachable' | 'moot'
  uncertain: number
  finishedAt: Date
  channel?: string
  address?: string
  messageId?: string
  problem?: string
}

export async function finishAll(tx: Tx, endings: readonly Ending[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Delivery" d SET "state" = e."state", "uncertain" = e."uncertain", "finishedAt" = e."finishedAt",
      "channel" = e."channel", "address" = e."address", "messageId" = e."messageId", "problem" = e."problem"
    FROM jsonb_to_recordset(${JSON.stringify(endings)}::jsonb) AS e("id" text, "state" text, "uncertain" int,
      "finishedAt" timestamptz, "channel" text, "address" text, "messageId" text, "problem" text)
    WHERE d."id" = e."id"`
}

/** Puts one back, for later. */
export async function putBack(
  tx: Tx,
  { id, attempts, uncertain }: Pick<Delivery, 'id' | 'attempts' | 'uncertain'>,
  dueAt: Date,
): Promise<void> {
  await tx.delivery.update({ where: { id }, data: { state: 'queued', attempts, uncertain, dueAt } })
}

/** Due and not under way: their wake-up was deferred or lost. */
export async function overdue(tx: Tx, now: Date, limit: number): Promise<string[]> {
  const rows = await tx.delivery.findMany({
    where: {
      OR: [
        { state: 'queued', dueAt: { lte: now } },
        { state: { in: ['claimed', 'sending'] }, claimedAt: { lt: deathLine(now) } },
      ],
    },
    orderBy: { dueAt: 'asc' },
    take: limit,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
