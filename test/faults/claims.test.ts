/** Whose a message is: a killed process's goes out within half a minute, a slow one's stays its own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Fleet, fleet, NEEDS_POSTGRES } from './stage.ts'

describe.skipIf(!process.env.TEST_DATABASE_URL)(`claims of processes (${NEEDS_POSTGRES})`, () => {
  let place: Fleet
  beforeAll(async () => {
    place = await fleet({ mode: 'webhook', people: 40 })
    await place.start()
    await place.telegram.idle({ within: 60_000 })
  }, 180_000)
  afterAll(() => place?.close(), 60_000)
  const copies = (id: string, run: string) =>
    place.person(id).chat.messages.filter(({ fromBot, text }) => fromBot && text.includes(run)).length
  const delivery = (run: string) => place.db.client.delivery.findUniqueOrThrow({ where: { id: `${run}0` } })

  it('what a killed process was sending is sent once more within 30 s, and counted', {
    timeout: 90_000,
  }, async () => {
    const [first] = place.processes
    place.telegram.failNext('sendMessage', { slow: 80_000 })
    const run = await place.owes(['p0'], 'terputus')
    await expect.poll(() => copies('p0', run), { timeout: 20_000 }).toBe(1)
    await place.start()
    if (first) await place.kill(first)
    await expect.poll(() => copies('p0', run), { timeout: 30_000, interval: 200 }).toBe(2)
    await place.settled(10_000)
    expect(await delivery(run)).toMatchObject({ state: 'sent', uncertain: 1 })
  })

  it('what a slow process is sending is left to it, however long it takes', { timeout: 90_000 }, async () => {
    place.telegram.failNext('sendMessage', { slow: 25_000 })
    const run = await place.owes(['p1'], 'lambat')
    await expect.poll(() => copies('p1', run), { timeout: 20_000 }).toBe(1)
    await place.start()
    await place.settled(60_000)
    expect(copies('p1', run)).toBe(1)
    expect(await delivery(run)).toMatchObject({ state: 'sent', uncertain: 0 })
  })

  it('what one had that stood still goes out by another; back again it says nothing twice', {
    timeout: 120_000,
  }, async () => {
    const [still] = place.processes
    const run = await place.owes(place.ids, 'berhenti')
    await expect
      .poll(() => place.db.client.delivery.count({ where: { state: 'claimed' } }), {
        timeout: 10_000,
        interval: 20,
      })
      .toBeGreaterThan(0)
    still?.child.kill('SIGSTOP')
    await place.settled(60_000)
    still?.child.kill('SIGCONT')
    await expect.poll(() => place.db.client.process.count(), { timeout: 30_000 }).toBe(place.processes.length)
    const rows = await place.db.client.delivery.findMany({ where: { args: { has: run } } })
    for (const { personId, state, uncertain } of rows) {
      expect(state).toBe('sent')
      const said = copies(personId ?? '', run)
      expect(said).toBeGreaterThanOrEqual(1)
      expect(said).toBeLessThanOrEqual(1 + uncertain)
    }
    place.telegram.assertClean()
  })
})
