import { expect, it } from 'vitest'
import { seed } from '../prisma/seed.ts'
import { createDemo, resumeClock } from '../src/demo.ts'
import { freshDatabase } from './support/database.ts'
import { countedIds, fixedClock, START } from './support/office.ts'

it('has every part to play, reachable before anybody plays it, and a clock that never runs backwards', async () => {
  const db = await freshDatabase()
  const clock = fixedClock()
  await seed({ db, ids: countedIds() }, clock.now())
  const demo = createDemo(db, clock, async () => {})
  const personas = await demo.personas()
  const parts = personas.map(({ roles }) => roles?.join('+') ?? '')
  expect(parts.slice(0, 7)).toEqual([
    ...['leader+appraiser', 'officer+administrator'],
    ...Array.from({ length: 4 }, () => 'appraiser'),
    '',
  ])
  expect(await db.client.account.count()).toBe(personas.length)

  await demo.forward(30)
  const said = { id: 'm', revision: 1n, address: 'a', from: 'person' as const, body: {}, at: clock.now() }
  await db.client.webMessage.create({ data: said })
  const restarted = fixedClock(START)
  await resumeClock(db, restarted)
  expect(restarted.now()).toEqual(clock.now())
  await db.close()
})
