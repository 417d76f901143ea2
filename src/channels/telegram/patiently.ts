import { setTimeout as wait } from 'node:timers/promises'
import { GrammyError } from 'grammy'

const TRIES = 3
/** Somebody looks at their phone meanwhile, and others wait behind them (seconds). */
const LONGEST_WAIT = 5

/**
 * An answer to an act is in no queue, so it is tried again here: when Telegram asks for a little patience, and when it
 * stumbles. A lost answer is not, for the message may stand there already.
 */
export async function patiently<T>(say: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await say()
    } catch (error) {
      const seconds = secondsToWait(error)
      if (seconds === null || seconds > LONGEST_WAIT || tries === TRIES) throw error
      await wait(seconds * 1000)
    }
  }
}

function secondsToWait(error: unknown): number | null {
  if (!(error instanceof GrammyError)) return null
  return error.parameters.retry_after ?? (error.error_code >= 500 ? 1 : null)
}
