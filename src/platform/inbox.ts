import type { Inbox } from '../chat/inbox.ts'
import type { Database } from './db.ts'

/** Platforms repeat an update for a day at most; after a week nobody asks for the key again. */
const KEEP_DAYS = 7

export function storedInbox(db: Database): Inbox & { sweep(now: Date): Promise<void> } {
  const { inbound: table } = db.client
  return {
    begin: async (key, now) => {
      const { count } = await table.createMany({ data: [{ key, at: now }], skipDuplicates: true })
      if (count === 1) return 'new'
      const known = await table.findUnique({ where: { key } })
      return known?.doneAt ? 'done' : 'new'
    },
    done: async (key, now) => {
      await table.updateMany({ where: { key }, data: { doneAt: now } })
    },
    sweep: async now => {
      await table.deleteMany({ where: { at: { lt: new Date(now.getTime() - KEEP_DAYS * 86_400_000) } } })
    },
  }
}
