/** A line is held again after it was cut, by one connection, however often that failed meanwhile. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/platform/database/database.ts'
import { holdLine } from '../../src/platform/database/lifeline.ts'
import { createLines } from '../../src/platform/jobs/lines.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { urlOf } from '../faults/stage.ts'
import { freshDatabase } from '../support/database.ts'
import { type Cable, databaseCable } from '../support/tcp-proxy.ts'

describe.skipIf(!process.env.TEST_DATABASE_URL)('a line to PostgreSQL', () => {
  let db: Database
  let cable: Cable
  let tries = 0
  beforeAll(async () => {
    db = await freshDatabase()
    const through = await databaseCable(await urlOf(db))
    cable = through.cable
    const held: Database['holdLine'] = (id, cut) => {
      tries += 1
      return holdLine({ connectionString: through.address }, id, cut)
    }
    db = { ...db, holdLine: held }
  })
  afterAll(async () => {
    await cable.close()
    await db.close()
  })

  it('comes back by one try after the other', async () => {
    const ending = new AbortController()
    const lines = createLines(db, createLog('silent'), ending.signal)
    expect(await lines.hold('~one')).toBe(true)
    tries = 0
    cable.cut()
    await expect.poll(lines.cut).toBe(true)
    await pause(3000)
    // One in 250 ms; loops that multiplied would have made thousands.
    expect(tries).toBeGreaterThan(3)
    expect(tries).toBeLessThan(14)
    cable.mend()
    await expect.poll(lines.cut, { timeout: 5000 }).toBe(false)
    const locks = await db.client.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    expect(locks).toHaveLength(1)
    ending.abort()
    await lines.close()
  }, 30_000)
})
