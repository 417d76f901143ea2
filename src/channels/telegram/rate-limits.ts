/** Telegram's limits, kept by design (core.telegram.org/bots/faq, "broadcasting to users"). */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Transformer } from 'grammy'
import { RetryLater } from '../../chat/channel.ts'
import { type ChatLimits, createChatLimits } from '../../platform/rate-limit/chat-limits.ts'
import type { Rate } from '../../platform/rate-limit/gcra.ts'
import type { Limiter } from '../../platform/rate-limit/limiter.ts'
import { createSendQueue, type SendQueue } from '../../platform/rate-limit/queue.ts'
import type { Rest } from '../../platform/rate-limit/transit.ts'

/** 30 a second over all chats; evenly spaced at 98.5 %: of 31 the last comes 15 ms after the second of the first. */
const BOT_EVERY_MS = 33.85
/** One a second in a chat, a few at once after a rest. */
const CHAT: Rate = { everyMs: 1000, burst: 3 }
/** 20 a minute in a group. */
const GROUP: Rate = { everyMs: 3050, burst: 1 }
/** One change of a message a second: a chat's burst is not for showing the same numbers three times. */
const CHANGE: Rate = { everyMs: 1000, burst: 1 }
/** A bulk message whose chat is busy for longer goes back into the queue (milliseconds). */
const BULK_MAX_WAIT_MS = 5000
/** An answer is tried once more when Telegram asks for no more than this (seconds). */
const SHORT_WAIT = 5

/** Methods that put something into a chat, or change what is there: only these are counted. */
const POSTS = /^(send(?!ChatAction)|edit|copy|forward)/

export interface TelegramQueue extends SendQueue {
  chatLimits: ChatLimits
}
export const createTelegramQueue = (limiter: Limiter): TelegramQueue => ({
  ...createSendQueue(limiter, 'telegram', BOT_EVERY_MS),
  chatLimits: createChatLimits(limiter),
})

export interface RateLimitDeps {
  queue: TelegramQueue
  limiter: Limiter
  /** The answer to a person's act: it goes before everything else, and does not wait for its chat's slot. */
  urgent: boolean
  /** Awaited once, when the first slot comes. */
  beforeSend?: (() => Promise<void>) | undefined
}

/** Holds each call of an Api back until the limits allow it. */
export function rateLimited({ queue, limiter, urgent, beforeSend }: RateLimitDeps): Transformer {
  let sent = beforeSend === undefined

  async function chatSlot(chat: string, rate: Rate): Promise<void> {
    const maxWait = urgent ? undefined : BULK_MAX_WAIT_MS
    const wait = await limiter.take(`telegram:${chat}`, rate, maxWait).catch(() => 0)
    if (urgent || wait <= 0) return
    if (wait > BULK_MAX_WAIT_MS) throw new RetryLater(Math.ceil(wait / 1000))
    await sleep(wait)
  }

  return async (prev, method, payload, signal) => {
    if (!POSTS.test(method)) return prev(method, payload, signal)
    const chat = 'chat_id' in payload ? String(payload.chat_id) : ''
    const rate = rateOf(method, chat)
    await chatSlot(chat, rate)
    const make = () => {
      sent = true
      return prev(method, payload, signal)
    }
    const message = 'message_id' in payload ? `${chat} ${payload.message_id}` : undefined
    const answer = await queue.send(urgent, make, {
      prepare: sent ? undefined : beforeSend,
      hold: call => {
        const rests = [queue.chatLimits.take(chat, rate, call)]
        if (message) rests.push(queue.chatLimits.take(message, CHANGE, call))
        return urgent ? atOnce : () => Math.max(...rests.map(rest => rest()))
      },
    })
    const wait = answer.ok ? undefined : answer.parameters?.retry_after
    if (wait === undefined) return answer
    await queue.pause(wait * 1000)
    if (!urgent || wait > SHORT_WAIT) return answer
    return queue.send(true, make)
  }
}

/** Who acted is answered, whatever the chat has had: the chat's next bulk message waits the longer for it. */
const atOnce: Rest = () => 0

const rateOf = (method: string, chat: string) =>
  (chat.startsWith('-') || chat.startsWith('@')) && !method.startsWith('edit') ? GROUP : CHAT
