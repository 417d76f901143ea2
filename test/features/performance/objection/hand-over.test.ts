/** An objection does not wait for somebody who is away: who may decide follows from the posts of the day. */
import { afterAll, beforeAll, expect } from 'vitest'
import { at, begin, filed, objects, type Place } from '../../../support/objection.ts'
import { story } from '../../../support/story.ts'

const WHY = 'Alasan pada keberatan tidak menunjukkan fakta yang berbeda dari penilaian.'
let place: Place
beforeAll(async () => {
  place = await begin()
  await objects(place)
})
afterAll(() => place.close())

const acts = async (delegateId: string, principalId: string, fromDay: string, untilDay: string) => {
  const id = `acts${delegateId}${fromDay}`
  const row = {
    id,
    kind: 'plh' as const,
    principalId,
    delegateId,
    fromDay,
    untilDay,
    createdAt: place.clock.now(),
  }
  await place.db.client.delegation.create({ data: row })
}
const reminded = (personId: string) =>
  place.db.client.delivery.count({ where: { personId, notice: 'objection.remind', state: 'sent' } })

const test = story()
test.step('lies with whoever acts for the superior, who is told and reminded in their place', async () => {
  const { karta, ratna } = place.cast
  const { id } = await filed(place)
  await ratna.presses('objection.show', id)
  expect(ratna.lastToast()).toContain('tidak termasuk kewenangan')
  await acts('ratna', 'karta', '2026-12-14', '2026-12-18')
  await at(place, '2026-12-14')
  expect(ratna.last()).toContain('Keberatan nomor KEB-2026-0001 memerlukan penelaahan')
  await at(place, '2026-12-14', '10:00')
  expect(await place.db.client.auditEntry.count({ where: { action: 'objection.handed-over' } })).toBe(1)
  await at(place, '2026-12-15')
  await at(place, '2026-12-16')
  expect([await reminded('ratna'), await reminded('karta')]).toEqual([1, 0])

  await ratna.taps('Keberatan KEB-2026-0001')
  expect(ratna.last()).toContain('Pejabat pemutus: Ratna Seandainya')
  await ratna.taps('Lihat penilaian')
  expect(ratna.last()).toContain('Nilai kriteria: 86,9')
  await ratna.presses('objection.ask', id, 'appraiser')
  await ratna.answers({ 'Apa yang perlu dijelaskan?': 'Apakah kedua usulan sudah diperhitungkan?' })
  await place.settled()
  expect(place.cast.budi.last()).toContain('Ratna Seandainya memohon penjelasan Bapak/Ibu')
  await karta.presses('objection.show', id)
  expect(karta.last()).toContain('[Hasil tetap]')
})

test.step('goes back to the superior when the acting ends, and the delegate’s buttons do nothing more', async () => {
  const { karta, ratna, budi } = place.cast
  const { id } = await filed(place)
  await at(place, '2026-12-21')
  const told = ratna
    .messages()
    .find(({ plain }) => plain.startsWith('Keberatan KEB-2026-0001 sudah dialihkan'))
  expect(told?.plain).toContain('Pejabat pemutus: Karta Kepala')
  for (const verb of ['show', 'decide', 'change']) {
    await ratna.presses(`objection.${verb}`, id, 'stays')
    expect(ratna.lastToast()).toContain('tidak termasuk kewenangan')
  }
  await budi.taps('Beri penjelasan')
  await budi.answers({ 'Penjelasan Bapak/Ibu': 'Kedua usulan itu belum saya terima.' })
  await place.settled()
  expect(karta.last()).toContain('“Kedua usulan itu belum saya terima.”')
  await at(place, '2026-12-23')
  expect([await reminded('ratna'), await reminded('karta')]).toEqual([1, 1])
})

test.step('is never decided by the appraiser, also while acting for the superior', async () => {
  const { budi } = place.cast
  await acts('budi', 'karta', '2026-12-28', '2026-12-28')
  await at(place, '2026-12-28')
  await budi.presses('objection.decide', (await filed(place)).id, 'stays')
  expect(budi.lastToast()).toContain('tidak termasuk kewenangan')
})

test.step('comes to the officer when nobody is left, and to whoever acts for the one who is named', async () => {
  const { olga, dewi, rahmat, siti } = place.cast
  const { id } = await filed(place)
  await place.db.client.person.update({ where: { id: 'karta' }, data: { leftOn: '2026-12-28' } })
  await at(place, '2026-12-29')
  expect(olga.last()).toContain('Mohon menetapkan pejabat yang memutus')
  expect(
    siti.messages().find(({ plain }) => plain.includes('Pejabat pemutus: belum ditetapkan')),
  ).toBeDefined()
  await olga.taps('Tetapkan pejabat pemutus')
  await olga.answers({ 'Siapa yang memutus?': 'Dewi Andaikata' })
  await place.settled()
  expect(dewi.last()).toContain('memerlukan penelaahan')
  await acts('rahmat', 'dewi', '2026-12-30', '2027-01-08')
  await at(place, '2026-12-30')
  expect(rahmat.last()).toContain('memerlukan penelaahan')
  await rahmat.presses('objection.decide', id, 'stays')
  await rahmat.answers({ 'Alasan keputusan': WHY })
  await place.settled()
  expect((await filed(place)).decidedById).toBe('rahmat')
  expect(siti.last()).toContain('hasil tetap')
  await rahmat.presses('objection.show', id)
  expect(rahmat.last()).toContain('Pejabat pemutus: Rahmat Umpama')
  await at(place, '2027-01-11')
  expect(await reminded('dewi')).toBe(0)
})
