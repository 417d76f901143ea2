import { afterAll, beforeAll, expect } from 'vitest'
import { Unreachable } from '../../../../src/chat/channel.ts'
import { type Office, office } from '../../../support/office.ts'
import { story } from '../../../support/story.ts'
import { prefer, troubled } from './stage.ts'

const PRAISE = 'terima kasih atas bantuannya #kolaboratif'
const DAY = 86_400_000
let place: Office
let telegram: ReturnType<typeof troubled>
beforeAll(async () => {
  telegram = troubled()
  place = await office({ channels: [telegram.make] })
  await prefer(place, 'telegram', 'budi')
  await place.db.client.account.deleteMany({ where: { personId: 'budi', channel: 'memory' } })
})
afterAll(() => place.close())

const praise = async (giver: 'siti' | 'dewi' | 'olga' | 'rahmat', mark: string) => {
  await place.cast[giver].commands(`/pujian @Budi ${PRAISE} nomor ${mark}`)
  await place.settled()
}
const states = async () => {
  const where = { personId: 'budi', notice: 'kudos.received' }
  const rows = await place.db.client.delivery.findMany({ where, orderBy: { createdAt: 'asc' } })
  return rows.map(({ state }) => state)
}
const comesBack = async () => {
  await place.app.host.back({ channel: 'telegram', id: 'budi' })
  await place.settled()
}
const said = () => telegram.messages('budi').flatMap(({ plain }) => /nomor (\w+)/.exec(plain)?.[1] ?? [])

const test = story()
test.step('who lets us in again gets what was owed lately and is still wanted, once; what is old stays away', async () => {
  telegram.suffers({ error: new Unreachable() })
  await praise('siti', 'lama')
  await praise('dewi', 'ditarik')
  await praise('olga', 'berlaku')
  expect(await states()).toEqual(['unreachable', 'unreachable', 'unreachable'])
  await place.db.client.delivery.updateMany({
    where: { personId: 'budi', key: { contains: await kudosOf('siti') } },
    data: { finishedAt: new Date(place.clock.now().getTime() - 15 * DAY) },
  })
  await place.cast.dewi.taps('Tarik kembali')
  await place.settled()
  await comesBack()
  expect(said()).toEqual(['berlaku'])
  expect((await states()).sort()).toEqual(['moot', 'sent', 'unreachable'])
  await comesBack()
  await place.forward(1)
  expect(said()).toEqual(['berlaku'])
})

const kudosOf = async (giverId: string) =>
  (await place.db.client.kudos.findFirstOrThrow({ where: { giverId } })).id

test.step('keeps to quiet hours, and to what the platform says if it is blocked again', async () => {
  const night = { quietFrom: '08:00', quietUntil: '12:00' }
  await place.db.client.preference.update({ where: { personId: 'budi' }, data: night })
  await place.app.host.gone({ channel: 'telegram', id: 'budi' })
  place.clock.to('2026-12-01T05:30:00Z')
  await praise('rahmat', 'pagi')
  expect((await states()).at(-1)).toBe('unreachable')
  place.clock.to('2026-12-02T02:00:00Z')
  await comesBack()
  expect((await states()).at(-1)).toBe('queued')
  telegram.suffers({ error: new Unreachable() })
  place.clock.to('2026-12-02T05:01:00Z')
  await place.app.beat()
  await place.settled()
  expect((await states()).at(-1)).toBe('unreachable')
  await comesBack()
  expect(said()).toEqual(['berlaku', 'pagi'])
})
