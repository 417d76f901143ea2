import { elapsed } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { Prisma } from '../generated/client.ts'
import { gcra, type Rate } from './gcra.ts'

/** Rate limits by key, shared by all processes over one database. */
export interface Limiter {
  /** No limit at all: for tests of what is sent, not of when. */
  readonly unlimited?: true
  /**
   * Reserves the next free slot under this key, unless it is further away than `maxWaitMs`.
   * @returns milliseconds until the slot; when more than `maxWaitMs`, none was reserved
   */
  take(key: string, rate: Rate, maxWaitMs?: number): Promise<number>
  /** No slots under this key (of a rate without a burst) for so long, because the platform asked for it. */
  pause(key: string, milliseconds: number): Promise<void>
  /** Deletes keys unused for an hour, and corrects due times that a clock set back has left in the future. */
  sweep(): Promise<void>
}

const HOUR = 60 * 60 * 1000
/** Longer than any wait, and still a number a query takes (milliseconds). */
const FOREVER = 1e15

/** PGlite is one process, so its memory is shared enough; processes over PostgreSQL share a row a key. */
export const createLimiter = (db: Database): Limiter => (db.engine === 'pglite' ? inMemory() : inRows(db))

function inMemory(): Limiter {
  const due = new Map<string, number>()
  return {
    take: async (key, rate, maxWaitMs = Number.POSITIVE_INFINITY) => {
      const { wait, next } = gcra(due.get(key) ?? 0, elapsed(), rate)
      if (wait <= maxWaitMs) due.set(key, next)
      return wait
    },
    pause: async (key, milliseconds) => {
      due.set(key, Math.max(due.get(key) ?? 0, elapsed() + milliseconds))
    },
    sweep: async () => {
      const old = elapsed() - HOUR
      for (const [key, next] of due) if (next < old) due.delete(key)
    },
  }
}

/** Longer than processes can wait for each other's row lock, so a row beyond it means a clock set back (milliseconds). */
const FUTURE = 5000
const NOW = Prisma.sql`extract(epoch FROM clock_timestamp())::float8 * 1000`

/** A database that does not say within this (milliseconds) is not asked again for a while: answers are not to wait for it. */
const SAYS_WITHIN = 2500
const REST = 5000

/** @returns `ask`, but with an end to the patience: throws where the database is slow, and at once for a while afterwards */
function impatient<A extends unknown[]>(
  ask: (...given: A) => Promise<number>,
): (...given: A) => Promise<number> {
  let restsUntil = Number.NEGATIVE_INFINITY
  return async (...given) => {
    if (elapsed() < restsUntil) throw new Error('the database is slow')
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        restsUntil = elapsed() + REST
        reject(new Error('the database is slow'))
      }, SAYS_WITHIN)
    })
    try {
      return await Promise.race([ask(...given), late])
    } finally {
      clearTimeout(timer)
    }
  }
}

/** The same step as `gcra`, in one statement, by the one clock all processes share: the database's. */
function inRows(db: Database): Limiter {
  return {
    take: impatient(async (key: string, { everyMs, burst }: Rate, maxWaitMs = FOREVER) => {
      const [row] = await db.client.$queryRaw<{ wait: number }[]>`
        WITH clock AS (SELECT ${NOW} AS now),
        taken AS (
          INSERT INTO "Slot" ("key", "next", "at") SELECT ${key}, now + ${everyMs}, now FROM clock
          ON CONFLICT ("key") DO UPDATE
            SET "at" = EXCLUDED."at", "next" = greatest("Slot"."next", EXCLUDED."next" - ${everyMs}) + ${everyMs}
            WHERE "Slot"."next" - EXCLUDED."next" <= ${maxWaitMs + (burst - 2) * everyMs}
          RETURNING "next" - ${everyMs} AS due
        )
        SELECT greatest(0, coalesce((SELECT due FROM taken), (SELECT "next" FROM "Slot" WHERE "key" = ${key}))
          - ${(burst - 1) * everyMs} - now)::float8 AS wait FROM clock`
      return row?.wait ?? 0
    }),
    pause: async (key, milliseconds) => {
      await db.client.$executeRaw`
        INSERT INTO "Slot" ("key", "next", "at")
        SELECT ${key}, now + ${milliseconds}, now FROM (SELECT ${NOW} AS now) AS clock
        ON CONFLICT ("key") DO UPDATE SET "at" = EXCLUDED."at", "next" = greatest("Slot"."next", EXCLUDED."next")`
    },
    sweep: async () => {
      // Slots reserved in what is now the future: the clock was set back, and they are moved back with it.
      await db.client.$executeRaw`
        UPDATE "Slot" SET "next" = "next" - ("at" - ${NOW}), "at" = ${NOW} WHERE "at" > ${NOW} + ${FUTURE}`
      await db.client.$executeRaw`DELETE FROM "Slot" WHERE "next" < ${NOW} - ${HOUR}`
    },
  }
}
