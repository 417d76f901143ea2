/** A quarter of Siti's: targets that are agreed and reached, and a training out of her weakest criterion. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { office } from '../support/office.ts'
import { DEPARTMENT, OPENING, opens } from '../support/quarter.ts'

const begin = () => office({ people: DEPARTMENT, start: OPENING })
let place: Awaited<ReturnType<typeof begin>>
beforeAll(async () => {
  place = await begin()
})
afterAll(() => place.close())

const target = (result: string) => place.db.client.target.findFirstOrThrow({ where: { result } })

it('December begins with two agreed targets', async () => {
  const { siti, budi } = place.cast
  for (const [result, weight] of [
    ['Surat ditindaklanjuti tepat waktu', '70'],
    ['Arsip tertata', '30'],
  ] as const) {
    await siti.commands('/target')
    await siti.taps('Usulkan target')
    await siti.writes(result)
    await siti.writes('Jumlah berkas yang selesai')
    await siti.taps('Semakin tinggi')
    await siti.writes(weight)
    await siti.writes('40')
    await siti.writes('berkas')
    await siti.taps('Kuantitas')
    await siti.taps('Kirim')
  }
  await place.settled()
  await budi.taps('Buka target')
  await budi.taps('Setujui semua (2)')
  expect(budi.last()).toContain('Surat ditindaklanjuti tepat waktu (bobot 70%)')
})

it('both are reached, confirmed, and Siti is congratulated in private', async () => {
  const { siti, budi } = place.cast
  for (const result of ['Surat ditindaklanjuti tepat waktu', 'Arsip tertata']) {
    const { id } = await target(result)
    await siti.presses('target.report', id)
    await siti.writes('42')
    await siti.taps('Lewati')
    await siti.taps('Lewati')
    await siti.taps('Kirim')
    await place.settled()
    await budi.presses('target.show', id)
    await budi.taps('Konfirmasi')
    await place.settled()
  }
  const glad = siti.messages().filter(({ plain }) => plain.startsWith('Selamat, seluruh target tercapai'))
  expect(glad).toHaveLength(1)
  expect(await place.app.targets.allReached('2026Q4')).toEqual(['siti'])
})

it('the officer plans a training for initiative', async () => {
  const { olga } = place.cast
  await olga.commands('/kelola')
  await olga.taps('Pelatihan')
  await olga.taps('Buat pelatihan')
  await olga.writes('Inovasi Layanan Publik')
  await olga.taps('Inovasi')
  await olga.writes('BKPSDM')
  await olga.writes('8')
  await olga.writes('2-2-2027')
  await olga.writes('08.00–16.00')
  await olga.taps('Lewati')
  await olga.writes('Aula BKPSDM')
  await olga.taps('Lewati')
  await olga.taps('Kirim')
  await olga.writes('20')
  await olga.writes('30-1-2027')
  await olga.taps('Tidak')
  await olga.taps('Inisiatif')
  for (let skipped = 0; skipped < 3; skipped++) await olga.taps('Lewati')
  await olga.taps('Kirim')
  await olga.taps('Umumkan')
  await place.settled()
})

it('the form shows what the targets say, and asks for a reason against them', async () => {
  const { olga, budi } = place.cast
  await opens(olga)
  await budi.commands('/nilai')
  await budi.taps('Siti Contohwati')
  await budi.writes('95')
  await budi.writes('90')
  await budi.writes('60')
  expect(budi.last()).toContain('105')
  await budi.taps('Di bawah ekspektasi')
  await budi.taps('Lewati')
  await budi.taps('Sesuai ekspektasi')
  await budi.writes('Pekerjaan selesai tepat waktu')
  await budi.writes('Usulan perbaikan masih jarang')
  await budi.writes('Mengikuti pelatihan inovasi')
  await budi.writes('01-02-2027')
  await budi.taps('Inovasi Layanan Publik')
  await budi.taps('Kirim')
  expect(budi.last()).not.toContain('telah dikirim')
  await budi.writes('Mutu surat belum memadai')
  for (let tries = 0; tries < 3 && !budi.last().includes('[Kirim]'); tries++) await budi.taps('Lewati')
  await budi.taps('Kirim')
  expect(await place.db.client.appraisal.findFirstOrThrow()).toMatchObject({
    achievement: 105,
    explanation: 'Mutu surat belum memadai',
  })
})

it('published, the weak criterion suggests the training, which is joined with two taps', async () => {
  const { olga, siti, rahmat } = place.cast
  place.clock.to('2027-01-12T02:00:00Z')
  await olga.presses('cycle.close-yes', '2026Q4')
  await olga.presses('cycle.publish-yes', '2026Q4')
  await place.app.beat()
  await place.settled()
  const told = siti.messages().findLast(({ plain }) => plain.includes('Untuk memperkuat Inisiatif'))
  expect(told?.plain).toContain('[Inovasi Layanan Publik · 2 Feb 2027]')
  await siti.taps('Inovasi Layanan Publik')
  await siti.taps('Ikuti')
  expect(siti.last()).toContain('Bapak/Ibu terdaftar sebagai peserta')
  expect(await place.db.client.trainingNeed.findMany()).toMatchObject([
    { personId: 'siti', criterion: 'initiative' },
  ])
  expect(rahmat.messages().some(({ plain }) => plain.includes('Inovasi Layanan Publik'))).toBe(false)
})

it('her profile counts no hours before she was there, and says by what bar', async () => {
  const { siti } = place.cast
  await place.db.client.person.update({ where: { id: 'siti' }, data: { status: 'PNS' } })
  await siti.commands('/profil')
  expect(siti.last()).toContain('Pengembangan kompetensi 2027: 0 dari 20 JP')
})
