/** What people are told for their safety. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { memoryChannel } from '../../../support/memory-channel.ts'
import { type Office, office } from '../../../support/office.ts'

let place: Office
let telegram: ReturnType<typeof memoryChannel>
beforeAll(async () => {
  place = await office({
    channels: [
      ({ words }) => {
        telegram = memoryChannel(words, 'telegram')
        return telegram.channel
      },
    ],
  })
})
afterAll(() => place.close())

it('a role given or taken is told to whom it concerns, once each', async () => {
  const { olga, siti } = place.cast
  await olga.presses('people.role', 'siti', 'officer', '1')
  await olga.presses('people.role', 'siti', 'officer', '1')
  await place.settled()
  expect(siti.messages()).toHaveLength(1)
  expect(siti.last()).toContain('Kewenangan di Rekan berubah')
  expect(siti.last()).toContain('pengelola kinerja')
  place.clock.forward(60_000)
  await olga.presses('people.role', 'siti', 'officer', '0')
  await place.settled()
  expect(siti.messages()).toHaveLength(2)
  expect(siti.last()).toMatch(/sekarang: pegawai/i)
})

const link = async (from: string) => {
  const code = await place.app.linking.issue({ now: place.clock.now(), actor: { personId: 'olga' } }, 'budi')
  await telegram.person(from).commands(`/mulai ${code}`, { key: `link:${from}` })
  await place.settled()
}

it('a new account is told to the accounts that were there before, and not to itself', async () => {
  const { budi } = place.cast
  await link('hp-lama')
  expect(budi.last()).toContain('Akun baru telah ditautkan')
  expect(budi.last()).toContain('akun Telegram')
  const alertsAt = (id: string) =>
    telegram
      .person(id)
      .messages()
      .filter(({ plain }) => plain.includes('Akun baru'))
  expect(alertsAt('hp-lama')).toEqual([])
  // The old phone is linked no longer, and it is the one that has to know.
  await link('hp-baru')
  expect(alertsAt('hp-lama')).toHaveLength(1)
  expect(alertsAt('hp-baru')).toEqual([])
  expect(await place.db.client.account.count({ where: { personId: 'budi', channel: 'telegram' } })).toBe(1)
})

it('in the language its reader chose', async () => {
  await place.db.client.preference.create({
    data: { personId: 'dewi', locale: 'en', digest: true, publicKudos: true },
  })
  await place.cast.olga.presses('people.role', 'dewi', 'leader', '1')
  await place.settled()
  expect(place.cast.dewi.last()).toContain('What you may do in Rekan has changed')
})
