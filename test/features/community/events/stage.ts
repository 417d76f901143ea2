/** The five of the office with a group of their unit, and Olga who plans a morning of exercise for everyone. */
import { afterEach, beforeEach } from 'vitest'
import { type Office, office } from '../../../support/office.ts'

export const PICTURE = { id: 'picture00001', name: 'poster.png', mime: 'image/png' }

/** A new office for each test. */
export function eventStage() {
  let place: Office
  beforeEach(async () => {
    place = await office()
    await place.db.client.group.create({
      data: {
        id: 'groupkominfo',
        channel: 'memory',
        address: 'kominfo',
        title: 'Kominfo',
        unitId: 'unit0',
        joinedAt: place.clock.now(),
      },
    })
    await place.db.client.storedFile.create({
      data: {
        ...PICTURE,
        bytes: Buffer.from('x'),
        createdAt: place.clock.now(),
        expiresAt: new Date('2026-11-30T00:00:00Z'),
      },
    })
  })
  afterEach(() => place.close())

  /** Olga plans it for everyone on Tuesday, 1 December, 09.00 to 12.00. */
  async function planned({ seats = '', deadline = '' } = {}) {
    const { olga } = place.cast
    await olga.commands('/kegiatan')
    await olga.taps('Buat kegiatan')
    await olga.answers({
      'Apa nama kegiatannya?': 'Senam <b>&*_ pagi',
      'Apa saja acaranya?': 'Senam dan sarapan bersama 🏃',
      'Di mana tempatnya?': 'Lapangan Merdeka',
      'Pada tanggal berapa?': '1-12-2026',
      'Pukul berapa kegiatan dimulai dan selesai?': '09.00-12.00',
      'Untuk siapa kegiatan ini?': 'Seluruh pegawai',
    })
    await olga.answers({
      ...(seats && { 'Berapa tempat yang tersedia?': seats }),
      ...(deadline && { 'Sampai tanggal berapa peserta dapat menjawab?': deadline }),
      'Apakah ada gambar untuk pengumumannya?': PICTURE,
    })
  }
  async function announced(more: { seats?: string; deadline?: string } = {}) {
    await planned(more)
    await place.cast.olga.taps('Umumkan')
    await place.settled()
  }
  const group = () => place.memory.group('kominfo')
  const find = (who: Office['cast']['siti'], part: string) =>
    who.messages().filter(({ plain }) => plain.includes(part))

  return {
    get place() {
      return place
    },
    planned,
    announced,
    group,
    find,
  }
}
