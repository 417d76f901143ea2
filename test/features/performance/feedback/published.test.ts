import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '../../../../src/chat/model.ts'
import { office } from '../../../support/office.ts'
import { appraises, DEPARTMENT, fills, OPENING, opens, USUAL } from '../../../support/quarter.ts'
import { story } from '../../../support/story.ts'

const begin = async (env: Record<string, string> = {}) => {
  const place = await office({ people: DEPARTMENT, start: OPENING, env })
  const { olga, budi } = place.cast
  await opens(olga)
  await appraises(budi, 'Siti Contohwati')
  await olga.presses('cycle.close-yes', '2026Q4')
  await olga.presses('cycle.publish-yes', '2026Q4')
  await place.forward(0)
  return place
}
type Place = Awaited<ReturnType<typeof begin>>
const files = (card: Card | undefined) =>
  card?.blocks.flatMap(block => (block.kind === 'file' ? [block.file] : [])) ?? []
const result = ({ cast: { siti } }: Place) =>
  siti.messages().find(({ plain }) => plain.startsWith('Hasil evaluasi Triwulan IV'))
const versionOf = async ({ db }: Place) =>
  (await db.client.appraisal.findFirstOrThrow({ where: { personId: 'siti' }, orderBy: { version: 'desc' } }))
    .id

