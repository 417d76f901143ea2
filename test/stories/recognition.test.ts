/** Two awards among twenty people on three channels: from the published quarter to a certificate that is withdrawn. */
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { earns, hasQuarter, QUARTER } from '../support/merits.ts'
import type { Room } from '../support/residents/resident.ts'
import { roomsOf, TWENTY, type Who } from '../support/residents/twenty.ts'
import { story } from '../support/story.ts'
import { type Town, threeChannels } from '../support/three-channels.ts'

// Three real platforms on a busy machine take their time.
vi.setConfig({ hookTimeout: 120_000 })

let town: Town<typeof TWENTY>
let rooms: { group: Room; channel: Room }
beforeAll(async () => {
  town = await threeChannels({ people: TWENTY })
  rooms = await roomsOf(town)
})
afterAll(() => town.close())

const at = (day: string, time?: string) => town.at(day, time)
const saying = async (who: Who, ...words: string[]) =>
  (await town.cast[who].messages()).filter(said => words.every(word => said.includes(word)))
const told = (room: Room, ...words: string[]) =>
  room.messages().filter(said => words.every(word => said.includes(word)))
const page = async (code: string) => {
  const found = await town.app.pages.request(`/piagam/${code}`)
  return { status: found.status, html: await found.text() }
}
const award = (personId: string) => town.db.client.award.findFirstOrThrow({ where: { personId } })
/** Until the messages that wait for their second were changed too. */
async function shown(room: Room, ...words: string[]): Promise<string> {
  await vi.waitFor(() => expect(told(room, ...words)).toHaveLength(1), { timeout: 15_000, interval: 100 })
  return told(room, ...words)[0] ?? ''
}

const test = story()
test.step('the administrator says what stands on certificates, the officer sets up the kinds', async () => {
  const { adi, olga } = town.cast
  await adi.commands('/kelola')
  await adi.taps('Pengaturan piagam')
  await adi.taps('Ubah pengaturan')
  await adi.answers({
    'Nama instansi': 'Pemerintah Kabupaten Contoh',
    'Nama penanda tangan': 'Dr. Bagus Pimpinan',
    'Jabatan penanda tangan': 'Bupati',
    'Pola nomor piagam': '{nomor}/PIAGAM/REKAN/{tahun}',
    'Jam pengumuman': '09.00',
    'Diumumkan di': 'Semua grup instansi',
  })
  await adi.sees('Keterangan berikut tercantum pada Piagam Penghargaan')
  await olga.commands('/kelola')
  await olga.taps('Calon penghargaan')
  await olga.taps('Tambahkan 4 jenis siap pakai')
})

test.step('publishing the quarter drafts candidates with their reasons, and never a score', async () => {
  const { olga, siti } = town.cast
  await hasQuarter(town.db, QUARTER, 'closed')
  const reached = { target: 100, score: 92, kudos: 12 }
  await earns(town.db, { personId: 'siti', by: 'budi', published: false }, reached)
  await earns(town.db, { personId: 'rahmat', by: 'budi', published: false }, { target: 70, score: 75 })
  await olga.commands('/kelola')
  await olga.taps('Evaluasi triwulanan')
  await olga.taps('Triwulan III')
  await olga.taps('Terbitkan')
  await olga.taps('Ya, lanjutkan')
  await at('2026-11-24', '09:05')
  await at('2026-11-24', '09:06')
  await siti.sees('Hasil evaluasi Triwulan III')
  await olga.sees('Daftar calon Triwulan III Tahun 2026 sudah disusun')
  await olga.taps('Calon Pegawai Teladan')
  const draft = await olga.sees('Peringkat 1', 'seluruh target tercapai; 12 apresiasi dari rekan kerja')
  expect(draft).toContain('Siti Contohwati')
  expect(draft).not.toMatch(/\b92\b|\b75\b/)
})

