import { afterAll, beforeAll, describe, expect } from 'vitest'
import { office } from '../../../support/office.ts'
import { appraises, DEPARTMENT, OPENING, opens } from '../../../support/quarter.ts'
import { story } from '../../../support/story.ts'

describe('the next step of an appraisal', () => {
  const test = story()
  let place: Awaited<ReturnType<typeof office<typeof DEPARTMENT>>>
  const at = async (day: string, time = '09:00') => {
    place.clock.to(`${day}T${time}:00+07:00`)
    await place.app.beat()
    await place.settled()
  }
  const assignment = async (personId: string) =>
    (await place.db.client.assignment.findFirstOrThrow({ where: { personId } })).id
  const count = (personId: string, notice: string) =>
    place.db.client.delivery.count({ where: { personId, notice, state: 'sent' } })

  beforeAll(async () => {
    place = await office({ people: DEPARTMENT, start: OPENING })
    const { olga, budi } = place.cast
    await opens(olga)
    await appraises(budi, 'Siti Contohwati')
    await appraises(budi, 'Rahmat Umpama')
    await olga.presses('cycle.close-yes', '2026Q4')
    await olga.presses('cycle.publish-yes', '2026Q4')
    await place.forward(0)
  })
  afterAll(() => place.close())

  test.step('comes back on its day, and not before', async () => {
    const { siti } = place.cast
    await at('2027-01-29')
    expect(await count('siti', 'checkin.ask')).toBe(0)
    await at('2027-02-01')
    const asked = siti.newest('Bapak/Ibu Siti Contohwati, pada evaluasi terakhir telah disepakati')
    expect(asked).toContain('“Menyusun jadwal koordinasi mingguan”')
    expect(asked).toContain('[Sudah] [Belum, perlu waktu] [Perlu bantuan]')
    await at('2027-02-02')
    expect(await count('siti', 'checkin.ask')).toBe(1)
  })

  test.step('may be put off once, to a day to come', async () => {
    const { siti } = place.cast
    await siti.taps('Belum, perlu waktu')
    await siti.answers({ 'Kapan tindak lanjut ini diperkirakan selesai?': '01-02-2027' })
    expect(siti.last()).toContain('sudah lewat atau jatuh pada hari ini')
    await siti.answers({ 'Kapan tindak lanjut ini diperkirakan selesai?': '15-02-2027' })
    expect(siti.last()).toContain('menanyakannya kembali pada Senin, 15 Februari 2027')
    await siti.presses('checkin.done', await assignment('siti'))
    expect(siti.lastToast()).toContain('sudah kami terima')
  })

  test.step('is asked for help with one tap, by nobody but the person', async () => {
    const { rahmat, dewi, budi } = place.cast
    for (const one of [dewi, budi])
      for (const verb of ['checkin.done', 'checkin.later', 'checkin.help']) {
        await one.presses(verb, await assignment('rahmat'))
        expect(one.lastToast()).toContain('tidak termasuk kewenangan')
      }
    await Promise.all([rahmat.taps('Perlu bantuan'), rahmat.taps('Perlu bantuan')])
    expect(rahmat.answer()).toContain('memberi tahu penilai Bapak/Ibu')
    const need = await place.db.client.trainingNeed.findMany({ where: { source: 'check-in' } })
    expect(need).toMatchObject([{ personId: 'rahmat', criterion: 'initiative' }])
  })

  test.step('is told to the appraiser in one message on the next working day', async () => {
    const { budi } = place.cast
    expect(await count('budi', 'checkin.digest')).toBe(0)
    await at('2027-02-03')
    await at('2027-02-03', '14:00')
    expect(await count('budi', 'checkin.digest')).toBe(1)
    const digest = budi.newest('Siti Contohwati: perlu waktu sampai Senin, 15 Februari 2027')
    expect(digest).toContain('Rahmat Umpama: perlu bantuan')
    expect(digest).toContain('Rahmat Umpama memerlukan bantuan untuk tindak lanjut ini:')
    expect(digest.match(/Menyusun jadwal koordinasi mingguan/g)).toHaveLength(1)
  })

  test.step('is asked about again on the new day, without a further delay', async () => {
    const { siti } = place.cast
    await at('2027-02-15')
    expect(siti.newest('Bapak/Ibu Siti Contohwati, pada evaluasi terakhir')).toContain(
      '[Sudah] [Perlu bantuan]',
    )
    await siti.presses('checkin.later', await assignment('siti'))
    expect(siti.lastToast()).toContain('Waktu tambahan sudah pernah diberikan')
    await siti.taps('Sudah')
    expect(siti.answer()).toContain('tindak lanjut telah selesai')
    await at('2027-02-16')
    expect(place.cast.budi.newest('Siti Contohwati: sudah selesai')).not.toBe('')
    expect(await place.db.client.auditEntry.count({ where: { action: 'checkin.denied' } })).toBe(6)
  })
})
