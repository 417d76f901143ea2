import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { office } from '../../../support/office.ts'
import { appraises, DEPARTMENT, fills, OPENING, opens, USUAL } from '../../../support/quarter.ts'
import { story } from '../../../support/story.ts'

const begin = async () => {
  const place = await office({ people: DEPARTMENT, start: OPENING })
  await opens(place.cast.olga)
  return place
}
type Place = Awaited<ReturnType<typeof begin>>
const idOf = async ({ db }: Place, personId: string) =>
  (await db.client.assignment.findFirstOrThrow({ where: { personId } })).id
const noted = ({ db }: Place, action: string) => db.client.auditEntry.count({ where: { action } })

describe('an appraiser', () => {
  const test = story()
  let place: Place
  beforeAll(async () => {
    place = await begin()
  })
  afterAll(() => place.close())

  test.step('sees direct reports with how far they are', async () => {
    const { budi } = place.cast
    await budi.commands('/nilai')
    expect(budi.last()).toContain('Sudah dinilai 0 dari 2 pegawai. Batas waktu Senin, 11 Januari 2027.')
    expect(budi.last()).toContain('[Rahmat Umpama (belum dinilai)] [Siti Contohwati (belum dinilai)]')
    await budi.commands('/nilai sit')
    expect(budi.last()).toContain('[Siti Contohwati (belum dinilai)]')
    expect(budi.last()).not.toContain('Rahmat')
    await budi.commands('/nilai Dewi')
    expect(budi.last()).toContain('Tidak ada pegawai dengan nama “Dewi”')
  })

  test.step('is shown the bands in words, and what was worked out, before it is sent', async () => {
    const { budi } = place.cast
    await budi.commands('/nilai')
    await budi.taps('Siti Contohwati')
    expect(budi.last()).toContain('Siti Contohwati: data kehadiran belum diimpor')
    await budi.writes('seratus')
    expect(budi.last()).toContain('Mohon menulis angka')
    await budi.writes('95')
    expect(budi.last()).toContain('85–100: hasil kerja cermat')
    expect(budi.last()).toContain('0–49: hasil kerja sering')
  })

  test.step('finds the half-filled form again, marked as a draft', async () => {
    const { budi } = place.cast
    await budi.commands('/nilai')
    expect(budi.last()).toContain('[Siti Contohwati (draf)]')
    await budi.taps('Siti Contohwati')
    expect(budi.last()).toContain('Nilai kualitas kerja')
    await budi.fills({
      'Nilai kualitas kerja': '86',
      'Nilai inisiatif': '80',
      'Rating hasil kerja': USUAL.results,
      'Rating perilaku kerja': USUAL.behaviour,
      'Yang sudah baik': USUAL.good,
      'Yang perlu ditingkatkan': USUAL.improve,
      'Tindak lanjut yang disepakati': USUAL.nextStep,
      'Kapan tindak lanjut': '10-12-2026',
    })
    expect(budi.last()).toContain('Kehadiran: 95 × 30% = 28,5')
    expect(budi.last()).toContain('Nilai kriteria: 86,9')
    expect(budi.last()).toContain('Pegawai yang dinilai: Siti')
    expect(budi.last()).toContain('Usulan predikat: Baik')
    expect(budi.last()).toContain('Predikat resmi ditetapkan melalui e-Kinerja BKN')
  })

  test.step('is told politely what is wrong, and sends once whatever is tapped twice', async () => {
    const { budi } = place.cast
    await budi.taps('Kirim')
    expect(budi.last()).toContain('Tanggal tersebut sudah lewat')
    await budi.fills({ 'Kapan tindak lanjut': '01-02-2027' })
    await Promise.all([budi.taps('Kirim'), budi.taps('Kirim')])
    expect(budi.last()).toContain('Penilaian Siti Contohwati telah dikirim')
    expect(budi.last()).toContain('setelah pengelola kinerja menerbitkannya')
    expect(await place.db.client.appraisal.count()).toBe(1)
    await budi.taps('Kembali ke daftar')
    expect(budi.last()).toContain('Sudah dinilai 1 dari 2')
    expect(budi.last()).toContain('[Siti Contohwati (dikirim)]')
  })

  test.step('corrects with a reason in a new version, and both are kept', async () => {
    const { budi } = place.cast
    await budi.taps('Siti Contohwati')
    expect(budi.last()).toContain('belum diterbitkan kepada pegawai')
    await budi.taps('Perbaiki')
    await fills(budi, { initiative: '90' }, 'Nilai inisiatif keliru dituliskan')
    await budi.taps('Kirim')
    const versions = await place.db.client.appraisal.findMany({ orderBy: { version: 'asc' } })
    expect(versions).toMatchObject([
      { version: 1, initiative: 80, reason: null },
      { version: 2, initiative: 90, reason: 'Nilai inisiatif keliru dituliskan' },
    ])
    await budi.taps('Rincian nilai')
    expect(budi.last()).toContain('Versi 2: Budi Misalnya')
    expect(budi.last()).toContain('Alasan: Nilai inisiatif keliru dituliskan')
    expect(budi.last()).toContain('Versi 1: Budi Misalnya')
  })

  test.step('cannot touch what is not theirs, whatever button they still have', async () => {
    const { ratna, siti, dewi, olga } = place.cast
    const [ofSiti, ofRatna] = [await idOf(place, 'siti'), await idOf(place, 'ratna')]
    for (const verb of ['appraisal.open', 'appraisal.report', 'appraisal.why', 'appraisal.correct']) {
      await ratna.presses(verb, ofSiti)
      expect(ratna.lastToast()).toMatch(/tidak termasuk kewenangan/)
    }
    // Nobody appraises themselves.
    await ratna.presses('appraisal.open', ofRatna)
    expect(ratna.lastToast()).toContain('tidak termasuk kewenangan')
    await siti.presses('appraisal.report', ofSiti)
    expect(siti.lastToast()).toContain('belum diterbitkan')
    await dewi.presses('appraisal.why', ofSiti)
    await olga.presses('appraisal.report', ofSiti)
    expect(dewi.lastToast()).toContain('tidak termasuk kewenangan')
    expect(olga.lastToast()).toContain('tidak termasuk kewenangan')
    expect(await noted(place, 'appraisal.denied')).toBe(7)
    // Only the month's survey came to her, as to everyone.
    const others = dewi.messages().filter(({ plain }) => !plain.startsWith('Survei singkat'))
    expect(others).toHaveLength(0)
  })

  test.step('lets the superior read, and writes every look into the audit log', async () => {
    const { karta } = place.cast
    const before = await noted(place, 'appraisal.read')
    await karta.presses('appraisal.report', await idOf(place, 'siti'))
    expect(karta.last()).toContain('Penilaian Siti Contohwati, Triwulan IV Tahun 2026')
    expect(karta.last()).not.toContain('Perbaiki')
    expect(await noted(place, 'appraisal.read')).toBe(before + 1)
  })

  test.step('is stood in for by the delegate of the day', async () => {
    const { dewi, budi, ratna } = place.cast
    await place.db.client.delegation.create({
      data: {
        id: 'plh',
        kind: 'plh',
        principalId: 'budi',
        delegateId: 'dewi',
        fromDay: '2026-12-11',
        untilDay: '2026-12-12',
        createdAt: OPENING,
      },
    })
    await dewi.commands('/nilai')
    expect(dewi.last()).toContain('[Rahmat Umpama (belum dinilai)]')
    await appraises(dewi, 'Rahmat Umpama')
    expect(dewi.last()).toContain('Penilaian Rahmat Umpama telah dikirim')
    await budi.presses('appraisal.open', await idOf(place, 'rahmat'))
    expect(budi.last()).toContain('Penilaian Rahmat Umpama, Triwulan IV')
    await ratna.commands('/nilai')
    expect(ratna.last()).toContain('[Dewi Andaikata (belum dinilai)]')
  })

  test.step('is refused once the quarter is closed, with a form still open', async () => {
    const { ratna, olga } = place.cast
    await ratna.taps('Dewi Andaikata')
    await fills(ratna)
    await olga.presses('cycle.close-yes', '2026Q4')
    await ratna.taps('Kirim')
    expect(ratna.lastToast()).toContain('sedang tidak dibuka')
    await olga.presses('cycle.reopen', '2026Q4')
    await olga.answers({ 'Mengapa evaluasi perlu dibuka kembali?': 'Satu penilaian belum masuk' })
    await ratna.taps('Kirim')
    expect(ratna.last()).toContain('Penilaian Dewi Andaikata telah dikirim')
  })
})

