import { setTimeout as sleep } from 'node:timers/promises'
import { elapsed } from '../clock.ts'
import { nextTurn, type Pace } from './gcra.ts'
import type { Limiter } from './limiter.ts'

/** Lets messages go at a bot's pace: whoever waits for an answer goes before what nobody waits for. */
export interface Pacer {
  turn(urgent: boolean, before?: Before): Promise<void>
  /** The platform asked everyone to wait. */
  pause(milliseconds: number): Promise<void>
}

export interface Before {
  /** What has to be done before it goes: begun while the turn is awaited, so that the pace stays even. */
  prepare?: (() => Promise<void>) | undefined
  /** Asked last: how long its chat still has to wait (milliseconds), for what waited together must not go together. */
  wait?: () => number
}

interface Waiting {
  /** @param due when its turn was to be */
  go(due: number): void
  ready(): Promise<void>
}

/** Time as a pacer needs it; another one in tests only. */
export interface Time {
  now(): number
  sleep(milliseconds: number): Promise<unknown>
}
export const realTime: Time = { now: elapsed, sleep }

/** What a wire adds to a platform's second (milliseconds). */
const JITTER = 15

/**
 * Whoever comes so much too late (milliseconds) would stand beside too many who come in time: another turn is taken,
 * a few times at most.
 */
const LATE = 12
const TURNS = 3

/**
 * Takes one turn ahead at most, so that an answer is never more than a few turns away, however many
 * processes and however long the queue. The pace has no burst: a platform counts sliding seconds.
 */
export function createPacer(
  limiter: Limiter,
  key: string,
  everyMs: number,
  { now, sleep } = realTime,
): Pacer {
  if (limiter.unlimited)
    return { turn: async (_urgent, { prepare } = {}) => prepare?.(), pause: async () => {} }
  const pace: Pace = { everyMs, burst: 1 }
  const answers: Waiting[] = []
  const others: Waiting[] = []
  let letting = false
  let pausedUntil = 0
  /** When the last second's worth of messages left: one that was held up must not come to stand beside too many others. */
  const left: number[] = []
  const inASecond = Math.floor(1000 / everyMs) + 1

  async function departure(wait: () => number): Promise<void> {
    const from = now()
    const full = left.length < inASecond ? 0 : (left.shift() ?? 0) + 1000 + JITTER
    const at = Math.max(from + wait(), pausedUntil, full)
    left.push(at)
    left.sort((one, other) => one - other)
    // Everyone may be asked to wait while this one does.
    for (let rest = at - from; rest > 0; rest = Math.max(at, pausedUntil) - now()) await sleep(rest)
  }

  async function letThrough(): Promise<void> {
    if (letting) return
    letting = true
    while (answers.length + others.length > 0) {
      // Without the shared clock the pace is kept by ourselves: messages are sent later, not lost.
      const wait = await limiter.take(key, pace).catch(() => everyMs)
      void (answers[0] ?? others[0])?.ready().catch(() => {})
      const due = now() + wait
      if (wait > 0) await sleep(wait)
      // Asked to wait meanwhile: this turn is let go by.
      if (now() < pausedUntil) continue
      const next = answers.shift() ?? others.shift()
      next?.go(due)
    }
    letting = false
  }

  return {
    turn: async (urgent, { prepare = async () => {}, wait = () => 0 } = {}) => {
      let begun: Promise<void> | undefined
      const ready = () => {
        begun ??= prepare()
        return begun
      }
      const waiting = urgent ? answers : others
      for (let turns = 1; turns <= TURNS; turns++) {
        const due = await new Promise<number>(go => {
          if (turns === 1) waiting.push({ go, ready })
          else waiting.unshift({ go, ready })
          void letThrough()
        })
        await ready()
        if (now() - due <= LATE) break
      }
      await departure(wait)
    },
    pause: async milliseconds => {
      pausedUntil = Math.max(pausedUntil, now() + milliseconds)
      await limiter.pause(key, milliseconds)
    },
  }
}

/** How many chats are remembered before those that rest are forgotten. */
const MANY = 1000

/** When something last left for each chat, in this process: asked at the very moment of leaving. */
export interface Departures {
  /** @returns milliseconds this one still has to wait, and counts it */
  wait(chat: string, pace: Pace): number
  /** Its answer is there. How long the wire took is not known: the next one is counted from here (paces without a burst). */
  answered(chat: string, pace: Pace): void
}

export function createDepartures(limiter: Limiter, { now } = realTime): Departures {
  if (limiter.unlimited) return { wait: () => 0, answered: () => {} }
  const due = new Map<string, number>()
  return {
    wait: (chat, pace) => {
      const at = now()
      if (due.size > MANY) for (const [key, next] of due) if (next < at) due.delete(key)
      const { wait, next } = nextTurn(due.get(chat) ?? 0, at, pace)
      due.set(chat, next)
      return wait
    },
    answered: (chat, { everyMs }) => void due.set(chat, Math.max(due.get(chat) ?? 0, now() + everyMs)),
  }
}
