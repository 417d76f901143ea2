/** From a published result to the decided objection: filed, asked about, explained, decided, and final. */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { at, begin, filed, objects, PDF, type Place, REASON, result, version } from '../support/objection.ts'
import { story } from '../support/story.ts'

const WHY = 'Kedua usulan terbukti diajukan dan dipakai, sehingga nilai inisiatif perlu disesuaikan.'

describe('an objection', () => {
  const test = story()
  let place: Place
  beforeAll(async () => {
    place = await begin()
  })
  afterAll(() => place.close())

  test.step('needs a reason of at least thirty characters, and goes to the appraiser’s superior', async () => {
    const { siti, budi, karta } = place.cast
    await siti.taps('Ajukan keberatan')
    await siti.writes('Saya kurang setuju.')
    expect(siti.last()).toContain('30')
    await siti.commands('/batal')
    await objects(place, { name: 'usulan.pdf', mime: 'application/pdf', bytes: PDF })
    expect(await place.db.client.objection.count()).toBe(1)
    const all = siti.messages().map(({ plain }) => plain)
    const told = all.find(plain => plain.startsWith('Tanda terima keberatan'))
    expect(told).toContain('dengan nomor KEB-2026-0001. Pejabat pemutus: Karta Kepala')
    expect(result(place)?.plain).toContain('Keberatan nomor KEB-2026-0001: sedang ditelaah')
    expect(result(place)?.plain).not.toContain('keberatan dapat diajukan')
    expect(result(place)?.plain).not.toContain('[Ajukan keberatan]')
    expect(budi.last()).toContain('Siti Contohwati mengajukan keberatan nomor KEB-2026-0001')
    expect(karta.last()).toContain('memerlukan penelaahan Bapak/Ibu')
  })

  test.step('is seen whole by the decider, with the reason and the file, and each look is written down', async () => {
    const { karta } = place.cast
    await karta.taps('Buka keberatan')
    expect(karta.last()).toContain(`“${REASON}”`)
    expect(karta.last()).toContain('[usulan.pdf] Bukti dukung: usulan.pdf')
    expect(await place.db.client.auditEntry.count({ where: { action: 'objection.read' } })).toBe(1)
    await karta.taps('Lihat penilaian')
    expect(karta.last()).toContain('Nilai kriteria: 86,9')
  })

  test.step('shows its appraiser that it is there, not what it says; nobody else sees anything', async () => {
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

  test.step('is not corrected away by the appraiser', async () => {
    const { budi } = place.cast
    await budi.presses('appraisal.correct', (await version(place)).assignmentId)
    expect(budi.lastToast()).toContain('hanya dapat diubah melalui keputusan atas keberatan')
    await place.cast.siti.presses('objection.file', (await version(place)).id)
    expect(place.cast.siti.lastToast()).toContain('sudah kami terima')
  })

  test.step('lets the decider ask either side, and keeps what they explain', async () => {
    const { siti, budi, karta } = place.cast
    const { id } = await filed(place)
    await karta.presses('objection.ask', id, 'appraiser')
    await karta.answers({
      'Apa yang perlu dijelaskan?': 'Apakah kedua usulan pada bulan Oktober sudah diperhitungkan?',
    })
    await place.settled()
    expect(budi.last()).toContain('Karta Kepala memohon penjelasan Bapak/Ibu')
    const told = siti.messages().find(({ plain }) => plain.startsWith('Tanda terima keberatan'))
    expect(told?.plain).toContain('Penjelasan Budi Misalnya: diminta, belum diterima')
    expect(told?.plain).not.toContain('kedua usulan pada bulan Oktober sudah')

    await siti.presses('objection.explain', (await place.db.client.objectionQuestion.findFirstOrThrow()).id)
    expect(siti.lastToast()).toContain('tidak termasuk kewenangan')
    await budi.taps('Beri penjelasan')
    await budi.answers({ 'Penjelasan Bapak/Ibu': 'Belum, karena usulan itu saya terima setelah penilaian.' })
    await place.settled()
    expect(karta.last()).toContain('“Belum, karena usulan itu saya terima setelah penilaian.”')

    await karta.presses('objection.ask', id, 'employee')
    await karta.answers({ 'Apa yang perlu dijelaskan?': 'Kapan kedua usulan tersebut disampaikan?' })
    await place.settled()
    expect(siti.last()).toContain('“Kapan kedua usulan tersebut disampaikan?”')
  })

  test.step('reminds who has to act after two working days, once a day, never on a day off', async () => {
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
    await siti.answers({ 'Penjelasan Bapak/Ibu': 'Pada 5 dan 20 Oktober 2026, melalui surat dinas.' })
    await at(place, '2026-12-21')
    expect(await reminders('siti')).toBe(1)
  })

  test.step('is decided for good: a change is a new version of the result, and both are told why', async () => {
    const { siti, budi, karta } = place.cast
    const { id } = await filed(place)
    await karta.presses('objection.change', id)
    await karta.fills({
      'Nilai kehadiran': '95',
      'Nilai kualitas kerja': '86',
      'Nilai inisiatif': '90',
      'Rating hasil kerja': 'Sesuai ekspektasi',
      'Rating perilaku kerja': 'Di atas ekspektasi',
      'Alasan keputusan': WHY,
    })
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
    // Final: nobody is promised days to object that they do not have.
    expect(corrected?.plain).not.toContain('keberatan dapat diajukan')
    expect(result(place)?.plain).toContain('telah diganti dengan versi yang lebih baru')
  })

  test.step('stays decided, whatever button is still there', async () => {
    const { karta, siti, budi } = place.cast
    const { id } = await filed(place)
    await karta.presses('objection.decide', id, 'rejected')
    expect(karta.lastToast()).toContain('sudah diputus')
    await siti.presses('objection.file', (await version(place)).id)
    expect(siti.lastToast()).toContain('sudah kami terima')
    await budi.presses('appraisal.correct', (await version(place)).assignmentId)
    expect(budi.lastToast()).toContain('hanya dapat diubah melalui keputusan')
    await siti.presses('objection.show', id)
    expect(siti.last()).toContain('[usulan.pdf]')
    expect(siti.last()).toContain('“Pada 5 dan 20 Oktober 2026, melalui surat dinas.”')
    expect(siti.last()).not.toContain('usulan itu saya terima setelah penilaian')
  })
})