test.step('two are nominated, one of them outside the draft; the leader returns one and approves both', async () => {
  const { olga, lea } = town.cast
  await olga.taps('Usulkan Siti Contohwati')
  await olga.answers({ 'Atas apa': 'Seluruh target tercapai, dan 12 apresiasi dari rekan' })
  await town.rest()
  await lea.sees('Siti Contohwati', '[Setujui]')
  await lea.taps('Setujui')
  await lea.sees('001/PIAGAM/REKAN/2026', 'Rabu, 25 November 2026 pukul 09.00 WIB')

  for (const reason of ['Rajin', 'Antrean imunisasi turun menjadi 20 menit']) {
    await olga.commands('/kelola')
    await olga.taps('Calon penghargaan')
    await olga.taps('Calon Inovator')
    await olga.taps('Usulkan yang lain')
    await olga.answers({ 'Siapa yang Bapak/Ibu usulkan': 'Dewi', 'Atas apa': `${reason} <b>&*_ 👏` })
    await town.rest()
    await lea.sees('Dewi Andaikata', reason, '[Setujui]')
    if (reason === 'Rajin') {
      await lea.taps('Kembalikan')
      await lea.answers({ 'Apa yang perlu': 'Mohon menyebutkan dampaknya' })
      await town.rest()
      await olga.sees('Mohon menyebutkan dampaknya')
    } else await lea.taps('Setujui')
  }
  await lea.sees('002/PIAGAM/REKAN/2026')
})

test.step('they hear it first, and the groups the next morning at nine', async () => {
  const { siti, dewi } = town.cast
  await town.rest()
  await siti.sees('Selamat atas penghargaan ini', '12 apresiasi dari rekan', 'Piagam sebagai gambar')
  await dewi.sees('Selamat atas penghargaan ini', 'imunisasi', '<b>&*_ 👏')
  await at('2026-11-25', '08:59')
  for (const room of Object.values(rooms)) expect(told(room, 'Pengumuman Penerima')).toEqual([])
  await at('2026-11-25', '09:00')
  for (const room of Object.values(rooms)) {
    expect(told(room, 'Selamat kepada Siti Contohwati, S.Sos.', 'Nomor 001/PIAGAM/REKAN/2026')).toHaveLength(
      1,
    )
    expect(told(room, 'Selamat kepada Dewi Andaikata', 'imunisasi')).toHaveLength(1)
  }
})

test.step('the certificate is theirs to take, and its code says that it is genuine', async () => {
  const { siti, dewi } = town.cast
  await siti.taps('Unduh piagam (PDF)')
  await town.rest()
  expect((await saying('siti', '[piagam-001-PIAGAM-REKAN-2026.pdf]')).length).toBe(1)
  const files = [...town.slack.world.files.values()]
  const pdf = files.find(one => one.name === 'piagam-001-PIAGAM-REKAN-2026.pdf')
  expect(
    Buffer.from(pdf?.bytes ?? [])
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  await dewi.taps('Piagam sebagai gambar')
  await dewi.sees('Piagam Penghargaan untuk Dewi Andaikata')
  const { status, html } = await page((await award('siti')).code ?? '')
  expect(status).toBe(200)
  for (const words of ['Asli', 'Siti Contohwati, S.Sos.', 'Pegawai Teladan']) expect(html).toContain(words)
})

test.step('what was withdrawn says so wherever it stands', async () => {
  const { olga, dewi } = town.cast
  const { code } = await town.db.client.award.findFirstOrThrow({ where: { personId: 'dewi', number: 2 } })
  await olga.commands('/kelola')
  await olga.taps('Calon penghargaan')
  await olga.taps('Daftar usulan')
  await olga.taps('Dewi Andaikata: Inovator (Disetujui)')
  await olga.taps('Cabut penghargaan')
  await olga.answers({ 'Mengapa penghargaan': 'Datanya ternyata milik unit lain' })
  await town.rest()
  await dewi.sees('Penghargaan dicabut', 'Datanya ternyata milik unit lain')
  for (const room of Object.values(rooms)) {
    await shown(room, 'Penghargaan untuk Dewi Andaikata telah dicabut')
    expect(told(room, 'milik unit lain')).toEqual([])
  }
  const { html } = await page(code ?? '')
  expect(html).toContain('Dicabut')
  expect(html).not.toContain('Asli')
})
