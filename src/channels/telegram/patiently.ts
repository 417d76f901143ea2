import { setTimeout as wait } from 'node:timers/promises'
import { GrammyError } from 'grammy'

const TRIES = 3
const PAUSE_MS = 1000

/**
 * An answer to an act is in no queue, so it is tried again here when Telegram stumbles (5xx). A lost answer is not,
 * for the message may stand there already. What Telegram asks to wait is waited for in pace.ts.
 */
export async function patiently<T>(say: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await say()
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code < 500 || tries === TRIES) throw error
      await wait(PAUSE_MS)
    }
  }
}
