/** An answer is owed until it was shown: a platform that fails is tried again, as the outbox tries with its messages. */
import { setTimeout as pause } from 'node:timers/promises'
import { AnswerLost, Refused, RetryLater, Unreachable } from '../../chat/channel.ts'
import { elapsed } from '../clock.ts'

/** Pauses between the tries: doubled from the first to the longest (milliseconds). */
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 600_000
/** Longer than this nobody waits for an answer (milliseconds). */
const OWED_MS = 3_600_000
/** What may stand there already is said once more, never a third time. */
const MAX_LOST = 1

/** We end before the answer was shown: it is still owed. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

export interface UntilShown {
  /** Ended when this process ends. */
  signal: AbortSignal
  /** Told of each failure. @param tries how many there were */
  failed?(error: unknown, tries: number): void
  /** Milliseconds before the first further try: longer in life, shorter in tests of what is said. */
  firstPause?: number
}

/**
 * Calls `show` until it succeeds, or nothing more can be done: they cannot be reached, it was refused for good, it may
 * stand there twice by now, or an hour has passed.
 * @param show gets how often it was tried before, from 0; throws in the terms of `Channel.send`
 * @returns whether it was shown, as far as anybody knows
 * @throws Interrupted when this process ends before
 */
export async function untilShown(
  show: (tries: number) => Promise<unknown>,
  { signal, failed, firstPause = FIRST_PAUSE }: UntilShown,
): Promise<boolean> {
  const until = elapsed() + OWED_MS
  let lost = 0
  for (let tries = 0; ; ) {
    let wait: number
    try {
      await show(tries)
      return true
    } catch (error) {
      if (error instanceof Unreachable) return false
      tries += 1
      failed?.(error, tries)
      if (error instanceof AnswerLost) lost += 1
      if (error instanceof Refused || lost > MAX_LOST) return false
      wait = error instanceof RetryLater ? error.afterSeconds * 1000 : backoff(firstPause, tries)
    }
    if (elapsed() + wait > until) return false
    await pause(wait, undefined, { signal }).catch(() => {
      throw new Interrupted()
    })
  }
}

const backoff = (first: number, tries: number) => Math.min(LONGEST_PAUSE, first * 2 ** (tries - 1))
