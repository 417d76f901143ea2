import { RetryLater } from '../../chat/channel.ts'
import { translated } from './errors.ts'

/** How often, and after how long at most (seconds), an answer to somebody who waits is tried again. */
const RETRIES = 3
const MAX_WAIT_SECONDS = 30

/**
 * Makes the call again when Slack asks us to wait a little.
 * @throws RetryLater when the wait is too long; Unreachable; or the call's own error
 */
export async function withRetry<T>(call: () => Promise<T>): Promise<T> {
  for (let left = RETRIES; ; left -= 1) {
    try {
      return await call()
    } catch (caught) {
      const error = translated(caught)
      if (!(error instanceof RetryLater) || left === 0 || error.afterSeconds > MAX_WAIT_SECONDS) throw error
      await new Promise(resolve => setTimeout(resolve, error.afterSeconds * 1000))
    }
  }
}

/**
 * Waits for a promise, but not longer than so many milliseconds; the promise goes on by itself.
 * @param milliseconds null: as long as it takes
 */
export async function within<T>(
  working: Promise<T>,
  milliseconds: number | null,
): Promise<{ late: false; value: T } | { late: true }> {
  if (milliseconds === null) return { late: false, value: await working }
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<{ late: true }>(resolve => {
    timer = setTimeout(() => resolve({ late: true }), milliseconds)
  })
  const done = working.then(value => ({ late: false as const, value }))
  try {
    return await Promise.race([done, late])
  } finally {
    clearTimeout(timer)
  }
}
