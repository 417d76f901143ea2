/** The lines by which processes over one PostgreSQL know of each other that they live: our own, and who has lost theirs. */
import { setTimeout as pause } from 'node:timers/promises'
import { elapsed } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { type Lifeline, withoutLine } from '../database/lifeline.ts'
import type { Logger } from '../observability/log.ts'

/** A line that was cut is held anew by a living process within this time, and tried so often (milliseconds). */
const BACK_WITHIN = 1_500
const AGAIN = 250
/** Milliseconds from the start to the first look at the others. */
const FIRST_LOOK = 150

export interface Lines {
  /** Holds a line under this name. @returns false where there are none, or none could be had */
  hold(name: string): Promise<boolean>
  /** Ours was cut, and is not back yet. */
  cut(): boolean
  /** Milliseconds to the next look: soon after the start, and while somebody is missing; null: no hurry. */
  lookIn(): number | null
  /** Those whose line is cut, and who had time to hold another one. */
  cutForLong(): Promise<string[]>
  close(): Promise<void>
}

export function createLines(db: Database, log: Logger, ending: AbortSignal): Lines {
  let name = ''
  let line: Lifeline | undefined
  let cut = false
  let looked = false
  /** Since when each was found without its line (milliseconds). */
  const missing = new Map<string, number>()

  async function open(): Promise<void> {
    line = await db.holdLine?.(name, () => {
      cut = true
      line = undefined
      void comeBack()
    })
    cut = false
  }

  async function comeBack(): Promise<void> {
    while (cut && !ending.aborted) {
      await pause(AGAIN, undefined, { signal: ending }).catch(() => {})
      if (!ending.aborted) await open().catch(err => log.debug({ err }, 'the line is still cut'))
    }
  }

  async function close(): Promise<void> {
    const held = line
    line = undefined
    await held?.close().catch(() => {})
  }

  return {
    hold: async given => {
      await close()
      name = given
      await open().catch(err => log.warn({ err }, 'no line could be held: when we die it is seen later'))
      return line !== undefined
    },
    cut: () => cut,
    lookIn: () => {
      if (line && !looked) return FIRST_LOOK
      return line && missing.size > 0 ? BACK_WITHIN : null
    },
    cutForLong: async () => {
      looked = true
      // Without a line of our own we may be the one who was cut off.
      if (!line || cut) return []
      const free = new Set(await withoutLine(db.client, name))
      for (const known of missing.keys()) if (!free.has(known)) missing.delete(known)
      for (const one of free) if (!missing.has(one)) missing.set(one, elapsed())
      const long = [...missing].filter(([, since]) => elapsed() - since >= BACK_WITHIN)
      for (const [one] of long) missing.delete(one)
      return long.map(([one]) => one)
    },
    close,
  }
}