describe('a published result', () => {
  const test = story()
  let place: Place
  beforeAll(async () => {
    place = await begin()
  })
  afterAll(() => place.close())

  test.step('comes with a picture, the same in words, and what to do', async () => {
    const said = result(place)
    expect(said?.plain).toContain('Kehadiran 95')
    expect(said?.plain).toContain('nilai kriteria 86,9')
    expect(said?.plain).toContain('Usulan predikat: Baik')
    expect(said?.plain).toContain('predikat resmi ditetapkan melalui e-Kinerja BKN')
    expect(said?.plain).toContain('Laporan bulanan selesai tepat waktu <b>&*_ 👏')
    expect(said?.plain).toContain('Koordinasi dengan bidang lain perlu lebih awal')
    expect(said?.plain).toContain('Senin, 1 Februari 2027')
    expect(said?.plain).toContain('[Sudah saya baca] [Tanggapi]')
    expect(said?.plain).toContain('sampai dengan Jumat, 25 Desember 2026 pukul 23.59 WIB')
    const [file] = files(said?.card)
    const stored = await place.db.client.storedFile.findUniqueOrThrow({ where: { id: file?.id ?? '' } })
    expect([...stored.bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')])
    expect(stored.expiresAt).not.toBeNull()
  })

  test.step('changes in place when it is read, and says that a receipt is no agreement', async () => {
    const { siti } = place.cast
    const before = siti.messages().length
    await Promise.all([siti.taps('Sudah saya baca'), siti.taps('Sudah saya baca')])
    await place.settled()
    expect(siti.messages()).toHaveLength(before)
    expect(result(place)?.plain).toContain('Tanda terima ini bukan pernyataan setuju')
    expect(result(place)?.plain).not.toContain('[Sudah saya baca]')
    expect(await place.db.client.auditEntry.count({ where: { action: 'feedback.read' } })).toBe(1)
  })

  test.step('is drawn once, and again when its file has been swept away', async () => {
    const { siti } = place.cast
    const drawn = () => place.db.client.storedFile.count({ where: { mime: 'image/png' } })
    const before = await drawn()
    await siti.commands('/rapor')
    await siti.taps('Triwulan IV Tahun 2026')
    expect(siti.last()).toContain('nilai kriteria 86,9')
    expect(await drawn()).toBe(before)
    await place.db.client.storedFile.deleteMany({ where: { mime: 'image/png' } })
    await siti.commands('/rapor')
    await siti.taps('Triwulan IV Tahun 2026')
    const [file] = files(siti.messages().at(-1)?.card)
    expect(await place.db.client.storedFile.count({ where: { id: file?.id ?? '' } })).toBe(1)
  })

  test.step('is answered once, and its appraiser answers once more', async () => {
    const { siti, budi } = place.cast
    await siti.taps('Tanggapi')
    await siti.writes('pendek')
    expect(siti.last()).toContain('10')
    await siti.answers({
      'Tanggapan Bapak/Ibu': 'Terima kasih. Koordinasi <b>&*_ akan saya mulai lebih awal.',
    })
    await place.settled()
    expect(siti.last()).toContain('kami sampaikan kepada Budi Misalnya')
    expect(budi.last()).toContain('Tanggapan dari Siti Contohwati')
    expect(budi.last()).toContain('“Terima kasih. Koordinasi <b>&*_ akan saya mulai lebih awal.”')
    expect(result(place)?.plain).not.toContain('[Tanggapi]')

    await budi.taps('Jawab tanggapan')
    await budi.fills({ 'Jawaban Bapak/Ibu': 'Baik, mari kita susun jadwalnya bersama pada hari Senin.' })
    await Promise.all([budi.taps('Kirim'), budi.taps('Kirim')])
    await place.settled()
    expect(siti.last()).toContain('Jawaban atas tanggapan Bapak/Ibu')
    expect(siti.last()).toContain('“Baik, mari kita susun jadwalnya bersama pada hari Senin.”')
    expect(await place.db.client.appraisalNote.count()).toBe(2)
    await siti.presses('feedback.answer', await versionOf(place))
    expect(siti.lastToast()).toContain('sudah kami terima')
    await budi.presses('feedback.reply', await versionOf(place))
    expect(budi.lastToast()).toContain('sudah dijawab')
  })

  test.step('shows what was said to the person, the appraiser and the superior in the report', async () => {
    const { siti, budi, karta } = place.cast
    const { assignmentId } = await place.db.client.appraisal.findFirstOrThrow({ where: { personId: 'siti' } })
    for (const one of [siti, budi, karta]) {
      await one.presses('appraisal.report', assignmentId)
      expect(one.last()).toContain('Koordinasi <b>&*_ akan saya mulai lebih awal')
      expect(one.last()).toContain('mari kita susun jadwalnya')
    }
    expect(budi.last()).not.toContain('Unduh PDF')
  })

  test.step('is a paper for one’s own file', async () => {
    const { siti } = place.cast
    await siti.presses('feedback.pdf', await versionOf(place))
    const [file] = files(siti.messages().at(-1)?.card)
    expect(file).toMatchObject({ name: 'rapor-2026Q4.pdf', mime: 'application/pdf' })
    const stored = await place.db.client.storedFile.findUniqueOrThrow({ where: { id: file?.id ?? '' } })
    expect(Buffer.from(stored.bytes.subarray(0, 5)).toString()).toBe('%PDF-')
  })

  test.step('is nobody else’s, whatever button they have; each try is written down', async () => {
    const { budi, dewi, rahmat } = place.cast
    const id = await versionOf(place)
    for (const one of [budi, dewi, rahmat])
      for (const verb of ['feedback.read', 'feedback.answer', 'feedback.pdf']) {
        await one.presses(verb, id)
        expect(one.lastToast()).toContain('tidak termasuk kewenangan')
      }
    await dewi.presses('feedback.reply', id)
    expect(dewi.lastToast()).toContain('tidak termasuk kewenangan')
    expect(await place.db.client.auditEntry.count({ where: { action: 'feedback.denied' } })).toBe(9)
    await siti404(place)
  })
})

const siti404 = async ({ cast: { siti } }: Place) => {
  await siti.presses('feedback.read', 'nobody')
  expect(siti.lastToast()).toContain('tidak termasuk kewenangan')
}

describe('whoever has not said that they read it', () => {
  const test = story()
  let place: Place
  beforeAll(async () => {
    place = await begin()
  })
  afterAll(() => place.close())
  const reminders = () =>
    place.cast.siti.messages().filter(({ plain }) => plain.includes('menunggu dibaca')).length

  /** More than are looked at together, all of them somebody's whom no message ever reached. */
  async function manyUnreached() {
    const { appraisal, assignment, receipt } = place.db.client
    const { id: assignmentId } = await assignment.findFirstOrThrow({ where: { personId: 'dewi' } })
    const like = await appraisal.findFirstOrThrow({ where: { personId: 'siti' } })
    const whose = { assignmentId, personId: 'dewi', publishedAt: new Date('2026-11-01') }
    const rows = Array.from({ length: 501 }, (_, n) => ({ ...whose, id: `-${n}`, version: n + 1 }))
    await appraisal.createMany({
      data: rows.map(row => ({ ...like, ...row, attendanceFacts: [], requestKey: row.id })),
    })
    await receipt.createMany({ data: rows.map(({ id: appraisalId }) => ({ ...whose, appraisalId })) })
  }

  test.step('is reminded once, after three working days, and never on a weekend', async () => {
    await manyUnreached()
    // Friday 11 December: the third working day after it is Wednesday 16.
    await place.forward(1)
    await place.forward(3)
    expect(reminders()).toBe(0)
    await place.forward(1)
    expect(reminders()).toBe(1)
    await place.forward(1)
    await place.forward(5)
    expect(reminders()).toBe(1)
  })

  test.step('gets a corrected result as a new message; the old one says that it was replaced', async () => {
    const { budi, siti } = place.cast
    const { assignmentId } = await place.db.client.appraisal.findFirstOrThrow({ where: { personId: 'siti' } })
    await budi.presses('appraisal.correct', assignmentId)
    await fills(budi, { initiative: '90' }, 'Nilai inisiatif keliru dituliskan')
    await budi.taps('Kirim')
    await place.forward(0)
    expect(siti.last()).toContain('Perbaikan hasil evaluasi')
    expect(siti.last()).toContain('[Sudah saya baca]')
    expect(result(place)?.plain).toContain('telah diganti dengan versi yang lebih baru')
    expect(result(place)?.plain).not.toContain('[Sudah saya baca]')
  })
})

describe('in pointer mode', () => {
  let place: Place
  const whole = () =>
    JSON.stringify([...place.cast.siti.messages(), ...place.cast.budi.messages()].map(({ card }) => card))
      // An address and what it is asked for again by are made of chance letters.
      .replaceAll(/"url":"[^"]*"|"verb":"chat.link","args":[^\]]*/g, '')
  afterAll(() => place.close())

  it('nothing of the result reaches the chat', async () => {
    place = await office({
      people: DEPARTMENT,
      start: OPENING,
      env: { CHAT_CONTENT_MODE: 'pointer', PUBLIC_URL: 'https://rekan.example.go.id' },
    })
    const { olga, siti, budi } = place.cast
    await opens(olga)
    await place.db.client.appraisal.create({ data: await written(place) })
    await olga.presses('cycle.close-yes', '2026Q4')
    await olga.presses('cycle.publish-yes', '2026Q4')
    await place.forward(0)
    expect(siti.last()).toContain('Ada hasil evaluasi untuk Bapak/Ibu')
    await siti.commands('/rapor')
    await siti.presses('appraisal.report', (await written(place)).assignmentId)
    for (const verb of ['feedback.read', 'feedback.answer', 'feedback.pdf'])
      await siti.presses(verb, 'version1')
    await budi.presses('appraisal.report', (await written(place)).assignmentId)
    // Of the reminder: what day it is, and how many are left.
    const said = whole().replaceAll(/appraisal:(pointer|remind)\./g, '')
    expect(said).not.toMatch(/8[67]|appraisal:|Laporan|Koordinasi|koordinasi|image.png|application.pdf/)
    expect(await place.db.client.pointer.count()).toBeGreaterThan(4)
  })
})

async function written(place: Place) {
  const { id } = await place.db.client.assignment.findFirstOrThrow({ where: { personId: 'siti' } })
  const { good, improve, nextStep } = USUAL
  return {
    id: 'version1',
    requestKey: 'r1',
    assignmentId: id,
    quarter: '2026Q4',
    personId: 'siti',
    version: 1,
    byId: 'budi',
    attendance: 95,
    attendanceFacts: [],
    quality: 86,
    initiative: 80,
    results: 'as' as const,
    behaviour: 'above' as const,
    good,
    improve,
    nextStep,
    nextStepOn: '2027-02-01',
    createdAt: OPENING,
  }
}
