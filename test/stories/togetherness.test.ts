/**
 * Six weeks of twenty people on three channels: an afternoon together from its announcement to what people said
 * of it; coffee and the month's survey beside them.
 */
import { afterAll, beforeAll, expect, vi } from 'vitest'
import type { Room } from '../support/residents/resident.ts'
import { NAMES, roomsOf, TWENTY, type Who } from '../support/residents/twenty.ts'
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
/** Until the messages that wait for their second were changed too. */
async function shown(room: Room, ...words: string[]): Promise<string> {
  await vi.waitFor(() => expect(told(room, ...words)).toHaveLength(1), { timeout: 15_000, interval: 100 })
  return told(room, ...words)[0] ?? ''
}

const PICTURE = {
  name: 'poster.png',
  mime: 'image/png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
    'base64',
  ),
}
const SEATS = 14
const COFFEE = ['hana', 'dewi', 'eka'] as const

const test = story({ timeout: 180_000 })
test.step('three of them join the coffee pairs', async () => {
  for (const who of COFFEE) {
    await town.cast[who].commands('/kegiatan')
    await town.cast[who].taps('Bincang santai')
    await town.cast[who].taps('Ikut bincang santai')
    await town.cast[who].sees('Bapak/Ibu sudah ikut')
  }
})

test.step('an afternoon together is planned in a form with a picture, and announced to everybody and the groups', async () => {
  const { olga } = town.cast
  await olga.commands('/kegiatan')
  await olga.taps('Buat kegiatan')
  await olga.answers({
    'Apa nama kegiatannya': 'Sore <b>&*_ bersama',
    'Apa saja acaranya': 'Permainan dan makan bersama 🏃',
    'Di mana tempatnya': 'Lapangan Merdeka',
    'Pada tanggal berapa': '2026-12-03',
    'Pukul berapa': '13.00-15.30',
    'Untuk siapa': ['Seluruh pegawai'],
  })
  await olga.answers({ 'Berapa tempat': String(SEATS), 'Apakah ada gambar': PICTURE })
  await olga.sees('Mohon memeriksa: Sore <b>&*_ bersama', 'Kamis, 3 Desember 2026 pukul 13.00–15.30 WIB')
  await olga.taps('Umumkan')
  await town.rest()
  for (const who of NAMES) {
    const [said = '', ...more] = await saying(who, 'Kegiatan: Sore <b>&*_ bersama')
    expect(more).toEqual([])
    expect(said).toMatch(/Kuota:? ?0 dari 14 terisi/)
  }
  for (const room of Object.values(rooms))
    expect(told(room, 'Kegiatan: Sore <b>&*_ bersama', '0 dari 14 terisi')).toHaveLength(1)
})

test.step('all twenty answer at once, from everywhere: the counts stand in every place, changed where they stood', async () => {
  const says = (who: Who) => (who === 'adi' || who === 'lea' ? 'Mungkin' : who === 'budi' ? 'Tidak' : 'Hadir')
  await Promise.all(
    NAMES.map(who => {
      const room = who === 'gita' ? rooms.group : who === 'ratna' ? rooms.channel : undefined
      return town.cast[who].taps(says(who), room && { in: room })
    }),
  )
  await town.rest()
  const counts = ['14 dari 14 terisi', 'Hadir 14 · Mungkin 2 · Tidak 1', '3 orang']
  for (const room of Object.values(rooms)) await shown(room, 'Kegiatan: Sore', ...counts)
  for (const who of NAMES) await town.cast[who].sees('Kegiatan: Sore', ...counts)
  const waiting = await town.db.client.eventAnswer.count({ where: { state: 'waiting' } })
  expect(waiting).toBe(3)
})

test.step('who cannot come after all makes room for the first who waits, and that one is told', async () => {
  const inLine = { where: { state: 'waiting' as const }, orderBy: { turn: 'asc' as const } }
  const first = await town.db.client.eventAnswer.findFirstOrThrow(inLine)
  const going = await town.db.client.eventAnswer.findMany({ where: { state: 'yes' } })
  const atHome = going.map(({ personId }) => personId as Who).find(who => TWENTY[who].lives === 'web')
  if (!atHome) throw new Error('five of twenty live in the browser')
  await town.cast[atHome].commands('/kegiatan')
  await town.cast[atHome].taps('Sore')
  await town.cast[atHome].taps('Tidak')
  await town.rest()
  await town.cast[first.personId as Who].sees('Ada tempat bagi Bapak/Ibu')
  for (const room of Object.values(rooms))
    await shown(room, 'Kegiatan: Sore', '14 dari 14 terisi', 'Hadir 14 · Mungkin 2 · Tidak 2', '2 orang')
  expect(await town.db.client.delivery.count({ where: { notice: 'events.seat' } })).toBe(1)
})

test.step('a new place is told to those who said they come, wait or may come; to nobody else', async () => {
  const { olga } = town.cast
  await at('2026-11-27')
  await olga.commands('/kegiatan')
  await olga.taps('Sore')
  await olga.taps('Ubah rincian')
  await olga.answers({ 'Di mana tempatnya': 'Balai Kota' })
  await town.rest()
  const answers = await town.db.client.eventAnswer.findMany()
  for (const { personId, state } of answers) {
    const [said] = await saying(personId as Who, 'Perubahan kegiatan', 'tempat', 'Balai Kota')
    expect([personId, said !== undefined]).toEqual([personId, state !== 'no'])
  }
  for (const room of Object.values(rooms)) await shown(room, 'Kegiatan: Sore', 'Balai Kota')
})

