/**
 * CHAT_CONTENT_MODE=pointer: the life of a result, its objection, check-ins and feedback on Telegram, on Slack and in
 * the browser, with nothing personal in anything that was ever sent to Telegram or Slack.
 */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { OPENING, USUAL } from '../support/quarter.ts'
import { type LinkedContent, pointed } from '../support/residents/pointed.ts'
import { ANSWERS, SAID, WORDS } from '../support/residents/pointed-words.ts'
import { asAsked, opensQuarter } from '../support/residents/quarter.ts'
import { story } from '../support/story.ts'
import { type Settler, type Town, threeChannels } from '../support/three-channels.ts'

const ORIGIN = 'https://rekan.example.go.id'
const UNIT = 'Dinas Kominfo (contoh)'
const PEOPLE = {
  olga: { lives: 'slack', name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer'] },
  karta: { lives: 'web', name: 'Karta Kepala', unit: UNIT },
  budi: { lives: 'telegram', name: 'Budi Misalnya', unit: UNIT, appraiser: 'karta' },
  siti: { lives: 'slack', name: 'Siti Contohwati', unit: UNIT, appraiser: 'budi' },
  rahmat: { lives: 'telegram', name: 'Rahmat Umpama', unit: UNIT, appraiser: 'budi' },
} satisfies Record<string, Settler>

describe('a life with pointers only', () => {
  const test = story({ timeout: 180_000 })
  let town: Town<typeof PEOPLE>
  let cast: Record<'budi' | 'siti' | 'rahmat', LinkedContent>
  beforeAll(async () => {
    const env = { CHAT_CONTENT_MODE: 'pointer', PUBLIC_URL: ORIGIN }
    town = await threeChannels({ people: PEOPLE, start: OPENING, env })
    const { budi, siti, rahmat } = town.cast
    const of = (one: typeof budi) => pointed(one, town.pages, ORIGIN)
    cast = { budi: of(budi), siti: of(siti), rahmat: of(rahmat) }
  })
  afterAll(() => town.close())
  const receipt = (personId: string) => town.db.client.receipt.findFirstOrThrow({ where: { personId } })

  test.step('is appraised on the office’s own server, from a form that Telegram only points at', async () => {
    const { budi } = cast
    await opensQuarter(town.cast.olga)
    await town.at('2026-12-11', '09:10')
    await budi.chat.sees('2 dari 2 pegawai belum dinilai')
    for (const name of ['Siti Contohwati', 'Rahmat Umpama']) {
      await budi.chat.commands('/nilai')
      expect(await budi.follows('Daftar penilaian')).toBe(303)
      await budi.page.taps(name)
      await budi.page.answers(asAsked({ good: SAID.good, improve: SAID.improve }))
      await budi.page.sees(`Penilaian ${name} telah dikirim`)
    }
    const { olga } = town.cast
    // Karta's browser forgets them after a month without a look.
    await town.at('2027-01-05')
    await town.cast.karta.messages()
    await town.at('2027-01-12')
    await olga.commands('/kelola')
    await olga.taps('Evaluasi triwulanan')
    await olga.taps('Tutup')
    await olga.taps('Ya, lanjutkan')
    await olga.taps('Terbitkan')
    await olga.taps('Ya, lanjutkan')
    await town.at('2027-01-12', '09:05')
    await town.at('2027-01-12', '09:06')
  })

  test.step('is received when it is opened, not when the pointer was delivered', async () => {
    const { siti, rahmat } = cast
    await siti.chat.sees('Ada hasil evaluasi untuk Bapak/Ibu')
    await rahmat.chat.sees('Ada hasil evaluasi untuk Bapak/Ibu')
    expect((await receipt('siti')).receivedAt).toBeNull()
    await town.at('2027-01-13', '08:30')
    expect(await siti.follows('Ada hasil evaluasi')).toBe(303)
    await siti.page.sees('Hasil evaluasi Triwulan IV', SAID.good, '86,9', 'Rabu, 27 Januari 2027')
    expect((await receipt('siti')).receivedAt).toEqual(town.clock.now())
    expect(await siti.follows('Ada hasil evaluasi')).toBe(410)
    await siti.chat.taps('Minta tautan baru')
    expect(await siti.follows('Ada hasil evaluasi')).toBe(303)
  })

  test.step('is read, answered and answered back, and chat says only that something is there', async () => {
    const { siti, budi } = cast
    await siti.page.taps('Sudah saya baca')
    await siti.page.sees('telah menyatakan menerima hasil ini')
    await siti.page.taps('Tanggapi')
    await siti.page.answers({ 'Tanggapan Bapak/Ibu': SAID.answer })
    await siti.page.sees('disimpan bersama hasil evaluasi')
    await town.rest()
    expect(await budi.follows('Ada tanggapan baru')).toBe(303)
    await budi.page.sees('Tanggapan dari Siti Contohwati', SAID.answer)
    await budi.page.taps('Jawab tanggapan')
    await budi.page.answers({ 'Jawaban Bapak/Ibu': SAID.reply })
    await town.rest()
    expect(await siti.follows('Ada jawaban baru')).toBe(303)
    await siti.page.sees(SAID.reply)
  })

  test.step('is objected to, explained and decided', async () => {
    const { siti, budi } = cast
    const { karta } = town.cast
    await siti.chat.commands('/rapor')
    expect(await siti.follows('Ada')).toBe(303)
    await siti.page.taps('Triwulan IV Tahun 2026')
    await siti.page.taps('Ajukan keberatan')
    await siti.page.answers({ 'Alasan keberatan': SAID.reason })
    await town.rest()
    expect(await budi.follows('Ada perkembangan keberatan')).toBe(303)
    await budi.page.sees('mengajukan keberatan nomor KEB-2027-0001')
    await karta.taps('Buka keberatan')
    await karta.sees(SAID.reason)
    await karta.taps('Tanya penilai')
    await karta.answers({ 'Apa yang perlu dijelaskan': SAID.question })
    await town.rest()
    expect(await budi.follows('Ada perkembangan keberatan')).toBe(303)
    await budi.page.taps('Beri penjelasan')
    await budi.page.answers({ 'Penjelasan Bapak/Ibu': SAID.explained })
    await town.rest()
    await karta.sees(SAID.explained)
    await karta.taps('Buka keberatan')
    await karta.taps('Ubah hasil')
    await karta.answers({
      'Nilai kehadiran': '95',
      'Nilai kualitas kerja': '86',
      'Nilai inisiatif': '90',
      'Rating hasil kerja': 'Sesuai ekspektasi',
      'Rating perilaku kerja': 'Di atas ekspektasi',
      'Alasan keputusan': SAID.why,
    })
    await town.rest()
    expect(await siti.follows('Ada perkembangan keberatan')).toBe(303)
    await siti.page.sees('KEB-2027-0001', 'hasil diubah', SAID.why)
    for (const line of ['/mintaumpanbalik', '/batal']) await karta.commands(line)
    await karta.sees('Formulir dibatalkan')
  })

  test.step('reminds whoever never opened it', async () => {
    await town.at('2027-01-15', '10:00')
    const unread = { personId: 'rahmat', notice: 'feedback.unread', state: 'sent' as const }
    expect(await town.db.client.delivery.count({ where: unread })).toBe(1)
    expect((await receipt('rahmat')).receivedAt).toBeNull()
  })

  test.step('asks for feedback, gives it and reads it again', async () => {
    const { siti, rahmat } = cast
    await siti.chat.commands('/mintaumpanbalik')
    expect(await siti.follows('Formulir')).toBe(303)
    await siti.page.answers({
      'Kepada siapa': 'Rahmat',
      'Mengenai hal': SAID.topic,
      'Paling lambat': '2027-01-29',
    })
    await town.rest()
    expect(await rahmat.follows('Ada permintaan umpan balik')).toBe(303)
    await rahmat.page.taps('Isi umpan balik')
    await rahmat.page.answers({ 'Apa yang ingin': 'Yang sudah baik', ...WORDS })
    await town.rest()
    expect(await siti.follows('Ada umpan balik baru')).toBe(303)
    await siti.page.sees('Umpan balik dari Rahmat Umpama', SAID.behaviour)

    await rahmat.chat.commands('/umpanbalik')
    await rahmat.chat.taps('Beri umpan balik')
    expect(await rahmat.follows('Formulir')).toBe(303)
    await rahmat.page.answers({ 'Untuk siapa': 'Siti', 'Apa yang ingin': 'Saran perbaikan', ...WORDS })
    await town.rest()
    await rahmat.chat.taps('Umpan balik yang diberikan')
    expect(await rahmat.follows('Ada informasi umpan balik')).toBe(303)
    await rahmat.page.taps('Siti Contohwati · 15 Jan 2027')
    await rahmat.page.sees('Umpan balik Bapak/Ibu untuk Siti Contohwati', SAID.impact)
  })

  test.step('is asked what became of the next step, and tells the appraiser', async () => {
    const { siti, rahmat, budi } = cast
    await town.at('2027-02-01')
    expect(await rahmat.follows('Ada pertanyaan singkat')).toBe(303)
    await rahmat.page.sees(USUAL.nextStep)
    await rahmat.page.taps('Belum, perlu waktu')
    await rahmat.page.answers({ 'Kapan tindak lanjut': '2027-03-01' })
    await rahmat.page.sees('Kami akan menanyakannya kembali pada Senin, 1 Maret 2027')
    expect(await siti.follows('Ada pertanyaan singkat')).toBe(303)
    await siti.page.taps('Perlu bantuan')
    await siti.page.sees('agar dapat membantu')
    await town.at('2027-02-02')
    expect(await budi.follows('Ada ringkasan tindak lanjut')).toBe(303)
    await budi.page.sees('Siti Contohwati: perlu bantuan', 'Rahmat Umpama: perlu waktu')
  })

  test.step('loses no day to object to a link that was not followed', async () => {
    const { rahmat } = cast
    await town.at('2027-02-10')
    expect((await receipt('rahmat')).receivedAt).toBeNull()
    await rahmat.chat.commands('/rapor')
    expect(await rahmat.follows('Ada')).toBe(303)
    await rahmat.page.taps('Triwulan IV Tahun 2026')
    await rahmat.page.sees('keberatan dapat diajukan sampai dengan Rabu, 24 Februari 2027')
    expect((await receipt('rahmat')).receivedAt).toEqual(town.clock.now())
  })

  for (const line of ['/profil', '/pelatihan', '/target', '/dataku', '/rapor'])
    test.step(`opens ${line} elsewhere`, async () => {
      for (const one of [cast.siti, cast.rahmat]) {
        await one.chat.commands(line)
        expect(await one.chat.last()).toContain('satu kali')
      }
    })

  test.step('asks for nothing personal in a chat, in whatever form there is', () => {
    const personal = /^(appraisal|feedback|objection|checkin|ongoing|target|privacy)\./
    const open = [...town.app.registry.forms.values()].filter(
      ({ id, confidential }) => personal.test(id) && !confidential,
    )
    // Part of a name is looked for, columns of a file are named, and nothing is said about anyone.
    expect(open.map(({ id }) => id).sort()).toEqual(['appraisal.search', 'target.columns'])
  })

  test.step('gave nothing personal to Telegram or Slack, in whatever it ever sent', () => {
    const { telegram, slack } = town
    const pages = [telegram.calls, slack.calls].map(calls => JSON.stringify(calls))
    const secrets = [
      ...Object.values(ANSWERS),
      ...['86,9', '89,9', '86.9', '89.9', 'ekspektasi'],
      ...['Usulan predikat', 'Nilai kualitas', 'Nilai inisiatif'],
      ...['KEB-2027', 'keberatan nomor', 'Kolaboratif', 'perlu bantuan', '(dikirim)'],
      ...['1 Maret 2027', '29 Januari 2027'],
    ]
    // Whom Budi appraises is nobody's to read in his chat.
    expect(pages[0]).not.toContain('Siti Contohwati')
    for (const page of pages) {
      expect(page.length).toBeGreaterThan(10_000)
      for (const secret of secrets) expect(page.includes(secret), secret).toBe(false)
    }
    const methods = new Set([...telegram.calls, ...slack.calls].map(({ method }) => method))
    for (const sent of ['sendPhoto', 'sendDocument', 'files.uploadV2', 'files.getUploadURLExternal'])
      expect(methods).not.toContain(sent)
  })
})
