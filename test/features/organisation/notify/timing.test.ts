import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Office, office } from '../../../support/office.ts'
import { deliveryTo, later } from './stage.ts'

const PRAISE = 'terima kasih atas bantuannya #kolaboratif'

describe('when a message goes out', () => {
  let place: Office
  beforeEach(async () => {
    place = await office()
  })
  afterEach(() => place.close())
  const at = async (instant: string) => {
    place.clock.to(instant)
    await later(place, 0)
  }
  const setsQuiet = async (from: string, until: string) => {
    const { budi } = place.cast
    await budi.commands('/pengaturan')
    await budi.taps('Atur jam tenang')
    await budi.answers({
      'Mulai pukul': from,
      'Sampai pukul': until,
    })
  }
  const received = () => place.cast.budi.messages().filter(({ plain }) => plain.includes('Ada apresiasi'))

  it('not in the quiet hours of its reader, but right after them', async () => {
    await setsQuiet('20.00', '06.00')
    await at('2026-11-24T13:00:00Z')
    await place.cast.siti.commands(`/pujian @Budi ${PRAISE}`)
    await place.settled()
    expect(received()).toHaveLength(0)
    expect((await deliveryTo(place, 'budi')).dueAt).toEqual(new Date('2026-11-24T23:00:00Z'))
    await at('2026-11-24T22:59:00Z')
    expect(received()).toHaveLength(0)
    await at('2026-11-24T23:00:00Z')
    expect(received()).toHaveLength(1)
  })

  it('at once outside of them, also in the evening', async () => {
    await setsQuiet('20.00', '06.00')
    await at('2026-11-24T12:59:00Z')
    await place.cast.siti.commands(`/pujian @Budi ${PRAISE}`)
    await place.settled()
    expect(received()).toHaveLength(1)
  })

  const report = async () => {
    const { budi } = place.cast
    await place.cast.siti.commands(`/pujian @Budi ${PRAISE}`)
    await place.settled()
    await budi.taps('Laporkan')
    await budi.answers({ 'Mengapa apresiasi ini perlu ditinjau?': 'Pesan ini tidak pantas' })
    await place.settled()
  }
  it.each([
    ['on a working day at once', '2026-11-24T02:00:00Z', '2026-11-24T02:00:00Z'],
    ['after the Friday prayer', '2026-11-27T05:00:00Z', '2026-11-27T06:30:00Z'],
    ['on Monday morning after a Friday afternoon', '2026-11-27T09:00:00Z', '2026-11-30T01:00:00Z'],
    ['over Christmas and its cuti bersama, on Monday', '2026-12-24T03:00:00Z', '2026-12-28T01:00:00Z'],
  ])('what belongs to office hours: %s', async (_name, asked, due) => {
    place.clock.to(asked)
    await report()
    expect((await deliveryTo(place, 'olga', 'kudos.reported')).dueAt).toEqual(new Date(due))
    const seen = () => place.cast.olga.messages().length
    if (asked !== due) expect(seen()).toBe(0)
    await at(due)
    expect(seen()).toBe(1)
  })

  it('waits for the next morning when the process was down while it was due', async () => {
    place.clock.to('2026-11-27T09:00:00Z')
    await report()
    await at('2026-11-30T09:00:00Z')
    expect(place.cast.olga.messages()).toHaveLength(0)
    await at('2026-12-01T01:00:00Z')
    expect(place.cast.olga.messages()).toHaveLength(1)
  })
})
