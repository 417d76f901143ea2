/** A fortnight of kudos: five people on three channels, from the office's file to somebody's last day. */
import { afterAll, beforeAll, expect } from 'vitest'
import type { Resident, Room } from '../support/residents/resident.ts'
import { story } from '../support/story.ts'
import { type Settler, type Town, threeChannels } from '../support/three-channels.ts'

const KOMINFO = 'Dinas Kominfo (contoh)'
const HEALTH = 'Dinas Kesehatan (contoh)'
const FIVE = {
  olga: { name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', lives: 'telegram', roles: ['pengelola'] },
  budi: { name: 'Budi Misalnya', unit: KOMINFO, lives: 'telegram' },
  siti: { name: 'Siti Contohwati', unit: KOMINFO, lives: 'slack' },
  rahmat: { name: 'Rahmat Umpama', unit: KOMINFO, lives: 'slack', roles: ['pengelola'] },
  dewi: { name: 'Dewi Andaikata', unit: HEALTH, lives: 'web' },
} satisfies Record<string, Settler>

// Three real platforms on a busy machine take their time.
let town: Town<typeof FIVE>
let administrator: Resident
let group: Room
let channel: Room
beforeAll(async () => {
  town = await threeChannels({ people: FIVE, hired: false, linked: false })
})
afterAll(() => town.close())

const file = () => {
  const rows = Object.values<Settler>(FIVE).map(({ name, unit, roles = [] }, index) =>
    [`19900101201501100${index + 1}`, name, unit, 'Penelaah', roles.join('+')].join(';'),
  )
  const bytes = new TextEncoder().encode(['NIP;Nama;Unit;Jabatan;Peran', ...rows].join('\n'))
  return { name: 'pegawai.csv', mime: 'text/csv', bytes }
}
async function asksACode(name: string): Promise<string> {
  await administrator.commands('/kelola')
  await administrator.taps('Pegawai dan akun')
  await administrator.taps('Cari pegawai')
  await administrator.answers({ Pegawai: name })
  await administrator.taps('Buat kode penautan')
  const [code] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(await administrator.last()) ?? []
  if (!code) throw new Error(`no code in ${await administrator.last()}`)
  return code
}
async function comesIn(person: Resident, code: string): Promise<void> {
  await person.links(code)
  await person.sees('Undang-Undang Nomor 27 Tahun 2022')
  await person.taps('Saya mengerti')
}
const praise = (whom: string | string[], value: string, said: string) => ({
  'Siapa yang ingin Bapak/Ibu apresiasi': [whom].flat(),
  'Nilai BerAKHLAK': value,
  'Apa yang ingin Bapak/Ibu sampaikan': said,
})
const kudos = () => town.db.client.kudos.count({ where: { withdrawnAt: null } })

const test = story()
test.step('Tuesday: the office comes in by a file, and everybody by their own door', async () => {
  const { db, clock, app } = town
  const code = await app.linking.bootstrapCode(clock.now())
  administrator = town.moveIn('administrator', 'Administrator Rekan', 'web')
  await comesIn(administrator, code ?? '')
  await administrator.sends(file())
  await administrator.sees('Pratinjau data pegawai', 'Pegawai baru: 5')
  await administrator.taps('Terapkan')
  await administrator.sees('Data pegawai telah diterapkan')
  for (const [id, { name }] of Object.entries(FIVE))
    await comesIn(town.cast[id as keyof typeof FIVE], await asksACode(name))
  expect(await db.client.account.count()).toBe(6)
})

test.step('Rekan is invited into a group on Telegram and a channel on Slack, each linked to its unit', async () => {
  const { olga, budi, siti, rahmat } = town.cast
  group = town.room('Kominfo kita', [olga, budi])
  channel = town.room('dinas-kesehatan', [rahmat, siti])
  for (const [officer, room, unit] of [
    [olga, group, KOMINFO],
    [rahmat, channel, HEALTH],
  ] as const) {
    await officer.invites(room)
    await officer.taps('Tautkan dengan unit kerja', { in: room })
    await officer.taps(unit, { in: room })
    await town.rest()
    expect(room.messages().at(-1)).toContain(`Grup ini tertaut dengan ${unit}`)
  }
})

test.step('Wednesday: thanks are given in every way there is', async () => {
  const { olga, budi, siti, rahmat, dewi } = town.cast
  await town.at('2026-11-25')
  await budi.commands('/pujian')
  await budi.answers(praise('Siti', 'Kolaboratif', 'Terima kasih atas bantuan menyusun laporan <b>&*_ 👏'))
  await budi.sees('Apresiasi telah disampaikan')
  await siti.sees('Ada apresiasi untuk Bapak/Ibu', 'laporan <b>&*_ 👏', 'Budi Misalnya')

  await siti.commands('/pujian @Rahmat Umpama jaringan pulih dalam satu jam, luar biasa #kompeten')
  await siti.sees('Apresiasi telah disampaikan')
  await rahmat.sees('jaringan pulih dalam satu jam', 'Siti Contohwati')

  const said = await budi.telegram?.writes(
    'Ruang rapat sudah siap.',
    group.telegram && { in: group.telegram },
  )
  if (!said || !group.telegram) throw new Error('Budi lives on Telegram')
  const reply = { in: group.telegram, replyTo: said }
  await olga.telegram?.writes('/pujian ruang rapat selalu siap tepat waktu #akuntabel', reply)
  await budi.sees('ruang rapat selalu siap tepat waktu', 'Olga Pengelola')

  const note = await siti.slack?.writes('Data vaksin sudah rapi.', channel.slack && { in: channel.slack })
  if (!note) throw new Error('Siti lives on Slack')
  await rahmat.slack?.usesShortcut(note)
  await rahmat.answers({
    'Nilai BerAKHLAK': 'Adaptif',
    'Apa yang ingin Bapak/Ibu sampaikan': 'Data yang rapi membantu kami semua',
  })
  await siti.sees('Data yang rapi membantu kami semua', 'Rahmat Umpama')

  await dewi.commands('/pujian')
  await dewi.answers(praise(['Budi', 'Siti'], 'Harmonis', 'Terima kasih atas sambutan yang hangat kemarin'))
  for (const receiver of [budi, siti]) await receiver.sees('sambutan yang hangat', 'Dewi Andaikata')
  expect(await kudos()).toBe(5)
})

test.step('the unit reads of it in its own group, and of nobody else', async () => {
  await town.rest()
  const posted = group.messages().filter(said => said.includes('Apresiasi untuk'))
  expect(posted).toHaveLength(5)
  expect(posted.join()).toContain('Apresiasi untuk Budi Misalnya')
  expect(channel.messages().join()).not.toContain('Apresiasi untuk')
})

test.step('Thursday: what was meant for somebody else is taken back, and vanishes everywhere it was', async () => {
  const { budi, dewi } = town.cast
  await town.at('2026-11-26', '10:00')
  await budi.commands('/pujian')
  await budi.answers(praise('Dewi', 'Loyal', 'Selamat atas pindah tugasnya, Bapak'))
  await dewi.sees('Selamat atas pindah tugasnya')
  await town.rest()
  expect(channel.messages().at(-1)).toContain('Apresiasi untuk Dewi Andaikata')
  await budi.taps('Tarik kembali')
  await budi.sees('Apresiasi telah ditarik kembali')
  await dewi.sees('Apresiasi ini telah ditarik kembali')
  await town.rest()
  expect((await dewi.messages()).join()).not.toContain('pindah tugas')
  expect(channel.messages().join()).not.toContain('pindah tugas')
})

test.step('Friday: an unkind one is reported in the browser, and hidden by an officer', async () => {
  const { siti, dewi, olga } = town.cast
  await town.at('2026-11-27', '09:00')
  await siti.commands('/pujian')
  await siti.answers(praise('Dewi', 'Adaptif', 'Akhirnya tepat waktu juga, tidak seperti biasanya'))
  await dewi.sees('tidak seperti biasanya')
  await dewi.taps('Laporkan')
  await dewi.answers({ 'Mengapa apresiasi ini perlu ditinjau': 'Kalimatnya menyindir di depan umum' })
  await olga.sees('Apresiasi dilaporkan', 'Kalimatnya menyindir di depan umum')
  await olga.taps('Sembunyikan')
  await olga.answers({ 'Mengapa apresiasi ini perlu ditinjau': 'Mohon disampaikan dengan santun' })
  await siti.sees('Apresiasi Bapak/Ibu tidak ditampilkan', 'Mohon disampaikan dengan santun')
  await dewi.sees('Apresiasi ini tidak ditampilkan')
  await town.rest()
  expect(channel.messages().join()).not.toContain('tidak seperti biasanya')
})

test.step('and the group reads the week’s thanks, which are on the board of every channel as well', async () => {
  const { budi, siti, dewi } = town.cast
  const digests = () => group.messages().filter(said => said.includes('Terima kasih minggu ini'))
  await town.at('2026-11-27', '14:00')
  expect(digests()).toHaveLength(1)
  expect(digests()[0]).toContain('Budi Misalnya: ')
  for (const person of [budi, siti, dewi]) {
    await person.commands('/papan')
    await person.sees('Papan apresiasi November 2026')
    // What Rahmat gave her came back within the week of what she gave him.
    await person.sees('Siti Contohwati: 2 apresiasi')
  }
})

test.step('over the weekend nobody is limited by what they gave on Friday', async () => {
  const { siti, dewi } = town.cast
  await town.at('2026-11-28', '11:00')
  await siti.commands('/pujian')
  await siti.answers(praise('Dewi', 'Harmonis', 'Mohon maaf, dan terima kasih atas kesabarannya'))
  await dewi.sees('terima kasih atas kesabarannya')
})

test.step('the second Monday: Budi blocks Rekan, and is reached again on his new phone', async () => {
  const { budi, rahmat } = town.cast
  await town.at('2026-11-30')
  await budi.telegram?.blocksBot()
  await town.telegram.idle()
  await rahmat.commands('/pujian')
  await rahmat.answers(praise('Budi', 'Akuntabel', 'Kas bidang tercatat sampai rupiah terakhir'))
  await rahmat.sees('Apresiasi telah disampaikan')
  await town.rest()
  const lost = { state: 'unreachable' as const, notice: 'kudos.received' }
  expect(await town.db.client.delivery.count({ where: lost })).toBe(1)

  const phone = town.moveIn('budi-baru', 'Budi Misalnya', 'telegram')
  await phone.links(await asksACode('Budi Misalnya'))
  await phone.sees('Akun telah ditautkan')
  await town.at('2026-12-01')
  await rahmat.commands('/pujian')
  await rahmat.answers(praise('Budi', 'Kompeten', 'Terima kasih, kas bulan November sudah ditutup'))
  await phone.sees('kas bulan November sudah ditutup')
  const accounts = await town.db.client.account.findMany({ where: { person: { name: 'Budi Misalnya' } } })
  expect(accounts.map(({ address }) => address)).toEqual([phone.address()])
})

test.step('Friday of the second week: Dewi leaves, and her page is shut at once', async () => {
  const { olga, siti, dewi } = town.cast
  await town.at('2026-12-04')
  await olga.commands('/kelola')
  await olga.taps('Pegawai dan akun')
  await olga.taps('Cari pegawai')
  await olga.answers({ Pegawai: 'Dewi' })
  await olga.taps('Catat tidak bertugas lagi')
  await olga.taps('Ya, catat')
  await olga.sees('Dewi Andaikata telah dicatat tidak bertugas lagi')
  expect(await dewi.messages()).toEqual([])
  await siti.commands('/pujian')
  await expect(siti.answers(praise('Dewi', 'Loyal', 'Selamat jalan dan terima kasih'))).rejects.toThrow(
    'no option',
  )
})

test.step('Monday after the fortnight: each kudos was told once to each of its receivers', async () => {
  await town.at('2026-12-07')
  const where = { notice: 'kudos.received', state: 'sent' as const }
  const sent = await town.db.client.delivery.findMany({ where })
  expect(new Set(sent.map(({ key }) => key)).size).toBe(sent.length)
  expect(await kudos()).toBe(9)
})
