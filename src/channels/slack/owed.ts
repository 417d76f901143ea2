/** Shows an answer until it was shown: where somebody looks, and when that fails as a message of its own. */
import { Refused, RetryLater } from '../../chat/channel.ts'
import { elapsed } from '../../platform/clock.ts'
import { untilShown } from '../../platform/conversation/until-shown.ts'
import type { Logger } from '../../platform/observability/log.ts'
import { ofAnswer } from './errors.ts'

/** A trigger opens a modal for three seconds; a call takes its time (milliseconds). */
const TRIGGER_MS = 2500
/** So often an answer fails where it belongs before it comes as a message. */
const TRIES_IN_PLACE = 3

export interface Try {
  /** Whether the trigger may still open a modal. */
  fresh: boolean
  /** Where somebody acted; else in the private chat with Rekan. */
  inPlace: boolean
}
/**
 * @returns whether it was shown
 * @throws Interrupted when this process ends before
 */
export type Owed = (show: (how: Try) => Promise<unknown>) => Promise<boolean>

export function createOwed(signal: AbortSignal, log: Logger): Owed {
  return async show => {
    const until = elapsed() + TRIGGER_MS
    let failures = 0
    return untilShown(
      async () => {
        const inPlace = failures < TRIES_IN_PLACE
        try {
          await show({ fresh: inPlace && elapsed() < until, inPlace })
        } catch (error) {
          const known = ofAnswer(error)
          if (!(known instanceof RetryLater)) failures += 1
          if (!(known instanceof Refused) || !inPlace) throw known
          // It does not fit there and never will.
          failures = TRIES_IN_PLACE
          throw error
        }
      },
      {
        signal,
        failed: (err, tries) =>
          log.warn({ err, channel: 'slack', tries }, 'an answer could not be shown yet'),
      },
    )
  }
}
