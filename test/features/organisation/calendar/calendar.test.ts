import { afterAll, beforeAll, describe, expect } from 'vitest'
import { type Office, office } from '../../../support/office.ts'
import { story } from '../../../support/story.ts'

describe('the office’s own days', () => {
  const test = story()
  let place: Office
  beforeAll(async () => {
    place = await office()
  })
  afterAll(() => place.close())
  const add = async (day: string, kind: string, name: string) => {
    const { olga } = place.cast
    await olga.commands('/kelola')
    await olga.taps('Hari libur kantor')
    await olga.taps('Tambah hari')
    await olga.answers({
      'Tanggal berapa?': day,
      'Apakah kantor libur atau masuk kerja?': kind,
      'Apa nama atau dasar hari tersebut?': name,
    })
  }

  test.step('move what goes out in office hours, at once', async () => {
    // A request about data is told to officers in office hours: on Wednesday, unless Wednesday is a holiday.
    await add('25-11-2026', 'Libur', 'Hari jadi kota <b>&')
    expect(place.cast.olga.last()).toContain('Rabu, 25 November 2026: Libur (Hari jadi kota <b>&)')
    place.clock.to('2026-11-24T12:00:00Z')
    const { siti, olga } = place.cast
    const before = olga.messages().length
    await siti.commands('/dataku')
    await siti.taps('Minta perbaikan data')
    await siti.answers({
      'Data mana yang dimaksud, dan apa yang perlu dilakukan?': 'Mohon jabatan saya diperbaiki.',
    })
    place.clock.to('2026-11-25T02:00:00Z')
    await place.forward(0)
    expect(olga.messages().length).toBe(before)
    place.clock.to('2026-11-26T02:00:00Z')
    await place.forward(0)
    expect(olga.last()).toContain('Mohon jabatan saya diperbaiki.')
  })

  test.step('are refused where they change nothing, or the past', async () => {
    const { olga } = place.cast
    await add('24-11-2026', 'Libur', 'Kemarin')
    expect(olga.last()).toContain('sudah lewat')
    await olga.commands('/batal')
    await add('25-12-2026', 'Libur', 'Natal')
    expect(olga.last()).toContain('sudah libur')
    await olga.commands('/batal')
    await add('30-11-2026', 'Masuk kerja', 'Senin')
    expect(olga.last()).toContain('memang masuk kerja')
    await olga.commands('/batal')
  })

  test.step('can be taken away again, by officers only', async () => {
    const { olga, budi } = place.cast
    await add('05-12-2026', 'Masuk kerja', 'Pengganti cuti bersama')
    await budi.presses('calendar.remove', '2026-12-05')
    expect(budi.lastToast()).toContain('tidak termasuk kewenangan')
    await olga.taps('Hapus 5 Des 2026')
    expect(olga.last()).not.toContain('5 Desember')
    expect(await place.db.client.calendarDay.count()).toBe(1)
  })

  test.step('are asked for once when the next year’s decree is missing', async () => {
    place.clock.to('2027-10-01T03:00:00Z')
    await place.forward(0)
    await place.forward(7)
    const { olga } = place.cast
    const warnings = olga
      .messages()
      .filter(({ plain }) => plain.includes('Hari libur Tahun 2028 belum tersedia'))
    expect(warnings).toHaveLength(1)
  })
})
