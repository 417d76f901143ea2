/** Slack's limits for chat.* (docs.slack.dev/apis/web-api/rate-limits): one message a second in a channel, several hundred a minute in a workspace. */
import { RetryLater } from '../../chat/channel.ts'
import { createChatLimits } from '../../platform/rate-limit/chat-limits.ts'
import type { Rate } from '../../platform/rate-limit/gcra.ts'
import type { Limiter } from '../../platform/rate-limit/limiter.ts'
import { createSendQueue, realTime } from '../../platform/rate-limit/queue.ts'
import { createTransit } from '../../platform/rate-limit/transit.ts'
import { translated } from './errors.ts'

const CHANNEL: Rate = { everyMs: 1000, burst: 1 }
/** Bulk messages: 400 a minute. */
const WORKSPACE_EVERY_MS = 150
/** chat.update is of tier 3: 50 a minute in a workspace, of which answers need some. */
const CHANGES: Rate = { everyMs: 1500, burst: 5 }
const CHANGES_KEY = 'slack:changes'
/** Answers go before bulk messages, in bursts as people cause them. */
const ANSWERS: Rate = { everyMs: 50, burst: 20 }
const ANSWERS_KEY = 'slack:answers'
/** A bulk message whose channel is busy for longer goes back into the queue; an answer waits longer (milliseconds). */
const BULK_MAX_WAIT_MS = 5000
const ANSWER_MAX_WAIT_MS = 30_000
/** A change that lets others go first waits so long for them before it goes back into the line (milliseconds). */
const YIELDS_FOR_MS = 30_000

/**
 * Posts in a channel, or changes a message there, when the limits allow it.
 * @throws RetryLater when the channel is busy for too long
 */
export type LimitedCall = <T>(channel: string, call: () => Promise<T>, kind?: 'new' | 'change') => Promise<T>

/** @returns how answers are posted, and how bulk messages are; when Slack asks one to wait, everyone does */
export function createRateLimits(limiter: Limiter, time = realTime) {
  const transit = createTransit(time.now)
  const queue = createSendQueue(limiter, 'slack', WORKSPACE_EVERY_MS, { time, transit })
  const chatLimits = createChatLimits(limiter, time)

  async function obedient<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      const translatedError = translated(error)
      if (translatedError instanceof RetryLater) await everyoneWaits(translatedError.afterSeconds * 1000)
      throw error
    }
  }

  async function everyoneWaits(milliseconds: number): Promise<void> {
    await queue.pause(milliseconds)
    await limiter.pause(ANSWERS_KEY, milliseconds + (ANSWERS.burst - 1) * ANSWERS.everyMs)
  }

  async function slot(key: string, rate: Rate, maxWaitMs: number): Promise<void> {
    const wait = await limiter.take(key, rate, maxWaitMs).catch(() => 0)
    if (wait > maxWaitMs) throw new RetryLater(Math.ceil(wait / 1000))
    if (wait > 0) await time.sleep(wait)
  }

  const answer: LimitedCall = async (channel, call, kind = 'new') => {
    if (kind === 'change') await limiter.take(CHANGES_KEY, CHANGES).catch(() => 0)
    await limiter.take(`slack:${channel}`, CHANNEL).catch(() => 0)
    await slot(ANSWERS_KEY, ANSWERS, ANSWER_MAX_WAIT_MS)
    const answering = transit.begin()
    chatLimits.take(channel, CHANNEL, answering)
    return answering.make(() => obedient(call))
  }

  /** Waits until every change that was wanted was made, and the burst is whole again for the next ones. */
  async function room(): Promise<void> {
    const until = time.now() + YIELDS_FOR_MS
    const alone = { everyMs: CHANGES.everyMs, burst: 1 }
    for (;;) {
      const wait = await limiter.take(CHANGES_KEY, alone, 0).catch(() => 0)
      if (wait <= 0) return
      if (time.now() + wait > until) throw new RetryLater(Math.ceil(wait / 1000))
      await time.sleep(wait)
    }
  }

  /** @param beforeSend awaited once, when the first slot comes. @param yields a change that lets all others go first */
  const bulk = (beforeSend?: () => Promise<void>, yields = false): LimitedCall => {
    let sent = false
    return async (channel, call, kind = 'new') => {
      if (kind === 'change') await (yields ? room() : slot(CHANGES_KEY, CHANGES, BULK_MAX_WAIT_MS))
      await slot(`slack:${channel}`, CHANNEL, BULK_MAX_WAIT_MS)
      const make = () => {
        sent = true
        return obedient(call)
      }
      return queue.send(false, make, {
        prepare: sent ? undefined : beforeSend,
        hold: posting => chatLimits.take(channel, CHANNEL, posting),
      })
    }
  }

  return { answer, bulk }
}
