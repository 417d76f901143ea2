/** Who lives, as the processes over one database see it. Time passes in the rows, not in the test. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/platform/database/database.ts'
import { createHeartbeat } from '../../src/platform/jobs/heartbeat.ts'
import { createLease } from '../../src/platform/jobs/lease.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { createLimiter } from '../../src/platform/rate-limit/limiter.ts'
import { freshDatabase } from '../support/database.ts'

const log = createLog('silent')
const HOUR = 3600

describe('signs of life', () => {
  let db: Database
  let serial = 0
  beforeAll(async () => {
    db = await freshDatabase()
  })
  afterAll(() => db.close())
  beforeEach(() => db.script('DELETE FROM "Process"'))

  /** As a process over PostgreSQL sees it; the next sign comes when the test says so. */
  async function process() {
    const ids = { next: () => `process${++serial}` }
    let buried = 0
    const made = createHeartbeat({ ...db, engine: 'postgres' }, { ids, log })
    await made.start(async () => void buried++)
    const names = async () =>
      (await db.client.process.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)
    return {
      ...made,
      buried: () => buried,
      others: async () => (await names()).filter(id => id !== made.id()),
    }
  }
  /** Everything in these rows happened so many seconds earlier; negative: the database's clock went back. */
  const passes = (seconds: number, where = 'true') =>
    db.script(`UPDATE "Process" SET "since" = "since" - interval '${seconds} seconds',
      "until" = "until" - interval '${seconds} seconds' WHERE ${where}`)
  const dead = (until: string, since = "interval '1 hour'") =>
    db.script(
      `INSERT INTO "Process" ("id", "since", "until") VALUES ('silent', clock_timestamp() - ${since}, clock_timestamp() + ${until})`,
    )

  it('a process that falls silent is buried by one that has long been beating, and its work is called free', async () => {
    const us = await process()
    await passes(10, `"id" = '${us.id()}'`)
    await db.script(`UPDATE "Process" SET "since" = "since" - interval '1 hour'`)
    await dead("interval '-1 second'")
    await us.sign()
    expect(await us.others()).toEqual([])
    expect(us.buried()).toBe(1)
    await us.stop()
  })

  it('one that has only just begun buries nobody, nor one that was itself cut off from the database', async () => {
    const us = await process()
    await dead("interval '-1 second'")
    await us.sign()
    expect(await us.others()).toEqual(['silent'])
    // The database was away for an hour, for everybody.
    await passes(HOUR)
    await us.sign()
    expect(await us.others()).toEqual(['silent'])
    expect(us.buried()).toBe(0)
    await us.stop()
  })

  it('one that was buried though it lives goes on under another name', async () => {
    const us = await process()
    const before = us.id()
    await db.script('DELETE FROM "Process"')
    await us.sign()
    expect(us.id()).not.toBe(before)
    expect(await db.client.process.count({ where: { id: us.id() } })).toBe(1)
    expect(us.beating()).toBe(true)
    await us.stop()
  })

  it('a clock that goes back buries nobody, and keeps no dead one alive', async () => {
    const us = await process()
    await dead("interval '3 seconds'")
    await passes(-HOUR)
    await us.sign()
    expect(await us.others()).toEqual(['silent'])
    const soon = await db.client.process.findUniqueOrThrow({ where: { id: 'silent' } })
    const mine = await db.client.process.findUniqueOrThrow({ where: { id: us.id() } })
    expect(soon.until.getTime()).toBeLessThanOrEqual(mine.until.getTime())
    await us.stop()
  })

  it('a clock that goes forward makes nobody bury those who live', async () => {
    const [us, other] = [await process(), await process()]
    await passes(HOUR)
    await us.sign()
    await other.sign()
    await us.sign()
    expect([us.buried(), other.buried()]).toEqual([0, 0])
    expect(await us.others()).toEqual([other.id()])
    await us.stop()
    await other.stop()
  })

  it('on PGlite whoever was there before is gone', async () => {
    await dead("interval '1 hour'")
    const us = createHeartbeat({ ...db, engine: 'pglite' }, { ids: { next: () => 'only' }, log })
    await us.start(async () => {})
    expect((await db.client.process.findMany()).map(({ id }) => id)).toEqual(['only'])
    await us.stop()
  })
})

describe('a database clock that goes back by an hour', () => {
  let db: Database
  beforeAll(async () => {
    db = { ...(await freshDatabase()), engine: 'postgres' }
  })
  afterAll(() => db.close())

  it('leaves the lease of a dead leader no longer than usual', async () => {
    await db.script(`INSERT INTO "Lease" VALUES ('back', 'dead', clock_timestamp() + interval '1 hour')`)
    const lease = createLease(db, 'back', { holder: () => 'us', log })
    await lease.start({ won: async () => {}, lost: async () => {} })
    expect(lease.held()).toBe(false)
    const [row] = await db.client.$queryRaw<{ left: number }[]>`
      SELECT extract(epoch FROM "until" - clock_timestamp())::float8 AS left FROM "Lease" WHERE "name" = 'back'`
    expect(row?.left).toBeLessThanOrEqual(15)
    await lease.stop()
  })

  it('moves the turns that were given with it, and what a platform asked to wait for', async () => {
    const limiter = createLimiter(db)
    await limiter.take('bot', { everyMs: 34, burst: 1 })
    await limiter.pause('asked', 20_000)
    await db.script(`UPDATE "Slot" SET "next" = "next" + 3600000, "at" = "at" + 3600000`)
    await limiter.sweep()
    expect(await limiter.take('bot', { everyMs: 34, burst: 1 })).toBeLessThanOrEqual(34)
    const asked = await limiter.take('asked', { everyMs: 34, burst: 1 })
    expect(asked).toBeGreaterThan(15_000)
    expect(asked).toBeLessThanOrEqual(20_000)
  })
})
