/** From a published result to the decided objection: filed, asked about, explained, decided, and final. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { office } from '../support/office.ts'
import { appraises, DEPARTMENT, OPENING, opens } from '../support/quarter.ts'

const REASON =
  'Nilai inisiatif belum memperhitungkan dua usulan layanan <b>&*_ yang saya ajukan pada bulan Oktober.'
const WHY = 'Kedua usulan terbukti diajukan dan dipakai, sehingga nilai inisiatif perlu disesuaikan.'

const begin = async (people: Parameters<typeof office>[0] = {}) => {
  const place = await office({ people: DEPARTMENT, start: OPENING, ...(people as object) })
  const { olga, budi } = place.cast
  await opens(olga)
  await appraises(budi, 'Siti Contohwati')
  await olga.presses('cycle.close-yes', '2026Q4')
  await olga.presses('cycle.publish-yes', '2026Q4')
  await place.forward(0)
  return place
}
type Place = Awaited<ReturnType<typeof begin>>
const version = async ({ db }: Place, personId = 'siti') =>
  db.client.appraisal.findFirstOrThrow({ where: { personId }, orderBy: { version: 'desc' } })
const filed = ({ db }: Place) => db.client.objection.findFirstOrThrow()
const result = ({ cast: { siti } }: Place) =>
  siti.messages().find(({ plain }) => plain.startsWith('Hasil evaluasi Triwulan IV'))
const at = async (place: Place, day: string, time = '09:00') => {
  place.clock.to(`${day}T${time}:00+07:00`)
  await place.app.beat()
  await place.settled()
}
async function objects(place: Place, file?: { name: string; mime: string; bytes: Uint8Array }) {
  const { siti } = place.cast
  await siti.presses('objection.file', (await version(place)).id)
  await siti.writes(REASON)
  if (file) {
    const { bytes, ...rest } = file
    const id = `file${rest.name}`
    await place.db.client.storedFile.create({
      data: { id, ...rest, bytes: Uint8Array.from(bytes), createdAt: place.clock.now(), expiresAt: null },
    })
    await siti.sends({ id, ...rest })
  } else await siti.taps('Lewati')
  await Promise.all([siti.taps('Kirim'), siti.taps('Kirim')])
  await place.settled()
}
const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

describe('an objection', () => {
  let place: Place
  beforeAll(async () => {
    place = await begin()
  })
  afterAll(() => place.close())

  it('needs a reason of at least thirty characters, and goes to the appraiser’s superior', async () => {
    const { siti, budi, karta } = place.cast
    await siti.taps('Ajukan keberatan')
    await siti.writes('Saya kurang setuju.')
    expect(siti.last()).toContain('30')
    await siti.commands('/batal')
    await objects(place, { name: 'usulan.pdf', mime: 'application/pdf', bytes: PDF })
    expect(await place.db.client.objection.count()).toBe(1)
    const all = siti.messages().map(({ plain }) => plain)
    const told = all.find(plain => plain.startsWith('Keberatan Bapak/Ibu telah kami terima'))
    expect(told).toContain('dengan nomor KEB-2026-0001 dan diteruskan kepada atasan penilai (Karta Kepala)')
    expect(result(place)?.plain).toContain('Keberatan nomor KEB-2026-0001: sedang ditelaah')
    expect(result(place)?.plain).not.toContain('[Ajukan keberatan]')
    expect(budi.last()).toContain('Siti Contohwati mengajukan keberatan nomor KEB-2026-0001')
    expect(karta.last()).toContain('memerlukan penelaahan Bapak/Ibu')
  })

  it('is seen whole by the decider, with the reason and the file, and each look is written down', async () => {
    const { karta } = place.cast
    await karta.taps('Buka keberatan')
    expect(karta.last()).toContain(`“${REASON}”`)
    expect(karta.last()).toContain('[usulan.pdf] Bukti pendukung: usulan.pdf')
    expect(await place.db.client.auditEntry.count({ where: { action: 'objection.read' } })).toBe(1)
    await karta.taps('Lihat penilaian')
    expect(karta.last()).toContain('Nilai kriteria: 86,9')
  })

  it('shows its appraiser that it is there, not what it says; nobody else sees anything', async () => {
    const { budi, ratna, rahmat, olga } = place.cast
    const { id } = await filed(place)
    await budi.presses('objection.show', id)
    expect(budi.last()).toContain('KEB-2026-0001')
    expect(budi.last()).not.toContain('usulan')
    for (const one of [ratna, rahmat, olga]) {
      await one.presses('objection.show', id)
      expect(one.lastToast()).toContain('tidak termasuk kewenangan')
    }
    for (const one of [budi, olga, place.cast.siti])
      for (const [verb, more] of [
        ['ask', 'employee'],
        ['decide', 'stays'],
        ['change', ''],
      ] as const) {
        await one.presses(`objection.${verb}`, id, more)
        expect(one.lastToast()).toContain('tidak termasuk kewenangan')
      }
    expect(await place.db.client.auditEntry.count({ where: { action: 'objection.denied' } })).toBe(12)
  })

  it('is not corrected away by the appraiser', async () => {
    const { budi } = place.cast
    await budi.presses('appraisal.correct', (await version(place)).assignmentId)
    expect(budi.lastToast()).toContain('hanya melalui keputusan atas keberatan')
    await place.cast.siti.presses('objection.file', (await version(place)).id)
    expect(place.cast.siti.lastToast()).toContain('sudah kami terima')
  })

  it('lets the decider ask either side, and keeps what they explain', async () => {
    const { siti, budi, karta } = place.cast
    const { id } = await filed(place)
    await karta.presses('objection.ask', id, 'appraiser')
    await karta.writes('Apakah kedua usulan pada bulan Oktober sudah diperhitungkan?')
    await karta.taps('Kirim')
    await place.settled()
    expect(budi.last()).toContain('Karta Kepala memohon penjelasan Bapak/Ibu')
    const told = siti
      .messages()
      .find(({ plain }) => plain.startsWith('Keberatan Bapak/Ibu telah kami terima'))
    expect(told?.plain).toContain('Penjelasan Budi Misalnya: diminta, belum diterima')
    expect(told?.plain).not.toContain('kedua usulan pada bulan Oktober sudah')

    await siti.presses('objection.explain', (await place.db.client.objectionQuestion.findFirstOrThrow()).id)
    expect(siti.lastToast()).toContain('tidak termasuk kewenangan')
    await budi.taps('Beri penjelasan')
    await budi.writes('Belum, karena usulan itu saya terima setelah penilaian.')
    await budi.taps('Kirim')
    await place.settled()
    expect(karta.last()).toContain('“Belum, karena usulan itu saya terima setelah penilaian.”')

    await karta.presses('objection.ask', id, 'employee')
    await karta.writes('Kapan kedua usulan tersebut disampaikan?')
    await karta.taps('Kirim')
    await place.settled()
    expect(siti.last()).toContain('“Kapan kedua usulan tersebut disampaikan?”')
  })

  it('reminds who has to act after two working days, once a day, never on a day off', async () => {
    const reminders = async (person: string) =>
      place.db.client.delivery.count({
        where: { personId: person, notice: 'objection.remind', state: 'sent' },
      })
    await at(place, '2026-12-12')
    await at(place, '2026-12-14')
    expect(await reminders('karta')).toBe(0)
    await at(place, '2026-12-15')
    await at(place, '2026-12-15', '14:00')
    expect([await reminders('karta'), await reminders('siti'), await reminders('budi')]).toEqual([1, 1, 0])
    await at(place, '2026-12-19')
    expect(await reminders('karta')).toBe(1)
    const { siti } = place.cast
    expect(siti.last()).toContain('Pengingat keberatan')
    await siti.taps('Beri penjelasan')
    await siti.writes('Pada 5 dan 20 Oktober 2026, melalui surat dinas.')
    await siti.taps('Kirim')
    await at(place, '2026-12-21')
    expect(await reminders('siti')).toBe(1)
  })

  it('is decided for good: a change is a new version of the result, and both are told why', async () => {
    const { siti, budi, karta } = place.cast
    const { id } = await filed(place)
    await karta.presses('objection.change', id)
    await karta.writes('95')
    await karta.writes('86')
    await karta.writes('90')
    await karta.taps('Sesuai ekspektasi')
    await karta.taps('Di atas ekspektasi')
    await karta.writes(WHY)
    expect(karta.last()).toContain('Nilai kriteria: 89,9')
    expect(karta.last()).toContain('Keputusan bersifat final')
    await Promise.all([karta.taps('Kirim'), karta.taps('Kirim')])
    await place.settled()
    const { version: number, byId, reason, initiative } = await version(place)
    expect({ number, byId, reason, initiative }).toEqual({
      number: 2,
      byId: 'karta',
      reason: WHY,
      initiative: 90,
    })
    for (const one of [siti, budi]) {
      const decided = one
        .messages()
        .find(({ plain }) => plain.startsWith('Keberatan KEB-2026-0001 telah diputus'))
      expect(decided?.plain).toContain('hasil diubah')
      expect(decided?.plain).toContain(`“${WHY}”`)
      expect(decided?.plain).toContain('bersifat final')
    }
    const corrected = siti.messages().find(({ plain }) => plain.startsWith('Perbaikan hasil evaluasi'))
    expect(corrected?.plain).toContain('nilai kriteria 89,9')
    expect(corrected?.plain).toContain('Keberatan nomor KEB-2026-0001: hasil diubah')
    expect(corrected?.plain).not.toContain('[Ajukan keberatan]')
    expect(result(place)?.plain).toContain('telah diganti dengan versi yang lebih baru')
  })

  it('stays decided, whatever button is still there', async () => {
    const { karta, siti, budi } = place.cast
    const { id } = await filed(place)
    await karta.presses('objection.decide', id, 'rejected')
    expect(karta.lastToast()).toContain('sudah diputus')
    await siti.presses('objection.file', (await version(place)).id)
    expect(siti.lastToast()).toContain('sudah kami terima')
    await budi.presses('appraisal.correct', (await version(place)).assignmentId)
    expect(budi.lastToast()).toContain('hanya melalui keputusan')
    await siti.presses('objection.show', id)
    expect(siti.last()).toContain('[usulan.pdf]')
    expect(siti.last()).toContain('“Pada 5 dan 20 Oktober 2026, melalui surat dinas.”')
    expect(siti.last()).not.toContain('usulan itu saya terima setelah penilaian')
  })
})

describe('the fourteen days', () => {
  let place: Place
  beforeAll(async () => {
    place = await begin()
  })
  afterAll(() => place.close())

  it('last until 23.59 of the last day, in the office’s time', async () => {
    const { siti } = place.cast
    await at(place, '2026-12-25', '23:58')
    await siti.presses('objection.file', (await version(place)).id)
    expect(siti.last()).toContain('Alasan keberatan')
    await siti.writes(REASON)
    await siti.taps('Lewati')
    await at(place, '2026-12-26', '00:00')
    await siti.taps('Kirim')
    expect(siti.lastToast()).toContain('telah berakhir pada Jumat, 25 Desember 2026 pukul 23.59 WIB')
    expect(siti.lastToast()).toContain('silakan menghubungi Olga Pengelola')
    expect(await place.db.client.objection.count()).toBe(0)
  })

  it('leave no button behind', async () => {
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
    await budi.writes(REASON)
    await budi.taps('Lewati')
    await budi.taps('Kirim')
    await place.settled()
    expect(olga.last()).toContain('Mohon menetapkan pejabat yang memutus')
    expect(olga.last()).not.toContain('usulan')
    await dewi.presses('objection.name', (await filed(place)).id)
    expect(dewi.lastToast()).toContain('tidak termasuk kewenangan')
    await olga.taps('Tetapkan pemutus')
    await olga.writes('Budi')
    await olga.taps('Budi Misalnya')
    await olga.taps('Kirim')
    expect(olga.last()).toContain('tidak dapat berasal dari salah satu pihak')
    await olga.writes('Ratna')
    await olga.taps('Ratna Seandainya')
    await olga.taps('Kirim')
    await place.settled()
    expect(ratna.last()).toContain('memerlukan penelaahan')
    await ratna.taps('Buka keberatan')
    await ratna.taps('Lihat penilaian')
    expect(ratna.last()).toContain('Penilaian Budi Misalnya')
    await ratna.presses('objection.decide', (await filed(place)).id, 'rejected')
    await ratna.writes('Keberatan tidak menunjukkan fakta yang berbeda dari penilaian.')
    await ratna.taps('Kirim')
    await place.settled()
    expect(budi.last()).toContain('keberatan ditolak')
    await olga.presses('objection.name', (await filed(place)).id)
    expect(olga.lastToast()).toContain('sudah ditetapkan')
  })
})

describe('objections of a year', () => {
  it('are numbered without gaps, also when two are filed at once', async () => {
    const place = await office({ people: DEPARTMENT, start: OPENING })
    const { olga, budi, siti, rahmat } = place.cast
    await opens(olga)
    for (const name of ['Siti Contohwati', 'Rahmat Umpama']) await appraises(budi, name)
    await olga.presses('cycle.close-yes', '2026Q4')
    await olga.presses('cycle.publish-yes', '2026Q4')
    await place.forward(0)
    for (const one of [siti, rahmat]) {
      await one.presses('objection.file', (await version(place, one.id)).id)
      await one.writes(REASON)
      await one.taps('Lewati')
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
