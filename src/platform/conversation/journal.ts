/**
 * The journal: acts that a platform brought, was thanked for, and does not bring again. Each is written down before
 * the thanks and struck out once its answer was shown; what a dead process leaves is done by whoever lives.
 */
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { batchEach } from '../jobs/batch.ts'
import type { Heartbeat } from '../jobs/heartbeat.ts'
import type { Logger } from '../observability/log.ts'

/** So many processes may begin an act before it is taken for what kills them. */
const MAX_TRIES = 5
/** So many are taken over at once. */
const AT_ONCE = 200
/** Nobody waits for an answer for longer (hours): the platforms' own addresses to answer at have long ended. */
const KEEP_HOURS = 24

/** An act as its platform brought it: our own plain JSON, read by the channel that wrote it. */
export type Payload = Record<string, unknown>

/** One channel's acts. */
export interface Journal {
  /** One statement. @returns false: it is in the journal already, and so in somebody's hand */
  take(key: string, payload: Payload): Promise<boolean>
  /** Its answer was shown, or cannot be. */
  done(key: string): Promise<void>
  /** We end, and it is not done: whoever lives may have it at once. */
  release(key: string): Promise<void>
  /** Takes what nobody alive has in hand, oldest first. */
  takeOver(): Promise<{ key: string; payload: Payload }[]>
}
export interface JournalDeps {
  db: Database
  clock: Clock
  heartbeat: Pick<Heartbeat, 'id'>
  log: Logger
}

interface Taken {
  channel: string
  key: string
  payload: Payload
}

export function storedJournal(deps: JournalDeps) {
  const { db } = deps
  const { owedAct: table } = db.client
  /** Acts that come side by side are written down together. */
  const takeTogether = batchEach((all: readonly Taken[]) => insertAll(deps, all))

  function of(channel: string): Journal {
    /** What this process has in hand: it may have been counted dead meanwhile, and does not take it a second time. */
    const inHand = new Set<string>()

    async function takeOver(): Promise<{ key: string; payload: Payload }[]> {
      const rows = await freeActs(deps, channel, [...inHand])
      for (const { key } of rows) inHand.add(key)
      const worn = rows.filter(({ tries }) => tries > MAX_TRIES)
      for (const { key } of worn) {
        deps.log.error({ channel, key }, 'an act was begun too often and is given up')
        await table.deleteMany({ where: { channel, key } })
        inHand.delete(key)
      }
      return rows.filter(row => !worn.includes(row)).map(({ key, payload }) => ({ key, payload }))
    }

    return {
      take: async (key, payload) => {
        inHand.add(key)
        const taken = await takeTogether({ channel, key, payload })
        if (!taken) inHand.delete(key)
        return taken
      },
      done: async key => {
        await table.deleteMany({ where: { channel, key } })
        inHand.delete(key)
      },
      release: async key => {
        inHand.delete(key)
        await table.updateMany({ where: { channel, key }, data: { claimedBy: null } })
      },
      takeOver,
    }
  }

  return {
    of,
    sweep: async (now: Date) => {
      const before = new Date(now.getTime() - KEEP_HOURS * 3_600_000)
      await table.deleteMany({ where: { takenAt: { lt: before } } })
    },
  }
}

/** @returns of each whether it is new */
async function insertAll({ db, clock, heartbeat }: JournalDeps, all: readonly Taken[]): Promise<boolean[]> {
  const rows = await db.client.$queryRaw<{ channel: string; key: string }[]>`
    INSERT INTO "OwedAct" ("channel", "key", "payload", "takenAt", "claimedBy", "tries")
    SELECT a."channel", a."key", a."payload", ${clock.now()}::timestamptz, ${heartbeat.id()}, 1
    FROM jsonb_to_recordset(${JSON.stringify(all)}::jsonb) AS a("channel" text, "key" text, "payload" jsonb)
    ON CONFLICT DO NOTHING RETURNING "channel", "key"`
  const fresh = new Set(rows.map(({ channel, key }) => `${channel} ${key}`))
  // The same act may come twice in one batch: the first has it.
  return all.map(({ channel, key }) => fresh.delete(`${channel} ${key}`))
}

async function freeActs(
  { db, heartbeat }: JournalDeps,
  channel: string,
  inHand: readonly string[],
): Promise<{ key: string; payload: Payload; tries: number; takenAt: Date }[]> {
  const rows = await db.client.$queryRaw<{ key: string; payload: Payload; tries: number; takenAt: Date }[]>`
    WITH free AS (
      SELECT "key" FROM "OwedAct"
      WHERE "channel" = ${channel} AND NOT ("key" = ANY (${[...inHand]}::text[]))
        AND ("claimedBy" IS NULL OR "claimedBy" = ${heartbeat.id()}
          OR "claimedBy" NOT IN (SELECT "id" FROM "Process"))
      ORDER BY "takenAt", "key" LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
    )
    UPDATE "OwedAct" a SET "claimedBy" = ${heartbeat.id()}, "tries" = a."tries" + 1
    FROM free WHERE a."channel" = ${channel} AND a."key" = free."key"
    RETURNING a."key", a."payload", a."tries", a."takenAt"`
  return rows.toSorted((one, other) => one.takenAt.getTime() - other.takenAt.getTime())
}
