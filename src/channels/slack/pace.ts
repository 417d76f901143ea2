/** Slack's limits for chat.* (docs.slack.dev/apis/web-api/rate-limits): one message a second in a channel, several hundred a minute in a workspace. */
import { RetryLater } from '../../chat/channel.ts'
import type { Pace } from '../../platform/rate-limit/gcra.ts'
import type { Limiter } from '../../platform/rate-limit/limiter.ts'
import { createDepartures, createPacer, realTime } from '../../platform/rate-limit/queue.ts'
import { translated } from './errors.ts'

const CHANNEL: Pace = { everyMs: 1000, burst: 1 }
/** What nobody waits for: 400 a minute. */
const WORKSPACE_EVERY_MS = 150
/** chat.update is of tier 3: 50 a minute in a workspace, of which answers need some. */
const CHANGES: Pace = { everyMs: 1500, burst: 5 }
const CHANGES_KEY = 'slack:changes'
/** Answers go before all that, in bursts as people make them. */
const ANSWERS: Pace = { everyMs: 50, burst: 20 }
const ANSWERS_KEY = 'slack:answers'
/** A message whose channel is busy for longer goes back into the queue; an answer waits longer (milliseconds). */
const PATIENCE_MS = 5000
const ANSWER_PATIENCE_MS = 30_000

/** Says something in a channel, or changes what stands there, when its turn has come. */
export type Say = <T>(channel: string, call: () => Promise<T>, kind?: 'new' | 'change') => Promise<T>

/** @returns how answers are said, and how all else is; when Slack asks one to wait, everyone does */
export function createSpeaking(limiter: Limiter, time = realTime) {
  const pacer = createPacer(limiter, 'slack', WORKSPACE_EVERY_MS, time)
  const departures = createDepartures(limiter, time)

  async function called<T>(channel: string, call: () => Promise<T>): Promise<T> {
    try {
      const answer = await call()
      departures.answered(channel, CHANNEL)
      return answer
    } catch (error) {
      const known = translated(error)
      if (known instanceof RetryLater) await everyoneWaits(known.afterSeconds * 1000)
      throw error
    }
  }

  async function everyoneWaits(milliseconds: number): Promise<void> {
    await pacer.pause(milliseconds)
    await limiter.pause(ANSWERS_KEY, milliseconds + (ANSWERS.burst - 1) * ANSWERS.everyMs)
  }

  async function turn(key: string, pace: Pace, patience: number): Promise<void> {
    const wait = await limiter.take(key, pace, patience).catch(() => 0)
    if (wait > patience) throw new RetryLater(Math.ceil(wait / 1000))
    if (wait > 0) await time.sleep(wait)
  }

  const answer: Say = async (channel, call, kind = 'new') => {
    if (kind === 'change') await limiter.take(CHANGES_KEY, CHANGES).catch(() => 0)
    await limiter.take(`slack:${channel}`, CHANNEL).catch(() => 0)
    await turn(ANSWERS_KEY, ANSWERS, ANSWER_PATIENCE_MS)
    departures.wait(channel, CHANNEL)
    return called(channel, call)
  }

  /** @param leaving awaited once, when the first turn comes */
  const bulk = (beforeSend?: () => Promise<void>): Say => {
    let left = false
    return async (channel, call, kind = 'new') => {
      if (kind === 'change') await turn(CHANGES_KEY, CHANGES, PATIENCE_MS)
      await turn(`slack:${channel}`, CHANNEL, PATIENCE_MS)
      await pacer.turn(false, {
        prepare: left ? undefined : beforeSend,
        wait: () => departures.wait(channel, CHANNEL),
      })
      left = true
      return called(channel, call)
    }
  }

  return { answer, bulk }
}
