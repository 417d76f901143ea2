import { afterAll, beforeAll, describe, expect } from 'vitest'
import { story } from '../../../support/story.ts'
import { type Hall, hall, QUARTER } from './stage.ts'

const TEACHING = {
  siti: { target: 100, score: 90, kudos: 3 },
  rahmat: { target: 100, score: 90, kudos: 3 },
  dewi: { target: 60, score: 70, kudos: 0 },
}

describe('from the kinds to the candidates', () => {
  const test = story()
  let place: Hall
  beforeAll(async () => {
    place = await hall(TEACHING)
  })
  afterAll(() => place.close())

  test.step('offers four kinds ready-made; two taps make each of them once', async () => {
    const { olga } = place.cast
    await olga.presses('award.desk')
    expect(olga.last()).toContain('[Tambahkan 4 jenis siap pakai]')
    await Promise.all([olga.presses('award.presets'), olga.presses('award.presets')])
    expect(await place.db.client.awardKind.count()).toBe(4)
    expect(olga.last()).toContain('Belum ada triwulan yang diterbitkan')
    expect(olga.last()).not.toContain('siap pakai')
  })

  test.step('shows every employee the formula, in words and in numbers', async () => {
    const { siti } = place.cast
    await siti.commands('/penghargaan')
    await siti.taps('Jenis dan cara menghitung')
    await siti.taps('Pegawai Teladan')
    expect(siti.last()).toContain(
      'Urutan calon dihitung dari 40% capaian target + 40% hasil evaluasi + 20% apresiasi rekan kerja.',
    )
    expect(siti.last()).toContain('40% × 90 + 40% × 85 + 20% × 50 = 80')
    expect(siti.last()).toContain('dalam 4 triwulan sebelumnya')
  })

  test.step('drafts candidates once the quarter is published, tells the officer once, and shows who is level', async () => {
    const { olga } = place.cast
    await place.beat()
    expect(await place.db.client.awardDraft.count()).toBe(0)
    await place.publish()
    await place.beat()
    await place.beat()
    await place.settled()
    const told = await place.db.client.delivery.findMany({ where: { notice: 'award.drafted' } })
    expect(told.map(({ personId, state }) => [personId, state])).toEqual([['olga', 'sent']])
    expect(await place.db.client.awardDraft.count()).toBe(4)
    await olga.taps('Calon Pegawai Teladan')
    const reasons = 'seluruh target tercapai; 3 apresiasi dari rekan kerja; dan hasil evaluasi kinerja'
    expect(olga.last()).toContain(
      `Peringkat 1 (setara): Siti Contohwati, S.Sos., Dinas Kominfo (contoh) (${reasons})`,
    )
    expect(olga.last()).toContain('Peringkat 1 (setara): Rahmat Umpama')
    expect(olga.last()).toContain(
      'Peringkat 3: Dewi Andaikata, Dinas Kominfo (contoh) (hasil evaluasi kinerja)',
    )
    expect(olga.last()).toContain('berbagi peringkat')
    expect(olga.last()).not.toMatch(/\b(90|70|60)\b/)
  })

  test.step('says so where there is no candidate: no team of five has enough to be compared', async () => {
    const { olga } = place.cast
    await olga.presses('award.desk')
    await olga.taps('Calon Tim Terbaik')
    expect(olga.last()).toContain('Peringkat 1: Dinas Kominfo (contoh)')
    await place.db.client.awardCandidate.deleteMany({})
    await olga.presses('award.draft', await place.kindNamed('Tim Terbaik'), QUARTER)
    expect(olga.last()).toContain('Tidak ada calon: 1 yang memenuhi syarat')
  })

  test.step('is added and changed in a form; weights that do not make 100 are asked for again', async () => {
    const { olga } = place.cast
    await olga.presses('award.kind-new')
    await olga.answers({
      'Nama penghargaan': 'Petugas <b>&*_ 🏅',
      'Untuk apa penghargaan ini diberikan?': 'Untuk yang siaga',
      'Diberikan kepada': 'Pegawai',
      'Unit kerja, termasuk unit kerja di bawahnya': 'Seluruh unit kerja',
      'Status kepegawaian calon': 'PNS dan PPPK',
      'Jeda bagi penerima sebelumnya (triwulan)': '0',
      'Masa kerja paling singkat (bulan)': '0',
      'Apakah hasil evaluasi triwulan harus sudah diterbitkan?': 'Tidak',
      'Bobot capaian target (%)': '50',
      'Bobot hasil evaluasi (%)': '30',
      'Bobot apresiasi rekan kerja (%)': '30',
    })
    expect(olga.last()).toContain('berjumlah 110')
    await olga.answers({ 'Bobot capaian target (%)': '40' })
    const made = await place.db.client.awardKind.findFirstOrThrow({
      where: { name: { startsWith: 'Petugas' } },
    })
    expect(made).toMatchObject({ name: 'Petugas <b>&*_ 🏅', weightTargets: 40, unitId: null })
    await olga.presses('award.kind-retire', made.id)
    expect(olga.last()).toContain('tidak diberikan lagi')
  })

  test.step('is the officer’s: an employee, an appraiser and a leader are refused', async () => {
    for (const who of ['siti', 'budi', 'lea'] as const) {
      await place.cast[who].presses('award.presets')
      expect(place.cast[who].lastToast()).toContain('kewenangan')
    }
  })
})
