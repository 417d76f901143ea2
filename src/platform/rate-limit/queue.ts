import { setTimeout as sleep } from 'node:timers/promises'
import { elapsed } from '../clock.ts'
import type { Rate } from './gcra.ts'
import type { Limiter } from './limiter.ts'
import { type Call, createTransit, type Rest, type Transit } from './transit.ts'

/** Lets calls out at the rate of a whole bot: answers to people first, bulk messages behind them. */
export interface SendQueue {
  /** Makes the call when it may be made. @param urgent somebody waits for the answer */
  send<T>(urgent: boolean, make: () => Promise<T>, hooks?: SendHooks): Promise<T>
  /** The platform asked everyone to wait. */
  pause(milliseconds: number): Promise<void>
}

export interface SendHooks {
  /** Work that has to be done before the call: begun while the slot is awaited, so that the rate stays even. */
  prepare?: (() => Promise<void>) | undefined
  /** Asked last for how long the call's chat still has to wait, because calls that queued together must not leave together. */
  hold?: (call: Call) => Rest
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
export function createSendQueue(
  limiter: Limiter,
  key: string,
  everyMs: number,
  { time = realTime, transit = createTransit(time.now) }: { time?: Time; transit?: Transit } = {},
): SendQueue {
  if (limiter.unlimited) return unlimited
  let pausedUntil = 0
  const getPausedUntil = () => pausedUntil
  const second = slidingSecond(everyMs, time, getPausedUntil)
  const line = createLine({ limiter, key, everyMs, time, pausedUntil: getPausedUntil, full: second.full })

  return {
    send: async (urgent, make, { prepare = async () => {}, hold = () => () => 0 } = {}) => {
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
      const call = transit.begin()
      await second.leave(call, hold(call))
      return call.make(make)
    },
    pause: async milliseconds => {
      pausedUntil = Math.max(pausedUntil, time.now() + milliseconds)
      await limiter.pause(key, milliseconds)
    },
  }
}

const unlimited: SendQueue = {
  send: async (_urgent, make, { prepare } = {}) => {
    await prepare?.()
    return make()
  },
  pause: async () => {},
}

interface LineDeps {
  limiter: Limiter
  key: string
  everyMs: number
  time: Time
  pausedUntil(): number
  /** For how long the last second is still full (milliseconds). */
  full(): number
}

/** The two lines before the shared limiter; whoever is first in the urgent one gets the next slot. */
function createLine({ limiter, key, everyMs, time, pausedUntil, full }: LineDeps) {
  const rate: Rate = { everyMs, burst: 1 }
  const urgentLine: Waiting[] = []
  const bulkLine: Waiting[] = []
  let running = false

  async function run(): Promise<void> {
    if (running) return
    running = true
    while (urgentLine.length + bulkLine.length > 0) {
      // Calls that may not leave yet wait here, where an answer still passes them: what has a slot keeps its turn.
      const held = full() - everyMs
      if (held > 0) {
        await time.sleep(held)
        continue
      }
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
 * As many seats as there may be calls in a second. Who takes a seat leaves a second after the one before on it was
 * counted, so that a call that was held up, here or on its way, does not arrive together with too many others.
 */
function slidingSecond(everyMs: number, { now, sleep }: Time, pausedUntil: () => number) {
  const seats: { call: Call; at: number }[] = []
  const inASecond = Math.floor(1000 / everyMs) + 1
  const free = ({ call, at }: { call: Call; at: number }) => Math.max(at + JITTER, call.countedBy(at)) + 1000

  return {
    full: () => (seats.length < inASecond ? 0 : Math.min(...seats.map(free)) - now()),
    /** Waits for the second, the pause and the chat. */
    leave: async (call: Call, rest: Rest): Promise<void> => {
      seats.sort((one, other) => free(one) - free(other))
      const before = seats.length < inASecond ? undefined : seats.shift()
      const left = () => Math.max(rest(), pausedUntil() - now(), before ? free(before) - now() : 0)
      seats.push({ call, at: now() + Math.max(0, left()) })
      // The pause, and how late others were, may become known while this call waits.
      for (let wait = left(); wait > 0; wait = left()) await sleep(wait)
    },
  }
}
