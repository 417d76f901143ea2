import type { Inbox } from '../../chat/inbox.ts'
import type { Database } from '../database/database.ts'
import { Prisma } from '../generated/client.ts'
import { batch } from '../jobs/batch.ts'

/** Platforms repeat an update for a day at most; after a week nobody asks for the key again. */
const KEEP_DAYS = 7

/** An update that a platform brought, and when. */
export interface Update {
  key: string
  at: Date
}

/**
 * SQL, the head of a query: writes updates down, and names those that were `answered` before ("key"). Who brought them
 * is asked in the same statement, for every act begins with both. A key that two processes write at once is new to both.
 */
export function takingIn(updates: readonly Update[]): Prisma.Sql {
  const [keys, times] = [updates.map(({ key }) => key), updates.map(({ at }) => at)]
  return Prisma.sql`
    WITH taken AS (
      INSERT INTO "Inbound" ("key", "at") SELECT * FROM unnest(${keys}::text[], ${times}::timestamptz[])
      ON CONFLICT DO NOTHING),
    answered AS (SELECT "key" FROM "Inbound" WHERE "key" = ANY (${keys}::text[]) AND "doneAt" IS NOT NULL)`
}

/** Updates that come side by side are noted together. */
export function storedInbox(db: Database): Inbox & { sweep(now: Date): Promise<void> } {
  const { inbound: table } = db.client
  const done = batch(async (all: readonly Update[]) => {
    const [keys, times] = [all.map(({ key }) => key), all.map(({ at }) => at)]
    await db.client.$executeRaw`
      UPDATE "Inbound" i SET "doneAt" = d."at" FROM unnest(${keys}::text[], ${times}::timestamptz[]) AS d("key", "at")
      WHERE i."key" = d."key"`
  })
  return {
    done: (key, at) => done({ key, at }),
    sweep: async now => {
      await table.deleteMany({ where: { at: { lt: new Date(now.getTime() - KEEP_DAYS * 86_400_000) } } })
    },
  }
}
