import { setTimeout as pause } from 'node:timers/promises'
import { elapsed } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Logger } from '../observability/log.ts'

/** How long a lease is good for, and how often it is renewed or asked for (milliseconds). */
const GOOD_FOR = 15_000
const RENEW_EVERY = 5_000

/** Something only one of the processes over a database does at a time. */
export interface Lease {
  /** Whether it is ours now. */
  held(): boolean
  /** Calls `won` when it becomes ours, `lost` when it no longer is. */
  start(turn: { won(): Promise<void>; lost(): Promise<void> }): Promise<void>
  /** Asks for it now: whoever had it may be gone. */
  look(): Promise<void>
  /** Hands it on at once, so that a restart leaves no gap. */
  stop(): Promise<void>
}

/**
 * One row with a holder and an end. A process that dies stops renewing it, and another takes over within 20 s; whoever
 * finds it dead before that takes the row away (`heartbeat.ts`). The database's clock decides: those of the processes
 * may differ.
 */
export function createLease(
  db: Database,
  name: string,
  { holder: holderNow, log }: { holder: () => string; log: Logger },
): Lease {
  if (db.engine === 'pglite') return alone()
  const ending = new AbortController()
  let held = false
  let running: Promise<void> | undefined
  let ours: Parameters<Lease['start']>[0] | undefined

  /** An end further away than anybody sets it: the clock went back. It is put where it would have been. */
  async function claim(): Promise<boolean> {
    const holder = holderNow()
    const [row] = await db.client.$queryRaw<{ holder: string }[]>`
      INSERT INTO "Lease" ("name", "holder", "until")
      VALUES (${name}, ${holder}, clock_timestamp() + ${GOOD_FOR} * interval '1 millisecond')
      ON CONFLICT ("name") DO UPDATE SET
        "holder" = CASE WHEN "Lease"."until" < clock_timestamp() THEN EXCLUDED."holder" ELSE "Lease"."holder" END,
        "until" = CASE WHEN "Lease"."holder" = EXCLUDED."holder" OR "Lease"."until" < clock_timestamp()
          OR "Lease"."until" > EXCLUDED."until" + ${RENEW_EVERY} * interval '1 millisecond'
          THEN EXCLUDED."until" ELSE "Lease"."until" END
      RETURNING "holder"`
    return row?.holder === holder
  }

  async function renew({ won, lost }: Parameters<Lease['start']>[0], knownUntil: number): Promise<number> {
    const asked = elapsed()
    // A database that does not answer may have given it to another: what we do not know, we do not hold.
    const mine = await claim().catch(() => held && asked < knownUntil)
    if (mine !== held) {
      held = mine
      log.info({ lease: name, held }, 'lease changed hands')
      await (held ? won() : lost()).catch(async err => {
        // What could not be begun is ended, and begun again when the lease is next renewed.
        log.error({ err, lease: name, held }, 'the work of the lease failed')
        if (held) await lost().catch(() => {})
        held = false
      })
    }
    return mine ? asked + GOOD_FOR : knownUntil
  }

  let until = 0
  let last: Promise<void> = Promise.resolve()
  /** One at a time: what is begun is not ended before. */
  function renewInTurn(turn: Parameters<Lease['start']>[0]): Promise<void> {
    last = last.then(async () => {
      until = await renew(turn, until)
    })
    return last
  }

  return {
    held: () => held,
    look: async () => {
      if (ours && !ending.signal.aborted) await renewInTurn(ours)
    },
    start: async turn => {
      ours = turn
      await renewInTurn(turn)
      running = (async () => {
        while (!ending.signal.aborted) {
          await pause(RENEW_EVERY, undefined, { signal: ending.signal }).catch(() => {})
          if (!ending.signal.aborted) await renewInTurn(turn)
        }
      })()
    },
    stop: async () => {
      ending.abort()
      await running
      await last
      if (!held) return
      held = false
      // Whoever leads next must not find us still at it.
      await ours?.lost()
      await db.client.$executeRaw`DELETE FROM "Lease" WHERE "name" = ${name} AND "holder" = ${holderNow()}`
    },
  }
}

/** A PGlite folder is open to one process only. */
function alone(): Lease {
  let ours: Parameters<Lease['start']>[0] | undefined
  return {
    held: () => ours !== undefined,
    look: async () => {},
    start: async turn => {
      ours = turn
      await turn.won()
    },
    stop: async () => {
      const turn = ours
      ours = undefined
      await turn?.lost()
    },
  }
}
