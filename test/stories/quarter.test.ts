/**
 * One whole quarter of an office of twelve on three channels: opened before the holidays, a delegate, a process that
 * is down for three days, somebody who leaves, a deadline that passes, publishing, an objection, and a correction.
 */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { OPENING } from '../support/quarter.ts'
import { appraisesOn, asAsked, opensQuarter, TWELVE } from '../support/residents/quarter.ts'
import { lastReminder, remindedOn } from '../support/residents/reminders.ts'
import { story } from '../support/story.ts'
import { type Town, threeChannels } from '../support/three-channels.ts'

type Name = keyof typeof TWELVE

// Three real platforms on a busy machine take their time.
describe('the fourth quarter of 2026', () => {
  const test = story({ timeout: 180_000 })
  let town: Town<typeof TWELVE>
  beforeAll(async () => {
    town = await threeChannels({ people: TWELVE, start: OPENING })
  })
  afterAll(() => town.close())

  const at = (day: string, time?: string) => town.at(day, time)
  const reminders = (person: Name) => remindedOn(town, person)
  const last = (person: Name) => lastReminder(town.cast[person])

  test.step('opens on a Friday morning, and reaches every appraiser before the prayer', async () => {
    await opensQuarter(town.cast.olga)
    await at('2026-12-11', '09:05')
    for (const person of ['sekar', 'karta', 'budi', 'wulan', 'ratna'] as const)
      expect(await reminders(person)).toEqual(['2026-12-11'])
    expect(await reminders('siti')).toEqual([])
    for (const person of ['budi', 'ratna'] as const)
      expect(await last(person)).toContain('3 dari 3 pegawai belum dinilai')
    expect(await last('wulan')).toContain('1 dari 1 pegawai belum dinilai')
  })

  test.step('is quiet over Christmas: cuti bersama, holiday, weekend', async () => {
    await appraisesOn(town.cast.budi, 'Siti Contohwati')
    for (const day of ['24', '25', '26', '27']) await at(`2026-12-${day}`)
    expect(await reminders('budi')).toEqual(['2026-12-11'])
  })

  test.step('turns to the delegate while Ratna is on leave, fourteen days before', async () => {
    const { olga, wulan, dewi } = town.cast
    await olga.commands('/kelola')
    await olga.taps('Pegawai dan akun')
    await olga.taps('Plt. dan Plh.')
    await olga.taps('Tambah')
    await olga.answers({
      'Pejabat yang digantikan': 'Ratna',
      'Pegawai yang menggantikan': 'Wulan',
      Jenis: 'Plh.',
      'Mulai tanggal': '2026-12-28',
      'Sampai dengan tanggal': '2027-01-03',
    })
    await at('2026-12-28')
    expect(await reminders('budi')).toEqual(['2026-12-11', '2026-12-28'])
    expect(await reminders('ratna')).toEqual(['2026-12-11'])
    expect(await last('karta')).toContain('1 dari 1 pegawai belum dinilai')
    for (const name of ['Dewi Andaikata', 'Eka Misalkan', 'Hana Barangkali', 'Ratna Seandainya'])
      expect(await last('wulan')).toContain(`[${name}]`)
    await appraisesOn(wulan, 'Dewi Andaikata')
    // A browser's session bridges a quarter; Fajar ends his.
    await town.cast.fajar.signsOut?.()
    expect(await dewi.last()).not.toContain('Hasil evaluasi')
  })

  test.step('goes on after three days in which the process was down, with one message for what was due', async () => {
    await town.stops()
    // H-7 was on Monday, 4 January; Tuesday was Isra Mikraj.
    town.clock.to('2027-01-07T08:30:00+07:00')
    await town.startsAgain()
    await at('2027-01-07', '08:31')
    await at('2027-01-07', '14:00')
    expect(await reminders('budi')).toEqual(['2026-12-11', '2026-12-28', '2027-01-07'])
    expect(await reminders('ratna')).toEqual(['2026-12-11', '2027-01-07'])
    expect(await last('ratna')).toContain('2 dari 3 pegawai belum dinilai')
    expect(await last('ratna')).toContain('4 hari lagi')
  })

  test.step('finds a half-filled form again after that', async () => {
    const { budi } = town.cast
    await budi.taps('Rahmat Umpama')
    await budi.writes('90')
    await town.stops()
    await town.startsAgain()
    await at('2027-01-08')
    expect(await reminders('budi')).toHaveLength(4)
    await budi.commands('/nilai')
    expect(await budi.last()).toContain('[Rahmat Umpama (draf)]')
    await budi.taps('Rahmat Umpama')
    expect(await budi.last()).toContain('Nilai kualitas kerja')
    await budi.commands('/batal')
  })

  test.step('forgets whoever leaves before being appraised, and keeps their chat shut', async () => {
    const { olga, hana } = town.cast
    await olga.commands('/kelola')
    await olga.taps('Pegawai dan akun')
    await olga.taps('Cari pegawai')
    await olga.answers({ Pegawai: 'Hana' })
    await olga.taps('Catat tidak bertugas lagi')
    await olga.taps('Ya, catat')
    await at('2027-01-11')
    expect(await last('ratna')).toContain('Hari ini batas waktu evaluasi Triwulan IV Tahun 2026')
    expect(await last('ratna')).toContain('1 dari 2 pegawai belum dinilai')
    expect(await last('ratna')).not.toContain('Hana')
    await hana.commands('/rapor')
    expect(await hana.last()).toContain('belum ditautkan')
  })

  test.step('is asked for each working day once it is late, and its superiors from the third on', async () => {
    for (const day of ['12', '13', '14', '15', '16', '17', '18']) await at(`2027-01-${day}`)
    const late = ['2027-01-12', '2027-01-13', '2027-01-14', '2027-01-15', '2027-01-18']
    expect((await reminders('ratna')).slice(-5)).toEqual(late)
    expect(await last('wulan')).toContain('Ratna Seandainya: 1 dari 2 belum dinilai')
    expect(await last('olga')).toContain('Ringkasan untuk pengelola kinerja')
  })

  test.step('falls silent for whoever is done', async () => {
    const { ratna, budi } = town.cast
    await appraisesOn(ratna, 'Eka Misalkan')
    await appraisesOn(budi, 'Rahmat Umpama')
    await appraisesOn(budi, 'Fajar Andaikan', { results: 'Di bawah ekspektasi' })
    await at('2027-01-19')
    await at('2027-01-20')
    expect((await reminders('ratna')).at(-1)).toBe('2027-01-18')
    expect((await reminders('budi')).at(-1)).toBe('2027-01-18')
    expect((await reminders('karta')).at(-1)).toBe('2027-01-20')
  })

  test.step('is published for all, and everybody reads their own', async () => {
    const { olga, karta, siti, dewi, rahmat } = town.cast
    await appraisesOn(karta, 'Budi Misalnya')
    await olga.commands('/kelola')
    await olga.taps('Evaluasi triwulanan')
    await olga.taps('Tutup')
    expect(await olga.last()).toContain('Pegawai yang belum dinilai: 5')
    await olga.taps('Ya, lanjutkan')
    await at('2027-01-21')
    await olga.taps('Terbitkan')
    await olga.taps('Ya, lanjutkan')
    await at('2027-01-21', '09:05')
    await at('2027-01-21', '09:06')
    for (const person of [siti, dewi, rahmat]) {
      await person.sees('Hasil evaluasi Triwulan IV')
      const told = (await person.messages()).filter(said => said.includes('[Sudah saya baca]'))
      expect(told).toHaveLength(1)
    }
    await dewi.sees('hasil evaluasi kinerja dari Wulan Kepala')
    await siti.commands('/rapor')
    await siti.sees('[Triwulan IV Tahun 2026: 86,9]')
  })

  test.step('is read, answered, and answered back, from channel to channel', async () => {
    const { budi, siti, dewi, rahmat } = town.cast
    for (const person of [rahmat, dewi]) {
      await person.taps('Sudah saya baca')
      await person.sees('telah menyatakan menerima hasil ini')
    }
    await siti.taps('Tanggapi')
    await siti.answers({ 'Tanggapan Bapak/Ibu': 'Terima kasih, jadwal koordinasi mulai saya susun.' })
    await town.rest()
    await budi.sees('Tanggapan dari Siti Contohwati', 'jadwal koordinasi mulai saya susun')
    await budi.taps('Jawab tanggapan')
    await budi.answers({ 'Jawaban Bapak/Ibu': 'Baik, kita bahas bersama pada hari Senin.' })
    await town.rest()
    await siti.sees('kita bahas bersama pada hari Senin')
  })

  test.step('comes to whoever had signed out once he is linked again, and waits in /rapor', async () => {
    const { olga, fajar } = town.cast
    expect(await fajar.messages()).toEqual([])
    await olga.commands('/kelola')
    await olga.taps('Pegawai dan akun')
    await olga.taps('Cari pegawai')
    await olga.answers({ Pegawai: 'Fajar' })
    await olga.taps('Buat kode penautan')
    const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(await olga.last()) ?? []
    await fajar.links(code)
    await town.rest()
    await fajar.sees('Hasil evaluasi')
    await fajar.commands('/rapor')
    await fajar.sees('[Triwulan IV Tahun 2026: 86,9]')
  })

  test.step('is objected to on Slack, explained on Telegram, and decided for good in the browser', async () => {
    const { siti, budi, karta } = town.cast
    await siti.taps('Ajukan keberatan')
    const bytes = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
    await siti.answers({
      'Alasan keberatan': 'Dua usulan layanan <b>&*_ pada bulan Oktober belum diperhitungkan.',
      'Bukti dukung': { name: 'usulan.pdf', mime: 'application/pdf', bytes },
    })
    await town.rest()
    await budi.sees('Siti Contohwati mengajukan keberatan nomor KEB-2027-0001')
    await karta.taps('Buka keberatan')
    await karta.sees('Dua usulan layanan <b>&*_ pada bulan Oktober', 'usulan.pdf')
    await karta.taps('Tanya penilai')
    await karta.answers({ 'Apa yang perlu dijelaskan': 'Apakah kedua usulan sudah diperhitungkan?' })
    await town.rest()
    await budi.taps('Beri penjelasan')
    await budi.answers({ 'Penjelasan Bapak/Ibu': 'Belum, karena usulannya saya terima kemudian.' })
    await town.rest()
    await karta.sees('usulannya saya terima kemudian')
    await karta.taps('Buka keberatan')
    await karta.taps('Ubah hasil')
    await karta.answers({
      'Nilai kehadiran': '95',
      'Nilai kualitas kerja': '86',
      'Nilai inisiatif': '90',
      'Rating hasil kerja': 'Sesuai ekspektasi',
      'Rating perilaku kerja': 'Di atas ekspektasi',
      'Alasan keputusan': 'Kedua usulan terbukti diajukan dan dipakai, sehingga nilainya disesuaikan.',
    })
    await town.rest()
    for (const side of [siti, budi])
      await side.sees('Keberatan KEB-2027-0001 telah diputus', 'hasil diubah', 'terbukti diajukan')
    await siti.sees('Perbaikan hasil evaluasi', '89,9')
  })

  test.step('is corrected with a reason, and both versions stay', async () => {
    const { budi, rahmat } = town.cast
    await budi.commands('/nilai')
    await budi.taps('Rahmat Umpama (diterbitkan)')
    await budi.taps('Perbaiki')
    const why = { 'Mengapa penilaian ini diperbaiki': 'Nilai inisiatif keliru dituliskan' }
    await budi.answers({ ...why, ...asAsked({ initiative: '90' }) })
    await budi.sees('Penilaian Rahmat Umpama telah dikirim', '[Rincian nilai]', '89,9')
    await town.rest()
    await rahmat.sees('Nilai inisiatif keliru dituliskan')
    await rahmat.taps('Mengapa nilai saya 89,9?')
    await rahmat.sees('Versi 1: Budi Misalnya', 'Versi 2: Budi Misalnya')
  })

  test.step('never wrote to anybody twice on one day, on a day off, or outside office hours', async () => {
    const where = { notice: 'appraisal.reminder', state: 'sent' as const }
    const rows = await town.db.client.delivery.findMany({ where })
    const seen = rows.map(
      ({ personId, finishedAt }) => `${personId} ${finishedAt?.toISOString().slice(0, 10)}`,
    )
    expect(new Set(seen).size).toBe(seen.length)
    const hours = rows.map(({ finishedAt }) => (finishedAt?.getUTCHours() ?? 0) + 7)
    expect(hours.every(hour => hour >= 8 && hour < 16)).toBe(true)
  })
})
