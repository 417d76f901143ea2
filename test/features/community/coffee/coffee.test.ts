import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Office, office } from '../../../support/office.ts'

describe('coffee together', () => {
  let place: Office
  beforeEach(async () => {
    place = await office()
  })
  afterEach(() => place.close())
  const joins = async (...people: Office['cast']['siti'][]) => {
    for (const one of people) {
      await one.commands('/kegiatan')
      await one.taps('Bincang santai')
      await one.taps('Ikut bincang santai')
      expect(one.last()).toContain('Bapak/Ibu sudah ikut')
    }
  }
  const find = (who: Office['cast']['siti'], part: string) =>
    who.messages().filter(({ plain }) => plain.includes(part))

  it('brings two together once a round, with a time to meet, and asks afterwards', async () => {
    const { siti, dewi, budi } = place.cast
    await joins(siti, dewi)
    await siti.presses('coffee.join')
    place.clock.to('2026-12-07T02:00:00Z')
    await place.forward(0)
    await place.forward(0)
    expect(find(siti, 'Teman bincang')).toHaveLength(1)
    expect(siti.last()).toContain('Dewi Andaikata: Penelaah, Dinas Kesehatan (contoh)')
    expect(siti.last()).toContain('Rabu, 9 Desember 2026 pukul 10.00 WIB')
    expect(dewi.last()).toContain('Siti Contohwati')
    expect(budi.messages()).toHaveLength(0)
    place.clock.to('2026-12-18T02:00:00Z')
    await place.forward(0)
    await place.forward(0)
    expect(find(siti, 'Sudah bertemu?')).toHaveLength(1)
    await siti.taps('Sudah')
    expect(siti.last()).toContain('Senang mendengarnya')
    await budi.presses('coffee.met', (await place.db.client.coffeeGroup.findFirstOrThrow()).id, 'yes')
    expect(budi.toasts()).toHaveLength(1)
  })

  it('makes a group of three, and says nothing to one alone', async () => {
    const { siti, dewi, olga, budi } = place.cast
    await joins(siti, dewi, olga)
    place.clock.to('2026-12-07T02:00:00Z')
    await place.forward(0)
    expect(siti.last()).toContain('Dewi Andaikata')
    expect(siti.last()).toContain('Olga Pengelola')
    for (const one of [siti, dewi]) {
      await one.commands('/kegiatan')
      await one.taps('Bincang santai')
      await one.taps('Berhenti ikut')
    }
    place.clock.to('2026-12-21T02:00:00Z')
    await place.forward(0)
    expect(find(olga, 'Teman bincang')).toHaveLength(1)
    expect(budi.messages()).toHaveLength(0)
  })
})
