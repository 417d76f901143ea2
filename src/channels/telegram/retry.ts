import { setTimeout as wait } from 'node:timers/promises'
import { GrammyError } from 'grammy'

const TRIES = 3
const PAUSE_MS = 1000

/**
 * Makes the call again when Telegram fails (5xx), because an answer to an act is in no queue. A lost answer is not
 * retried, as the message may have been posted. Waits that Telegram asks for are in rate-limits.ts.
 */
export async function withRetry<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code < 500 || tries === TRIES) throw error
      await wait(PAUSE_MS)
    }
  }
}
