/**
 * Answers are owed until they were shown. Telegram keeps an update until it is confirmed, and brings no other before
 * it for ever: what takes long is written into the journal, so that nobody else waits for it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Update } from 'grammy/types'
import type { Journal } from '../../platform/conversation/journal.ts'
import { Interrupted, untilShown } from '../../platform/conversation/until-shown.ts'
import type { Logger } from '../../platform/observability/log.ts'

/** So long an answer is tried again while Telegram keeps its update (milliseconds). */
const HOLD_MS = 3000

export interface OwedDeps {
  journal: Journal
  signal: AbortSignal
  log: Logger
}
export type OwedUpdates = ReturnType<typeof createOwedUpdates>

export function createOwedUpdates({ journal, signal, log }: OwedDeps) {
  const background = new Set<Promise<void>>()
  /** Updates that another process has left in the journal. */
  const taken = new Set<number>()

  const report = (err: unknown, tries: number) =>
    log.warn({ err, channel: 'telegram', tries }, 'an answer could not be shown yet')

  async function inJournal({ ...update }: Update): Promise<void> {
    if (!taken.has(update.update_id)) await journal.take(String(update.update_id), update)
    taken.add(update.update_id)
  }

  /** Told how the showing ended. */
  async function end(update: Update, showing: Promise<unknown>, shown: () => Promise<void>): Promise<void> {
    const key = String(update.update_id)
    try {
      await showing
      await shown()
      if (taken.has(update.update_id)) await journal.done(key)
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error
      await inJournal(update)
      await journal.release(key)
    } finally {
      taken.delete(update.update_id)
    }
  }

  return {
    /**
     * Ends when it was shown, or when it is in the journal.
     * @param shown told when it was shown, or cannot be
     * @throws what keeps it from being written down: the update has to come again
     */
    show: async (update: Update, show: () => Promise<void>, shown: () => Promise<void>): Promise<void> => {
      const ended = end(update, untilShown(show, { signal, failed: report }), shown)
      const hold = new AbortController()
      const held = sleep(HOLD_MS, 'held' as const, { signal: hold.signal }).catch(() => 'held' as const)
      const first = await Promise.race([ended, held])
      hold.abort()
      if (first !== 'held') return
      await inJournal(update)
      const work = ended
        .catch(err => log.error({ err, channel: 'telegram' }, 'an answer that is owed failed'))
        .finally(() => background.delete(work))
      background.add(work)
    },
    /** Works on what a process left that is no more. */
    takeOver: async (work: (update: Update) => Promise<void>): Promise<void> => {
      for (const { payload } of await journal.takeOver()) {
        const update = payload as unknown as Update
        taken.add(update.update_id)
        void work(update).catch(err => log.error({ err, channel: 'telegram' }, 'telegram update failed'))
      }
    },
    idle: async (): Promise<void> => void (await Promise.allSettled([...background])),
  }
}
