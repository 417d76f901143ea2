import { RetryLater } from '../../chat/channel.ts'
import { translated } from './errors.ts'

/** How often, and how long at most (seconds), an answer to somebody who waits is tried again. */
const TRIES = 3
const LONGEST = 30

/** Does it again when Slack asks us to wait a little. @throws what every channel knows */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await act()
    } catch (error) {
      const known = translated(error)
      if (!(known instanceof RetryLater) || left === 0 || known.afterSeconds > LONGEST) throw known
      await new Promise(resolve => setTimeout(resolve, known.afterSeconds * 1000))
    }
  }
}

/** @param milliseconds null: as long as it takes */
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
