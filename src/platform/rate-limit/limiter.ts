import { elapsed } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { Prisma } from '../generated/client.ts'
import { nextTurn, type Pace } from './gcra.ts'

/** When the next message may go, shared by all processes over one database. */
export interface Limiter {
  /** Nobody waits for anything: where what is said is tried, not when. */
  readonly unlimited?: true
  /**
   * Takes the next free turn under this key, unless it is further away than `patienceMs`.
   * @returns milliseconds until the turn comes; more than `patienceMs`: none was taken
   */
  take(key: string, pace: Pace, patienceMs?: number): Promise<number>
  /** Nobody gets a turn under this key (one paced without a burst) for so long: the platform said so. */
  pause(key: string, milliseconds: number): Promise<void>
  /** Forgets keys that have rested for an hour, and heals what a clock that went back has put off. */
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
    take: async (key, pace, patienceMs = Number.POSITIVE_INFINITY) => {
      const { wait, next } = nextTurn(due.get(key) ?? 0, elapsed(), pace)
      if (wait <= patienceMs) due.set(key, next)
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

/** More than processes can wait for each other's row (milliseconds). */
const FUTURE = 5000
const NOW = Prisma.sql`extract(epoch FROM clock_timestamp())::float8 * 1000`

/** The same step as `nextTurn`, in one statement, by the one clock all processes share: the database's. */
function inRows(db: Database): Limiter {
  return {
    take: async (key, { everyMs, burst }, patienceMs = FOREVER) => {
      const [row] = await db.client.$queryRaw<{ wait: number }[]>`
        WITH clock AS (SELECT ${NOW} AS now),
        taken AS (
          INSERT INTO "Slot" ("key", "next", "at") SELECT ${key}, now + ${everyMs}, now FROM clock
          ON CONFLICT ("key") DO UPDATE
            SET "at" = EXCLUDED."at", "next" = greatest("Slot"."next", EXCLUDED."next" - ${everyMs}) + ${everyMs}
            WHERE "Slot"."next" - EXCLUDED."next" <= ${patienceMs + (burst - 2) * everyMs}
          RETURNING "next" - ${everyMs} AS due
        )
        SELECT greatest(0, coalesce((SELECT due FROM taken), (SELECT "next" FROM "Slot" WHERE "key" = ${key}))
          - ${(burst - 1) * everyMs} - now)::float8 AS wait FROM clock`
      return row?.wait ?? 0
    },
    pause: async (key, milliseconds) => {
      await db.client.$executeRaw`
        INSERT INTO "Slot" ("key", "next", "at")
        SELECT ${key}, now + ${milliseconds}, now FROM (SELECT ${NOW} AS now) AS clock
        ON CONFLICT ("key") DO UPDATE SET "at" = EXCLUDED."at", "next" = greatest("Slot"."next", EXCLUDED."next")`
    },
    sweep: async () => {
      // Turns that were given in what is now the future: the clock went back, and they go back with it.
      await db.client.$executeRaw`
        UPDATE "Slot" SET "next" = "next" - ("at" - ${NOW}), "at" = ${NOW} WHERE "at" > ${NOW} + ${FUTURE}`
      await db.client.$executeRaw`DELETE FROM "Slot" WHERE "next" < ${NOW} - ${HOUR}`
    },
  }
}
