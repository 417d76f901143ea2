import { setTimeout as pause } from 'node:timers/promises'
import { elapsed } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { ON_A_LINE } from '../database/lifeline.ts'
import type { Ids } from '../ids.ts'
import type { Logger } from '../observability/log.ts'
import { createLines } from './lines.ts'

/** How long a sign of life is good for, and how often one is given (milliseconds). */
const GOOD_FOR = 15_000
const BEAT_EVERY = 5_000
/** A statement that hangs must not keep us from saying that we live (milliseconds). */
const ANSWERS_WITHIN = 4_000

/** That this process lives, as the others see it: what it has in hand is its own until it is counted dead. */
export interface Heartbeat {
  /** Under which name this process has things in hand: another one after it was counted dead. */
  id(): string
  /** Whether nobody can have counted us dead yet: asked before what cannot be taken back. */
  beating(): boolean
  /** @param buried called when a process was counted dead: what it had in hand is anybody's */
  start(buried: () => Promise<void>): Promise<void>
  /** Gives a sign now, and looks who gives none any more. */
  sign(): Promise<void>
  /** Gives no more signs. What is still in hand stays ours until the last one has run out. */
  stop(): Promise<void>
}

/**
 * One row a process, with an end that is put off every few seconds. Whoever finds an end that has passed takes the row
 * away: a process without a row is dead, and nothing else says so. The database's clock decides. When the database itself
 * was away, nobody's signs were written down: so only a process that has long been beating buries others.
 *
 * Over PostgreSQL each also holds a line, which is cut the moment it is killed: whoever finds one cut that stays cut
 * need not wait for the end. A line may be cut though its process lives, as when the database begins anew: then it
 * takes nothing on until it holds one again.
 */
export function createHeartbeat(db: Database, { ids, log }: { ids: Ids; log: Logger }): Heartbeat {
  const ending = new AbortController()
  let id = ids.next()
  let goodUntil = 0
  let running: Promise<void> | undefined
  const lines = createLines(db, log, ending.signal)

  async function begin(): Promise<void> {
    const asked = elapsed()
    // A PGlite folder is open to one process only: whoever was there before is gone.
    if (db.engine === 'pglite') await db.client.$executeRaw`DELETE FROM "Process"`
    else if (await lines.hold(`${ON_A_LINE}${id}`)) id = `${ON_A_LINE}${id}`
    await db.client.$executeRaw`
      INSERT INTO "Process" ("id", "since", "until")
      VALUES (${id}, clock_timestamp(), clock_timestamp() + ${GOOD_FOR} * interval '1 millisecond')`
    goodUntil = asked + GOOD_FOR
  }

  async function beat(): Promise<void> {
    const asked = elapsed()
    // An end further away than any of us sets it: the clock went back. It is put where it would have been.
    const rows = await db.client.$queryRaw<{ id: string }[]>`
      UPDATE "Process" SET "until" = clock_timestamp() + ${GOOD_FOR} * interval '1 millisecond',
        "since" = CASE WHEN "until" < clock_timestamp() OR "since" > clock_timestamp() THEN clock_timestamp()
          ELSE "since" END
      WHERE "id" = ${id} OR "until" > clock_timestamp() + ${GOOD_FOR + BEAT_EVERY} * interval '1 millisecond'
      RETURNING "id"`
    if (rows.some(row => row.id === id)) {
      goodUntil = asked + GOOD_FOR
      return
    }
    log.warn({ process: id }, 'counted dead: begins anew')
    id = ids.next()
    await begin()
  }

  /** @returns whether anybody was counted dead */
  async function bury(): Promise<boolean> {
    const dead = await db.client.$queryRaw<{ id: string }[]>`
      DELETE FROM "Process" dead USING "Process" us
      WHERE us."id" = ${id} AND us."since" < clock_timestamp() - ${GOOD_FOR} * interval '1 millisecond'
        AND dead."until" < clock_timestamp() AND us."until" > clock_timestamp() RETURNING dead."id"`
    const gone = [...dead.map(({ id: process }) => process), ...(await buryCut())]
    if (gone.length === 0) return false
    await db.client.$executeRaw`DELETE FROM "Lease" WHERE "holder" = ANY (${gone}::text[])`
    log.info({ processes: gone }, 'processes are gone: what they had in hand is free')
    return true
  }

  /** Those whose line was cut, and who had time to hold another one. */
  async function buryCut(): Promise<string[]> {
    const cut = await lines.cutForLong()
    if (cut.length === 0) return []
    await db.client.$executeRaw`DELETE FROM "Process" WHERE "id" = ANY (${cut}::text[])`
    return cut
  }

  let buried = async () => {}
  async function sign(): Promise<void> {
    await beat()
    if (await bury()) await buried()
  }

  return {
    id: () => id,
    beating: () => elapsed() < goodUntil && !lines.cut(),
    sign,
    start: async given => {
      buried = given
      await begin()
      running = (async () => {
        while (!ending.signal.aborted) {
          await pause(lines.lookIn() ?? BEAT_EVERY, undefined, { signal: ending.signal }).catch(() => {})
          if (ending.signal.aborted) return
          const late = pause(ANSWERS_WITHIN, undefined, { ref: false })
          await Promise.race([sign().catch(err => log.warn({ err }, 'no sign of life could be given')), late])
        }
      })()
    },
    stop: async () => {
      ending.abort()
      await running
      await lines.close()
    },
  }
}
