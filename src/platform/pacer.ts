import { setTimeout as sleep } from 'node:timers/promises'
import type { Pace } from '../lib/pace.ts'
import type { Slots } from './slots.ts'

/** Lets messages go at a bot's pace: whoever waits for an answer goes before what nobody waits for. */
export interface Pacer {
  /** @param prepare what has to be done before it goes: begun while the turn is awaited, so that the pace stays even */
  turn(urgent: boolean, prepare?: () => Promise<void>): Promise<void>
  /** The platform asked everyone to wait. */
  pause(milliseconds: number): Promise<void>
}

interface Waiting {
  go(): void
  ready(): Promise<void>
}

/**
 * Takes one turn ahead at most, so that an answer is never more than a few turns away, however many
 * processes and however long the queue. The pace has no burst: a platform counts sliding seconds.
 */
export function createPacer(slots: Slots, key: string, everyMs: number): Pacer {
  const pace: Pace = { everyMs, burst: 1 }
  const answers: Waiting[] = []
  const others: Waiting[] = []
  let letting = false

  async function letThrough(): Promise<void> {
    if (letting) return
    letting = true
    while (answers.length + others.length > 0) {
      // Without the shared clock the pace is kept by ourselves: messages are sent later, not lost.
      const wait = await slots.take(key, pace).catch(() => everyMs)
      void (answers[0] ?? others[0])?.ready().catch(() => {})
      if (wait > 0) await sleep(wait)
      const next = answers.shift() ?? others.shift()
      next?.go()
    }
    letting = false
  }

  return {
    turn: async (urgent, prepare = async () => {}) => {
      let begun: Promise<void> | undefined
      const ready = () => {
        begun ??= prepare()
        return begun
      }
      await new Promise<void>(resolve => {
        const waiting = urgent ? answers : others
        waiting.push({ go: resolve, ready })
        void letThrough()
      })
      await ready()
    },
    pause: milliseconds => slots.pause(key, milliseconds),
  }
}
