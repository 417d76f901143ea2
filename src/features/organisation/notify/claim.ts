/**
 * The outbox as its workers see it: what is taken, what is on the wire, what has come of it. A statement that changes
 * several rows locks them in the order of their ids first, as `holdSent` does: else two of them could wait for each other.
 */
import type { Tx } from '../../../platform/database/database.ts'
import type { Delivery } from './repository.ts'
import { CLAIM_SECONDS } from './rules.ts'

const longAgo = (now: Date) => new Date(now.getTime() - CLAIM_SECONDS * 1000)

/** What a claim is known by: whoever finds another one in its place has lost it. */
export type Claim = Pick<Delivery, 'id' | 'claimedAt' | 'claimedBy'>

/**
 * Takes of these what is due and nobody else has, all at once. What a dead process had only claimed is as good as
 * new; what it was sending counts as a lost answer. The same goes for what we had ourselves, and lost hold of. Every
 * column by its name: the plan is kept, and tables grow.
 * @param process ours; what it has in hand is not among the ids
 */
export async function claim(tx: Tx, ids: readonly string[], process: string, now: Date): Promise<Delivery[]> {
  return tx.$queryRaw<Delivery[]>`
    WITH due AS (
      SELECT "id", "state" AS "before" FROM "Delivery"
      WHERE "id" = ANY (${[...ids]}::text[]) AND "dueAt" <= ${now}
        AND ("state" = 'queued' OR ("state" IN ('claimed', 'sending') AND ("claimedBy" IS NULL
          OR "claimedBy" = ${process} OR "claimedBy" NOT IN (SELECT "id" FROM "Process"))))
      ORDER BY "id" FOR UPDATE SKIP LOCKED
    )
    UPDATE "Delivery" d SET "state" = 'claimed', "claimedAt" = ${now}, "claimedBy" = ${process},
      "attempts" = d."attempts" + (due."before" <> 'claimed')::int,
      "uncertain" = d."uncertain" + (due."before" = 'sending')::int
    FROM due WHERE d."id" = due."id"
    RETURNING d."id", d."key", d."personId", d."groupId", d."notice", d."args", d."timing", d."state", d."dueAt",
      d."attempts", d."uncertain", d."claimedAt", d."claimedBy", d."channel", d."address", d."messageId", d."problem",
      d."createdAt", d."finishedAt", d."staleAt", d."refreshedAt"`
}

/** From here on it may be on the wire. @returns ids of those that were still ours */
export async function setSending(tx: Tx, claims: readonly Claim[]): Promise<ReadonlySet<string>> {
  const known = claims.map(({ id, claimedAt, claimedBy }) => ({ id, claimedAt, claimedBy }))
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH ours AS (
      SELECT d."id" FROM "Delivery" d
      JOIN jsonb_to_recordset(${JSON.stringify(known)}::jsonb)
        AS c("id" text, "claimedAt" timestamptz, "claimedBy" text) ON c."id" = d."id"
      WHERE d."claimedAt" = c."claimedAt" AND d."claimedBy" = c."claimedBy" AND d."state" IN ('claimed', 'sending')
      ORDER BY d."id" FOR UPDATE OF d
    )
    UPDATE "Delivery" d SET "state" = 'sending' FROM ours WHERE d."id" = ours."id"
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

/** An answer holds, whoever has the message by now: what others found doubtful meanwhile stays counted. */
export async function finishAll(tx: Tx, endings: readonly Ending[]): Promise<void> {
  await tx.$executeRaw`
    WITH held AS (
      SELECT "id" FROM "Delivery" WHERE "id" = ANY (${endings.map(({ id }) => id)}::text[])
      ORDER BY "id" FOR UPDATE
    )
    UPDATE "Delivery" d SET "state" = e."state", "uncertain" = greatest(d."uncertain", e."uncertain"), "finishedAt" = e."finishedAt",
      "channel" = coalesce(e."channel", d."channel"), "address" = coalesce(e."address", d."address"), "messageId" = e."messageId", "problem" = e."problem"
    FROM jsonb_to_recordset(${JSON.stringify(endings)}::jsonb) AS e("id" text, "state" "DeliveryState", "uncertain" int,
      "finishedAt" timestamptz, "channel" text, "address" text, "messageId" text, "problem" text)
    JOIN held ON held."id" = e."id"
    WHERE d."id" = e."id"`
}

/** Puts one back, for later. @returns whether it was still ours */
export async function putBack(
  tx: Tx,
  { id, claimedAt, claimedBy, attempts, uncertain }: Claim & Pick<Delivery, 'attempts' | 'uncertain'>,
  dueAt: Date,
): Promise<boolean> {
  const data = { state: 'queued' as const, attempts, uncertain, dueAt }
  const { count } = await tx.delivery.updateMany({ where: { id, claimedAt, claimedBy }, data })
  return count === 1
}

/** What was put in when the clock was ahead: it has gone back, and what waits goes back with it. */
export async function healAhead(tx: Tx, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH ahead AS (
      SELECT "id" FROM "Delivery"
      WHERE "state" = 'queued' AND "dueAt" > ${now} AND "createdAt" > ${now}::timestamptz + interval '1 minute'
      ORDER BY "id" FOR UPDATE
    )
    UPDATE "Delivery" d SET "dueAt" = greatest(d."dueAt" - (d."createdAt" - ${now}::timestamptz), ${now}::timestamptz),
      "createdAt" = ${now}
    FROM ahead WHERE d."id" = ahead."id"`
}

/** Due and not under way: their wake-up was deferred or lost, or whoever had them is gone. */
export async function overdue(tx: Tx, now: Date, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Delivery"
    WHERE ("state" = 'queued' AND "dueAt" <= ${now}) OR ("state" IN ('claimed', 'sending')
      AND ("claimedAt" < ${longAgo(now)} OR "claimedBy" IS NULL OR "claimedBy" NOT IN (SELECT "id" FROM "Process")))
    ORDER BY "dueAt" LIMIT ${limit}`
  return rows.map(({ id }) => id)
}
