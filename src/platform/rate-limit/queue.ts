import { setTimeout as sleep } from 'node:timers/promises'
import { elapsed } from '../clock.ts'
import { gcra, type Rate } from './gcra.ts'
import type { Limiter } from './limiter.ts'

/** Lets calls out at the rate of a whole bot: answers to people first, bulk messages behind them. */
export interface SendQueue {
  /** Resolves when the call may be made. @param urgent somebody waits for the answer */
  enter(urgent: boolean, hooks?: SendHooks): Promise<void>
  /** The platform asked everyone to wait. */
  pause(milliseconds: number): Promise<void>
}

export interface SendHooks {
  /** Work that has to be done before the call: begun while the slot is awaited, so that the rate stays even. */
  prepare?: (() => Promise<void>) | undefined
  /** Asked last: how long the call's chat still has to wait (milliseconds), because calls that queued together must not leave together. */
  wait?: () => number
}

interface Waiting {
  /** @param due when its slot was to be (milliseconds) */
  go(due: number): void
  ready(): Promise<void>
}

/** Time as the queue needs it; replaced in tests only. */
export interface Time {
  now(): number
  sleep(milliseconds: number): Promise<unknown>
}
export const realTime: Time = { now: elapsed, sleep }

/** Network jitter added to a platform's second (milliseconds). */
const JITTER = 15

/**
 * A call that comes so much later than its slot (milliseconds) would leave together with too many that are in
 * time: it takes another slot, a few times at most.
 */
const LATE = 12
const MAX_SLOTS = 3

/**
 * Reserves one slot ahead at most, so that an answer is never more than a few slots away, however many processes
 * there are and however long the queue is. The rate has no burst, because platforms count sliding seconds.
 */
export function createSendQueue(limiter: Limiter, key: string, everyMs: number, time = realTime): SendQueue {
  if (limiter.unlimited)
    return { enter: async (_urgent, { prepare } = {}) => prepare?.(), pause: async () => {} }
  let pausedUntil = 0
  const getPausedUntil = () => pausedUntil
  const line = createLine({ limiter, key, everyMs, time, pausedUntil: getPausedUntil })
  const leave = slidingSecond(everyMs, time, getPausedUntil)

  return {
    enter: async (urgent, { prepare = async () => {}, wait = () => 0 } = {}) => {
      let begun: Promise<void> | undefined
      const ready = () => {
        begun ??= prepare()
        return begun
      }
      for (let slots = 1; slots <= MAX_SLOTS; slots++) {
        const due = await line.wait(urgent, ready, slots > 1)
        await ready()
        if (time.now() - due <= LATE) break
      }
      await leave(wait)
    },
    pause: async milliseconds => {
      pausedUntil = Math.max(pausedUntil, time.now() + milliseconds)
      await limiter.pause(key, milliseconds)
    },
  }
}

interface LineDeps {
  limiter: Limiter
  key: string
  everyMs: number
  time: Time
  pausedUntil(): number
}

/** The two lines before the shared limiter; whoever is first in the urgent one gets the next slot. */
function createLine({ limiter, key, everyMs, time, pausedUntil }: LineDeps) {
  const rate: Rate = { everyMs, burst: 1 }
  const urgentLine: Waiting[] = []
  const bulkLine: Waiting[] = []
  let running = false

  async function run(): Promise<void> {
    if (running) return
    running = true
    while (urgentLine.length + bulkLine.length > 0) {
      // When the database cannot be asked, this process keeps the rate by itself: messages go later, none is lost.
      const wait = await limiter.take(key, rate).catch(() => everyMs)
      void (urgentLine[0] ?? bulkLine[0])?.ready().catch(() => {})
      const due = time.now() + wait
      if (wait > 0) await time.sleep(wait)
      // The platform asked for a pause meanwhile: this slot passes unused.
      if (time.now() < pausedUntil()) continue
      const next = urgentLine.shift() ?? bulkLine.shift()
      next?.go(due)
    }
    running = false
  }

  return {
    /** @returns when the slot was to be (milliseconds). @param first to the head of its line, after a missed slot */
    wait: (urgent: boolean, ready: () => Promise<void>, first: boolean): Promise<number> => {
      const line = urgent ? urgentLine : bulkLine
      return new Promise<number>(go => {
        if (first) line.unshift({ go, ready })
        else line.push({ go, ready })
        void run()
      })
    },
  }
}

/**
 * Remembers when the calls of the last second left: a call that was held up must not leave together with too many
 * others.
 * @returns waits for the chat, the pause and the second; `wait` says how long the chat still has to wait
 */
function slidingSecond(everyMs: number, { now, sleep }: Time, pausedUntil: () => number) {
  const left: number[] = []
  const inASecond = Math.floor(1000 / everyMs) + 1

  return async (wait: () => number): Promise<void> => {
    const from = now()
    const full = left.length < inASecond ? 0 : (left.shift() ?? 0) + 1000 + JITTER
    const at = Math.max(from + wait(), pausedUntil(), full)
    left.push(at)
    left.sort((one, other) => one - other)
    // A pause may be asked for while this call waits.
    for (let rest = at - from; rest > 0; rest = Math.max(at, pausedUntil()) - now()) await sleep(rest)
  }
}

/** Number of chats remembered before those that rest are forgotten. */
const MAX_CHATS = 1000

/** The rate of each chat, as this process has used it: asked at the very moment of the call. */
export interface ChatLimits {
  /** @returns milliseconds this call still has to wait; it is counted */
  wait(chat: string, rate: Rate): number
  /** The call was answered. Its transit time is unknown, so the next one is counted from here (rates without a burst). */
  answered(chat: string, rate: Rate): void
}

export function createChatLimits(limiter: Limiter, { now } = realTime): ChatLimits {
  if (limiter.unlimited) return { wait: () => 0, answered: () => {} }
  const due = new Map<string, number>()
  return {
    wait: (chat, rate) => {
      const at = now()
      if (due.size > MAX_CHATS) for (const [key, next] of due) if (next < at) due.delete(key)
      const { wait, next } = gcra(due.get(chat) ?? 0, at, rate)
      due.set(chat, next)
      return wait
    },
    answered: (chat, { everyMs }) => void due.set(chat, Math.max(due.get(chat) ?? 0, now() + everyMs)),
  }
}
