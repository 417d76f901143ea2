/** Telegram's limits, kept by design (core.telegram.org/bots/faq, "broadcasting to users"). */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Transformer } from 'grammy'
import { RetryLater } from '../../chat/channel.ts'
import type { Pace } from '../../platform/rate-limit/gcra.ts'
import type { Limiter } from '../../platform/rate-limit/limiter.ts'
import {
  createDepartures,
  createPacer,
  type Departures,
  type Pacer,
} from '../../platform/rate-limit/queue.ts'

/** 30 a second over all chats; evenly spaced at 98.5 %: of 31 the last comes 15 ms after the second of the first. */
const BOT_EVERY_MS = 33.85
/** One a second in a chat, a few at once after a rest. */
const CHAT: Pace = { everyMs: 1000, burst: 3 }
/** 20 a minute in a group. */
const GROUP: Pace = { everyMs: 3050, burst: 1 }
/** One change of a message a second: a chat's burst is not for showing the same numbers three times. */
const CHANGE: Pace = { everyMs: 1000, burst: 1 }
/** A message whose chat is busy for longer goes back into the queue (milliseconds). */
const PATIENCE_MS = 5000
/** An answer somebody waits for is tried once more when Telegram asks for no more than this (seconds). */
const SHORT_WAIT = 5

const SPEAKS = /^(send(?!ChatAction)|edit|copy|forward)/

export interface TelegramPacer extends Pacer {
  departures: Departures
}
export const telegramPacer = (limiter: Limiter): TelegramPacer => ({
  ...createPacer(limiter, 'telegram', BOT_EVERY_MS),
  departures: createDepartures(limiter),
})

/**
 * Holds each call until its turn. `urgent`: an answer to a person's tap, which does not wait for its chat's
 * turn and goes before everything else.
 * @param leaving awaited once, when the first turn comes
 */
export function paced(
  pacer: TelegramPacer,
  limiter: Limiter,
  { urgent, beforeSend }: { urgent: boolean; beforeSend?: (() => Promise<void>) | undefined },
): Transformer {
  let left = beforeSend === undefined

  const paceOf = (method: string, chat: string) =>
    (chat.startsWith('-') || chat.startsWith('@')) && !method.startsWith('edit') ? GROUP : CHAT

  async function chatTurn(chat: string, pace: Pace): Promise<void> {
    const wait = await limiter.take(`telegram:${chat}`, pace, urgent ? undefined : PATIENCE_MS).catch(() => 0)
    if (urgent || wait <= 0) return
    if (wait > PATIENCE_MS) throw new RetryLater(Math.ceil(wait / 1000))
    await sleep(wait)
  }

  return async (prev, method, payload, signal) => {
    if (!SPEAKS.test(method)) return prev(method, payload, signal)
    const chat = 'chat_id' in payload ? String(payload.chat_id) : ''
    const pace = paceOf(method, chat)
    await chatTurn(chat, pace)
    await pacer.turn(urgent, {
      prepare: left ? undefined : beforeSend,
      wait: () => {
        const waits = [pacer.departures.wait(chat, pace)]
        if ('message_id' in payload)
          waits.push(pacer.departures.wait(`${chat} ${payload.message_id}`, CHANGE))
        return urgent ? 0 : Math.max(...waits)
      },
    })
    left = true
    const answer = await prev(method, payload, signal)
    const wait = answer.ok ? undefined : answer.parameters?.retry_after
    if (wait === undefined) return answer
    await pacer.pause(wait * 1000)
    if (!urgent || wait > SHORT_WAIT) return answer
    await pacer.turn(true)
    return prev(method, payload, signal)
  }
}
