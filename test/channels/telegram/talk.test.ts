import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { randomIds } from '../../../src/platform/ids.ts'
import { createLog } from '../../../src/platform/observability/log.ts'
import type { Person } from '../../servers/telegram/index.ts'
import { type TelegramOffice, telegramOffice } from './stage.ts'

describe('talking with Rekan on Telegram', () => {
  let place: TelegramOffice
  let [siti, budi, olga]: Person[] = []
  beforeAll(async () => {
    place = await telegramOffice()
    ;[siti, budi, olga] = [await place.link('siti'), await place.link('budi'), await place.link('olga')]
    for (const one of [siti, budi, olga]) await one.starts()
    await place.settled()
  })
  afterAll(() => place.close())
  const people = () => {
    if (!siti || !budi || !olga) throw new Error('not on stage')
    return { siti, budi, olga }
  }

  it('registers its commands in both languages, and more for those who may do more', async () => {
    const { siti, olga } = people()
    const names = (person: Person) => person.menu().map(({ command }) => command)
    expect(names(siti)).toEqual(expect.arrayContaining(['mulai', 'pujian', 'bantuan', 'batal']))
    expect(names(siti)).not.toContain('kelola')
    expect(names(olga)).toContain('kelola')
    const about = (language: string) =>
      place.server.commands({ type: 'default' }, language)?.find(({ command }) => command === 'batal')
    expect(about('id')?.description).toBe('Membatalkan formulir yang sedang diisi')
    expect(about('en')?.description).not.toBe(about('id')?.description)
  })

  it('fills a form step by step: a wrong answer, a way back, a last look, and the kudos arrives escaped', async () => {
    const { siti, budi } = people()
    await siti.writes('/pujian')
    await siti.sees('Siapa yang ingin Bapak/Ibu apresiasi?')
    await siti.writes('tidak ada orang begini')
    await siti.sees('Kami belum menemukan nama itu')
    await siti.writes('misal')
    await siti.sees('Pilih nama yang dimaksud')
    await siti.taps(/Budi Misalnya/)
    await siti.sees('Sudah dipilih')
    await siti.taps('Selesai memilih')
    await siti.sees('Langkah 2')
    await siti.taps('Kembali')
    await siti.sees('Langkah 1')
    await siti.taps('Selesai memilih')
    await siti.sees('Langkah 2')
    await siti.taps('Kolaboratif')
    await siti.sees('Langkah 3')
    await siti.writes('pendek')
    await siti.sees('Mohon menulis sedikitnya 10 karakter')
    await siti.writes('Terima kasih <b>&*_ atas bantuannya 👏')
    const review = await siti.sees('Mohon memeriksa kembali')
    expect(review.html).toContain('&lt;b&gt;&amp;*_')
    await siti.taps('Kirim')
    await siti.sees('Apresiasi telah disampaikan')
    await place.settled()
    expect(budi.last().text).toContain('Terima kasih <b>&*_ atas bantuannya 👏')
    expect(await place.db.client.kudos.count()).toBe(1)
  })

  it('answers a tap on an older question, a forged one and one that is too old', async () => {
    const { siti } = people()
    await siti.writes('/pujian')
    const first = await siti.sees('Siapa yang ingin')
    const batal = first.buttons.flat().find(({ text }) => text === 'Batal')
    await siti.writes('misal')
    await siti.sees('Pilih nama yang dimaksud')
    await siti.tapsData('form.skip~xxxxxxxxxxxx~1', first)
    await siti.seesToast('Formulir ini sudah selesai')
    await siti.tapsData('entah~apa', first)
    await siti.seesToast('Tombol ini sudah tidak berlaku')
    place.server.expireQueries()
    expect(batal?.data).toBeDefined()
    await siti.writes('/batal')
    await siti.sees('Formulir dibatalkan')
    await siti.writes('/batal')
    await siti.sees('Tidak ada formulir yang sedang diisi')
  })

  it('answers stickers, voices and unknown commands with help', async () => {
    const { siti } = people()
    const voice = { file_id: 'v', file_unique_id: 'v', duration: 3 }
    await siti.sends({ voice })
    await siti.sees('kami belum memahami pesan ini')
    await siti.writes('/entah')
    await siti.sees('Perintah /entah tidak tersedia')
    await siti.writes('/kelola')
    await siti.sees('tidak termasuk kewenangan')
  })

  it('takes a list from an officer as a CSV, and gives the wrong rows back as a file', async () => {
    const { siti, olga } = people()
    const wrong = Array.from({ length: 40 }, (_, n) => `12${n};Nama Salah;Dinas Kominfo (contoh);Penelaah\n`)
    const csv = `NIP;Nama;Unit;Jabatan\n${wrong.join('')}`
    const file = { name: 'pegawai.csv', mime: 'text/csv', bytes: Buffer.from(csv) }
    await olga.sendsDocument(file)
    await place.settled()
    const said = olga.chat.messages.filter(({ fromBot }) => fromBot).slice(-3)
    expect(said.map(({ text }) => text).join('\n')).toContain('perlu diperbaiki')
    expect(said.some(({ document }) => document?.name.startsWith('baris-keliru'))).toBe(true)
    await siti.sendsDocument(file)
    await siti.sees('Berkas pegawai.csv telah kami terima, tetapi')
  })

  it('knows nobody who has not linked, links by a deep link, and shows the privacy notice first', async () => {
    const dewi = place.server.person({ firstName: 'Dewi' })
    await dewi.starts()
    await dewi.sees('belum ditautkan dengan data pegawai')
    await dewi.writes('/papan')
    expect((await dewi.sees('belum ditautkan')).text).not.toContain('Budi')
    await dewi.starts('AAAAA-AAAAA')
    await dewi.sees('Kode penautan belum sesuai')
    await place.db.client.person.update({ where: { id: 'dewi' }, data: { noticeSeen: null } })
    const code = await place.app.linking.issue({ now: place.clock.now() }, 'dewi')
    await dewi.opens(`https://t.me/rekan_bot?start=${code}`)
    await dewi.sees('instansi Bapak/Ibu memproses data identitas')
    await dewi.writes('/pujian')
    await dewi.sees('instansi Bapak/Ibu memproses data')
    await dewi.taps('Saya mengerti')
    await dewi.sees('Akun ini sekarang terhubung')
  })

  it('shows the same update once, also when it comes twice', async () => {
    const { siti } = people()
    await siti.writes('/bantuan')
    await siti.sees('Berikut menu')
    await place.settled()
    const before = siti.chat.messages.length
    place.server.redeliver(place.server.updates.at(-1)?.update_id ?? 0)
    await place.settled()
    expect(siti.chat.messages).toHaveLength(before)
  })

  it('still answers when Telegram asks for patience or stumbles', async () => {
    const { siti } = people()
    place.server.failNext('sendMessage', { retryAfter: 1 })
    await siti.writes('/bantuan')
    await siti.sees('Berikut menu')
    place.server.failNext('sendMessage', { status: 502 })
    await siti.writes('/bantuan')
    await siti.sees('Berikut menu')
  })
})

it('keeps a half-filled form over a restart', async () => {
  const place = await telegramOffice()
  const siti = await place.link('siti')
  await siti.starts()
  await siti.writes('/pujian')
  await siti.sees('Siapa yang ingin')
  await siti.writes('misal')
  await siti.sees('Pilih nama')
  await place.settled()
  await place.app.stop()
  await siti.taps(/Budi Misalnya/)
  const config = readConfig({ LOG_LEVEL: 'silent' })
  const platform = { config, db: place.db, clock: place.clock, ids: randomIds, log: createLog('silent') }
  const again = await buildApp(platform, [place.channel])
  await again.start()
  await siti.sees('Sudah dipilih: Budi Misalnya')
  await siti.taps('Selesai memilih')
  await siti.sees('Langkah 2')
  await place.server.idle()
  await again.stop()
  await place.server.close()
  await place.db.close()
  place.server.assertClean()
}, 60_000)