describe('the appraised person', () => {
  const test = story()
  let place: Place
  beforeAll(async () => {
    place = await begin()
    await appraises(place.cast.budi, 'Siti Contohwati')
    await appraises(place.cast.budi, 'Rahmat Umpama', { quality: '50' })
  })
  afterAll(() => place.close())

  test.step('sees nothing before publishing', async () => {
    const { siti } = place.cast
    await siti.commands('/rapor')
    expect(siti.last()).toContain('Belum ada hasil evaluasi yang diterbitkan')
  })

  test.step('is told once when the officer publishes for all', async () => {
    const { olga, siti } = place.cast
    await olga.presses('cycle.close-yes', '2026Q4')
    await olga.presses('cycle.publish-yes', '2026Q4')
    await place.forward(0)
    await place.forward(0)
    const told = siti.messages().filter(({ plain }) => plain.startsWith('Hasil evaluasi'))
    expect(told).toHaveLength(1)
    expect(told[0]?.plain).toContain('“Laporan bulanan selesai tepat waktu <b>&*_ 👏”')
    expect(told[0]?.plain).toContain('nilai kriteria 86,9')
    expect(told[0]?.card.confidential).toBe(true)
  })

  test.step('sees where every number comes from', async () => {
    const { siti } = place.cast
    await siti.taps('Mengapa nilai saya 86,9?')
    expect(siti.last()).toContain('Kualitas kerja: 86 × 40% = 34,4')
    expect(siti.last()).toContain('Kehadiran, sumber nilai: Diisi oleh Budi Misalnya pada Jumat, 11 Des')
    expect(siti.last()).toContain('Versi 1: Budi Misalnya')
    await siti.commands('/rapor')
    expect(siti.last()).toContain('[Triwulan IV Tahun 2026: 86,9]')
    await siti.taps('Triwulan IV Tahun 2026')
    expect(siti.last()).toContain('Tindak lanjut yang disepakati')
  })

  test.step('is told of a correction after publishing, with its reason, and sees both versions', async () => {
    const { budi, siti } = place.cast
    await budi.presses('appraisal.correct', await idOf(place, 'siti'))
    await fills(budi, { attendance: '100' }, 'Data kehadiran diperbaiki mesin absensi')
    await budi.taps('Kirim')
    expect(budi.last()).toContain('telah dikirim')
    await place.settled()
    const [told] = siti.messages().filter(({ plain }) => plain.startsWith('Perbaikan hasil evaluasi'))
    expect(told?.plain).toContain('“Data kehadiran diperbaiki mesin absensi”')
    await siti.taps('Mengapa nilai saya 88,4?')
    expect(siti.last()).toContain('Versi 2')
    expect(siti.last()).toContain('Versi 1')
  })

  test.step('reads it in English too', async () => {
    const { rahmat } = place.cast
    await rahmat.commands('/pengaturan')
    await rahmat.taps('English')
    await rahmat.commands('/rapor')
    await rahmat.taps('Quarter IV of 2026')
    expect(rahmat.last()).toContain('Suggested grade: Good (Baik)')
    expect(rahmat.last()).toContain('Criteria score: 72.5')
  })
})

describe('a quarter whose appraisers publish at once', () => {
  it('tells the person in office hours, right after it is sent', async () => {
    const place = await office({ people: DEPARTMENT, start: OPENING })
    const { olga, budi, siti } = place.cast
    await olga.presses('cycle.plan', '2026Q4')
    await olga.answers({ 'Bagaimana hasil evaluasi diterbitkan?': 'Langsung saat penilai mengirim' })
    await olga.presses('cycle.open-yes', '2026Q4')
    await appraises(budi, 'Siti Contohwati')
    expect(budi.last()).toContain('disampaikan kepada pegawai pada jam kerja')
    await place.settled()
    expect(siti.messages().filter(({ plain }) => plain.startsWith('Hasil evaluasi'))).toHaveLength(1)
    await place.close()
  })
})
