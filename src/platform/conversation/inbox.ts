import type { Inbox } from '../../chat/inbox.ts'
import type { Database } from '../database/database.ts'
import { batch } from '../jobs/batch.ts'

/** Platforms repeat an update for a day at most; after a week nobody asks for the key again. */
const KEEP_DAYS = 7

interface Update {
  key: string
  at: Date
}

/** Updates that come side by side are written down together. */
export function storedInbox(db: Database): Inbox & { sweep(now: Date): Promise<void> } {
  const { inbound: table } = db.client
  const begin = batch(async (all: readonly Update[]) => {
    const { count } = await table.createMany({ data: [...all], skipDuplicates: true })
    if (count === all.length) return new Set<string>()
    const keys = all.map(({ key }) => key)
    const done = await table.findMany({ where: { key: { in: keys }, doneAt: { not: null } } })
    return new Set(done.map(({ key }) => key))
  })
  const done = batch(async (all: readonly Update[]) => {
    const [keys, times] = [all.map(({ key }) => key), all.map(({ at }) => at)]
    await db.client.$executeRaw`
      UPDATE "Inbound" i SET "doneAt" = d."at" FROM unnest(${keys}::text[], ${times}::timestamptz[]) AS d("key", "at")
      WHERE i."key" = d."key"`
  })
  return {
    begin: async (key, at) => ((await begin({ key, at })).has(key) ? 'done' : 'new'),
    done: (key, at) => done({ key, at }),
    sweep: async now => {
      await table.deleteMany({ where: { at: { lt: new Date(now.getTime() - KEEP_DAYS * 86_400_000) } } })
    },
  }
}