test.step('those who come are reminded on the working day before and an hour before, once', async () => {
  for (const time of ['08:00', '08:05']) await at('2026-12-02', time)
  for (const time of ['12:00', '12:05']) await at('2026-12-03', time)
  const answers = await town.db.client.eventAnswer.findMany()
  for (const { personId, state } of answers) {
    const day = await saying(personId as Who, 'Pengingat: Sore', 'Kami menantikan')
    const hour = await saying(personId as Who, 'Pengingat: Sore', 'sekitar satu jam lagi')
    expect([personId, day.length, hour.length]).toEqual(state === 'yes' ? [personId, 1, 1] : [personId, 0, 0])
  }
})

test.step('who was there is noted, and asked the next morning how it was', async () => {
  const { olga } = town.cast
  await at('2026-12-03', '15:31')
  await olga.sees('Kegiatan telah selesai: Sore')
  await olga.taps('Daftar hadir')
  // The list's first page; Adi said "maybe", and came.
  const orderBy = { person: { name: 'asc' as const } }
  const listed = await town.db.client.eventAnswer.findMany({ where: { state: { not: 'no' } }, orderBy })
  const present = listed.map(({ personId }) => personId as Who).slice(0, 6)
  expect(present).toContain('adi')
  for (const [n, who] of present.entries()) {
    await olga.taps(TWENTY[who].name)
    await olga.sees(`Tercatat hadir: ${n + 1} orang`)
  }
  await at('2026-12-04', '08:00')
  for (const [n, who] of present.entries()) {
    const one = town.cast[who]
    await one.sees('Bagaimana kegiatannya?', 'Sore <b>&*_ bersama')
    await one.taps('Beri ulasan')
    await one.answers({
      'Bagaimana kegiatan ini': n === 0 ? '4 – baik' : '5 – sangat baik',
      ...(n < 2 && { 'Apa yang paling berkesan': `Kebersamaannya ${n} 👏` }),
      ...(n === 2 && { 'Apa yang sebaiknya diperbaiki': 'Tempat duduk ditambah' }),
    })
    await one.sees('Terima kasih atas ulasan Bapak/Ibu')
  }
  expect(await town.db.client.eventRating.count()).toBe(6)
})

test.step('three who joined for coffee are introduced to one another on Monday, each where they live', async () => {
  await at('2026-12-07', '08:30')
  for (const who of COFFEE) {
    const [said = '', ...more] = await saying(who, 'Teman bincang Bapak/Ibu')
    expect(more).toEqual([])
    for (const other of COFFEE) expect(said.includes(TWENTY[other].name)).toBe(other !== who)
    expect(said).toContain('Rabu, 9 Desember 2026 pukul 10.00 WIB')
  }
})

test.step('the month’s survey comes to everybody, and eleven answer it with three taps', async () => {
  await at('2026-12-10', '08:30')
  for (const who of NAMES) {
    await town.cast[who].sees('Survei singkat Desember 2026')
    expect(await saying(who, 'Survei singkat Desember 2026')).toHaveLength(1)
  }
  const kominfo = NAMES.filter(who => TWENTY[who].unit === TWENTY.budi.unit).slice(0, 6)
  const health = NAMES.filter(who => TWENTY[who].unit === TWENTY.ratna.unit).slice(0, 4)
  await Promise.all(
    [...kominfo, ...health, 'lea' as const].map(async who => {
      for (const value of ['4 · ', '5 · ', '3 · ']) await town.cast[who].taps(value)
      await town.cast[who].sees('Survei Desember 2026 sudah diisi')
    }),
  )
})

test.step('the maker reads what people said, in sums and without names', async () => {
  const { olga } = town.cast
  await at('2026-12-11', '08:00')
  const summary = await olga.sees('Ringkasan kegiatan: Sore', '4,8 dari 5', 'Kebersamaannya 1 👏')
  expect(summary).toContain('Tempat duduk ditambah')
  for (const { name } of Object.values(TWENTY)) expect(summary).not.toContain(name)
})

test.step('they are asked whether they met, and one answer is enough for the three', async () => {
  const [first, ...others] = COFFEE
  await at('2026-12-18', '08:30')
  await town.cast[first].sees('Sudah bertemu?')
  await town.cast[first].taps('Sudah')
  await town.cast[first].sees('Senang mendengarnya')
  expect(await town.db.client.coffeeGroup.count({ where: { metAt: { not: null } } })).toBe(1)
  for (const who of others) expect(await saying(who, 'Sudah bertemu?')).toHaveLength(1)
})

test.step('the survey’s results come after the month, of five answers or more only', async () => {
  await at('2027-01-04')
  for (const [who, unit] of [
    ['rahmat', 'Unit kerja 4 (6 jawaban)'],
    ['hana', 'Unit kerja jawaban belum cukup'],
    ['made', 'Unit kerja jawaban belum cukup'],
  ] as const) {
    await town.cast[who].commands('/survei')
    await town.cast[who].taps('Lihat hasil')
    await town.cast[who].sees('Hasil survei Desember 2026', unit, 'seluruh instansi 4 (11 jawaban)')
  }
})
