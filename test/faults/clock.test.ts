/** The machine's clock jumps, as when somebody sets it or a suspended machine wakes: nothing twice, nothing never. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { RetryLater } from '../../src/chat/channel.ts'
import { deliveryTo, prefer, troubled } from '../features/organisation/notify/stage.ts'
import { type Office, office } from '../support/office.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PRAISE = 'terima kasih atas bantuannya #kolaboratif'
let place: Office
let telegram: ReturnType<typeof troubled>
beforeEach(async () => {
  telegram = troubled()
  place = await office({ channels: [telegram.make] })
  await prefer(place, 'telegram', 'budi')
})
afterEach(() => place.close())

const beats = async (times = 2) => {
  for (let beat = 0; beat < times; beat++) {
    await place.app.beat()
    await place.settled()
  }
}
/** Everything that stands in anybody's chat. */
const everything = () =>
  Object.values(place.cast)
    .flatMap(({ id, messages }) => messages().map(({ plain }) => `${id}: ${plain}`))
    .sort()

it('forward over weeks, back, and forward again: each reminder once', async () => {
  await place.cast.siti.commands(`/pujian @Dewi ${PRAISE}`)
  await place.cast.rahmat.commands(`/pujian @Olga ${PRAISE}`)
  await place.settled()
  place.clock.forward(20 * DAY)
  await beats()
  const told = everything()
  // The week's thanks and more: the clock's own messages are among them.
  expect(
    await place.db.client.delivery.count({ where: { notice: { not: 'kudos.received' }, state: 'sent' } }),
  ).toBeGreaterThan(3)
  place.clock.forward(-20 * DAY)
  await beats()
  expect(everything()).toEqual(told)
  place.clock.forward(20 * DAY)
  await beats()
  expect(everything()).toEqual(told)
})

it('back while a message waits: it goes out when its wait is over, not when the clock is there again', async () => {
  const waiting = () => telegram.messages('budi').filter(({ plain }) => plain.includes('menunggu'))
  place.clock.forward(3 * DAY)
  telegram.suffers({ error: new RetryLater(600) })
  await place.cast.siti.commands(`/pujian @Budi ${PRAISE} menunggu`)
  await place.settled()
  expect(await deliveryTo(place, 'budi')).toMatchObject({ state: 'queued' })
  place.clock.forward(-3 * DAY)
  await beats()
  expect(waiting()).toHaveLength(0)
  place.clock.forward(601_000)
  await beats()
  expect(waiting()).toHaveLength(1)
})

it('forward while a message waits: it goes out once', async () => {
  telegram.suffers({ error: new RetryLater(6 * 3600) })
  await place.cast.olga.commands(`/pujian @Budi ${PRAISE} melompat`)
  await place.settled()
  place.clock.forward(300 * DAY)
  await beats()
  await beats()
  expect(telegram.messages('budi').filter(({ plain }) => plain.includes('melompat'))).toHaveLength(1)
})
