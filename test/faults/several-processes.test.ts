/** Three real processes over one PostgreSQL: who leads, what happens when it dies, and restarts one by one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Fleet, fleet, NEEDS_POSTGRES, praise } from './stage.ts'

const POSTGRES = Boolean(process.env.TEST_DATABASE_URL)

/** How often each message with this mark stands in the chats of these people. */
function copies(place: Fleet, mark: string): number {
  const all = [...place.people.values()].flatMap(person => person.chat.messages)
  return all.filter(({ fromBot, text }) => fromBot && text.includes(`nomor ${mark} `)).length
}

/** One kudos from every person to somebody else in every round: the same two do not praise each other twice a day. */
async function everybodyPraises(place: Fleet, round: number): Promise<string[]> {
  const marks = place.ids.map(id => `r${round}${id}`)
  await Promise.all(
    place.ids.map(async (id, index) => {
      const to = place.ids[(index + 1 + round) % place.ids.length] ?? ''
      await place.person(id).writes(praise(place.nameOf(to), marks[index] ?? ''), {
        mentions: [place.person(to)],
      })
    }),
  )
  return marks
}

describe.skipIf(!POSTGRES)(`three processes, long polling (${NEEDS_POSTGRES})`, () => {
  let place: Fleet
  beforeAll(async () => {
    place = await fleet({ mode: 'polling', people: 6 })
    await Promise.all([place.start(), place.start(), place.start()])
  }, 180_000)
  afterAll(() => place?.close(), 60_000)

  it('one reads the updates; when it is killed another does within 30 s, and nothing is lost or doubled', {
    timeout: 120_000,
  }, async () => {
    const { telegram, db } = place
    await telegram.idle({ within: 30_000 })
    const [lease] = await db.client.lease.findMany({ where: { name: 'leader' } })
    expect(lease).toBeDefined()
    // A second reader would be refused with 409.
    expect(telegram.callsTo('getUpdates').filter(({ status }) => status === 409)).toEqual([])

    const first = await everybodyPraises(place, 0)
    await telegram.idle({ within: 30_000 })
    const leader = await leading(place)
    await place.kill(leader)
    const killed = Date.now()
    // Nothing wakes this one but the clock of whoever leads.
    await place.owes(['p0'], 'jam', { wake: false })
    const second = await everybodyPraises(place, 1)
    await telegram.idle({ within: 30_000 })
    await place.settled(killed + 30_000 - Date.now())
    expect(Date.now() - killed).toBeLessThan(30_000)
    expect(await leading(place)).not.toBe(leader)
    expect(place.person('p0').chat.messages.filter(({ text }) => text.includes('jam'))).toHaveLength(1)
    expect(await db.client.kudos.count()).toBe(2 * place.ids.length + 1)
    for (const mark of [...first, ...second]) expect([mark, copies(place, mark)]).toEqual([mark, 2])
    telegram.assertClean()
  })

  it('hands the reading on at once when it is asked to end', { timeout: 60_000 }, async () => {
    const { telegram } = place
    const leader = await leading(place)
    const before = telegram.callsTo('getUpdates').length
    expect(await place.end(leader)).toBe(0)
    const marks = await everybodyPraises(place, 2)
    await telegram.idle({ within: 15_000 })
    await place.settled(30_000)
    expect(telegram.callsTo('getUpdates').length).toBeGreaterThan(before)
    for (const mark of marks) expect([mark, copies(place, mark)]).toEqual([mark, 2])
  })
})

/** The process whose getUpdates stands open: the one that says it holds the lease. */
async function leading(place: Fleet) {
  const found = place.processes.filter(({ said }) =>
    said()
      .split('\n')
      .filter(line => line.includes('"lease":"leader"'))
      .at(-1)
      ?.includes('"held":true'),
  )
  const [leader] = found
  if (!leader || found.length > 1) throw new Error(`${found.length} processes lead`)
  return leader
}

describe.skipIf(!POSTGRES)(`three processes behind a balancer, webhook (${NEEDS_POSTGRES})`, () => {
  let place: Fleet
  beforeAll(async () => {
    place = await fleet({ mode: 'webhook', people: 12 })
    await Promise.all([place.start(), place.start(), place.start()])
  }, 180_000)
  afterAll(() => place?.close(), 60_000)

  it('share the updates; restarted one by one while people praise, they lose nothing and double nothing', {
    timeout: 180_000,
  }, async () => {
    const { telegram, door, db } = place
    await telegram.idle({ within: 30_000 })
    const marks: string[] = []
    for (const [round, old] of [...place.processes].entries()) {
      const praising = everybodyPraises(place, round)
      // The new one is ready before the old one ends, as orchestrators do it.
      const [code] = await Promise.all([place.end(old), praising.then(said => marks.push(...said))])
      expect(code).toBe(0)
      await place.start()
    }
    await telegram.idle({ within: 60_000 })
    await place.settled(60_000)
    expect(await db.client.kudos.count()).toBe(marks.length)
    for (const mark of marks) expect([mark, copies(place, mark)]).toEqual([mark, 2])
    expect(door.taken.size).toBeGreaterThanOrEqual(4)
    telegram.assertClean()
  })
})
