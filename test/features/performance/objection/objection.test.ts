import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, begin, filed, type Place, REASON, version } from '../../../support/objection.ts'
import { office } from '../../../support/office.ts'
import { appraises, DEPARTMENT, OPENING, opens } from '../../../support/quarter.ts'
import { story } from '../../../support/story.ts'

describe('the fourteen days', () => {
  const test = story()
  let place: Place
  beforeAll(async () => {
    place = await begin()
  })
  afterAll(() => place.close())

  test.step('last until 23.59 of the last day, in the office’s time', async () => {
    const { siti } = place.cast
    await at(place, '2026-12-25', '23:58')
    await siti.presses('objection.file', (await version(place)).id)
    expect(siti.last()).toContain('Alasan keberatan')
    await siti.fills({ 'Alasan keberatan': REASON })
    await at(place, '2026-12-26', '00:00')
    await siti.taps('Kirim')
    expect(siti.lastToast()).toContain('telah berakhir pada Jumat, 25 Desember 2026 pukul 23.59 WIB')
    expect(siti.lastToast()).toContain('silakan menghubungi pengelola kinerja (Olga Pengelola)')
    expect(await place.db.client.objection.count()).toBe(0)
  })

  test.step('leave no button behind', async () => {
    const { siti } = place.cast
    await siti.commands('/rapor')
    await siti.taps('Triwulan IV Tahun 2026')
    expect(siti.last()).not.toContain('Ajukan keberatan')
  })
})

describe('where the appraiser has no superior', () => {
  let place: Place
  beforeAll(async () => {
    place = await office({ people: DEPARTMENT, start: OPENING })
    const { olga, karta } = place.cast
    await opens(olga)
    await appraises(karta, 'Budi Misalnya')
    await olga.presses('cycle.close-yes', '2026Q4')
    await olga.presses('cycle.publish-yes', '2026Q4')
    await place.forward(0)
  })
  afterAll(() => place.close())

  it('the officer names who decides, and neither of the two sides', async () => {
    const { budi, olga, ratna, dewi } = place.cast
    await budi.presses('objection.file', (await version(place, 'budi')).id)
    await budi.answers({ 'Alasan keberatan': REASON })
    await place.settled()
    expect(olga.last()).toContain('Mohon menetapkan pejabat yang memutus')
    expect(olga.last()).not.toContain('usulan')
    await dewi.presses('objection.name', (await filed(place)).id)
    expect(dewi.lastToast()).toContain('tidak termasuk kewenangan')
    await olga.taps('Tetapkan pejabat pemutus')
    await olga.answers({ 'Siapa yang memutus?': 'Budi Misalnya' })
    expect(olga.last()).toContain('tidak dapat berasal dari salah satu pihak')
    await olga.answers({ 'Siapa yang memutus?': 'Ratna Seandainya' })
    await place.settled()
    expect(ratna.last()).toContain('memerlukan penelaahan')
    await ratna.taps('Buka keberatan')
    await ratna.taps('Lihat penilaian')
    expect(ratna.last()).toContain('Penilaian Budi Misalnya')
    await ratna.presses('objection.decide', (await filed(place)).id, 'rejected')
    await ratna.answers({
      'Alasan keputusan': 'Keberatan tidak menunjukkan fakta yang berbeda dari penilaian.',
    })
    await place.settled()
    expect(budi.last()).toContain('ditolak')
    await olga.presses('objection.name', (await filed(place)).id)
    expect(olga.lastToast()).toContain('sudah ditetapkan')
  })
})

describe('objections of a year', () => {
  it('are numbered without gaps, also when two are filed at once', { timeout: 60_000 }, async () => {
    const place = await office({ people: DEPARTMENT, start: OPENING })
    const { olga, budi, siti, rahmat } = place.cast
    await opens(olga)
    for (const name of ['Siti Contohwati', 'Rahmat Umpama']) await appraises(budi, name)
    await olga.presses('cycle.close-yes', '2026Q4')
    await olga.presses('cycle.publish-yes', '2026Q4')
    await place.forward(0)
    for (const one of [siti, rahmat]) {
      await one.presses('objection.file', (await version(place, one.id)).id)
      await one.fills({ 'Alasan keberatan': REASON })
    }
    await Promise.all([siti, rahmat, siti, rahmat].map(one => one.taps('Kirim')))
    const rows = await place.db.client.objection.findMany({ orderBy: { serial: 'asc' } })
    expect(rows.map(({ year, serial }) => [year, serial])).toEqual([
      [2026, 1],
      [2026, 2],
    ])
    await place.close()
  })
})
