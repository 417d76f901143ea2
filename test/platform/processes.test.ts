/** What several processes over one database share. On PGlite there is one process: the rows are tried all the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/platform/database/database.ts'
import { createLease } from '../../src/platform/jobs/lease.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { createLimiter } from '../../src/platform/rate-limit/limiter.ts'
import { createSendQueue } from '../../src/platform/rate-limit/queue.ts'
import { freshDatabase } from '../support/database.ts'

const log = createLog('silent')
const ONE_A_SECOND = { everyMs: 1000, burst: 1 }

describe('processes over one database', () => {
  let db: Database
  beforeAll(async () => {
    db = await freshDatabase()
  })
  afterAll(() => db.close())
  /** As a process over PostgreSQL sees it: state is in rows. */
  const shared = (): Database => ({ ...db, engine: 'postgres' })

  it('share the turns: two processes never get the same one', async () => {
    const [one, two] = [createLimiter(shared()), createLimiter(shared())]
    const waits = [
      await one.take('bot', ONE_A_SECOND),
      await two.take('bot', ONE_A_SECOND),
      await one.take('bot', ONE_A_SECOND),
    ]
    expect(waits[0]).toBe(0)
    expect(waits[1]).toBeGreaterThan(500)
    expect(waits[1]).toBeLessThanOrEqual(1000)
    expect(waits[2]).toBeGreaterThan(1500)
  })

  it.each(['memory', 'rows'])('leave the turn to others when it is too far away (%s)', async kind => {
    const limiter = createLimiter(kind === 'rows' ? shared() : db)
    const pace = { everyMs: 60_000, burst: 2 }
    expect(await limiter.take(kind, pace, 10)).toBe(0)
    expect(await limiter.take(kind, pace, 10)).toBe(0)
    const refused = await limiter.take(kind, pace, 10)
    expect(refused).toBeGreaterThan(10)
    const again = await limiter.take(kind, pace, 10)
    expect(again).toBeLessThanOrEqual(refused)
    expect(again).toBeGreaterThan(10)
  })

  it.each(['memory', 'rows'])('all wait when the platform says so (%s)', async kind => {
    const limiter = createLimiter(kind === 'rows' ? shared() : db)
    await limiter.pause(`${kind}-paused`, 30_000)
    const wait = await limiter.take(`${kind}-paused`, { everyMs: 1, burst: 1 })
    expect(wait).toBeGreaterThan(25_000)
    expect(wait).toBeLessThanOrEqual(30_000)
  })

  it('have one leader; when it goes, another follows', async () => {
    const said: string[] = []
    const turn = (name: string) => ({
      won: async () => void said.push(`${name} leads`),
      lost: async () => void said.push(`${name} lost it`),
    })
    const first = createLease(shared(), 'test', { holder: () => 'first', log })
    const second = createLease(shared(), 'test', { holder: () => 'second', log })
    await first.start(turn('first'))
    await second.start(turn('second'))
    expect([first.held(), second.held()]).toEqual([true, false])
    await first.stop()
    await expect.poll(() => second.held(), { timeout: 15_000 }).toBe(true)
    expect(said).toEqual(['first leads', 'first lost it', 'second leads'])
    await second.stop()
  })

  it('take over from a leader that died without a word', async () => {
    await db.client
      .$executeRaw`INSERT INTO "Lease" VALUES ('dead', 'gone', clock_timestamp() - interval '1 second')`
    const next = createLease(shared(), 'dead', { holder: () => 'next', log })
    await next.start({ won: async () => {}, lost: async () => {} })
    expect(next.held()).toBe(true)
    await next.stop()
  })
})

describe('the send queue', () => {
  it('lets answers go before what nobody waits for', async () => {
    let free = Promise.resolve()
    const limiter = { take: () => free.then(() => 0), pause: async () => {}, sweep: async () => {} }
    let open = () => {}
    free = new Promise(resolve => {
      open = resolve
    })
    const queue = createSendQueue(limiter, 'bot', 1)
    const order: string[] = []
    const all = [
      ...['r1', 'r2', 'r3'].map(name => queue.send(false, async () => order.push(name))),
      queue.send(true, async () => order.push('answer')),
    ]
    open()
    await Promise.all(all)
    expect(order).toEqual(['answer', 'r1', 'r2', 'r3'])
  })
})
