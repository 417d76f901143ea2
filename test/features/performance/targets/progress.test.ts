import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { webChannel } from '../../../../src/channels/web/index.ts'
import { writeSheet } from '../../../../src/platform/spreadsheets/files.ts'
import { plainDoor } from '../../../support/door.ts'
import { story } from '../../../support/story.ts'
import { agreed, type Bureau, bureau, reports } from './stage.ts'

const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n')

describe('progress', () => {
  const test = story()
  let place: Bureau
  beforeAll(async () => {
    place = await bureau([parts => webChannel({ ...parts, door: plainDoor, demo: null })])
    await agreed(place, [
      ['Layanan selesai', '60'],
      ['Arsip tertata', '40'],
    ])
  })
  afterAll(() => place.close())

  /** A browser in which this person is signed in. */
  async function browser(personId: string) {
    const [token, address] = [`token-of-${personId}`, `web${personId}`]
    const hash = createHash('sha256').update(token).digest('hex')
    const now = place.clock.now()
    const expiresAt = new Date(now.getTime() + 86_400_000)
    await place.db.client.webSession.create({ data: { hash, address, createdAt: now, expiresAt } })
    await place.db.client.account.create({ data: { channel: 'web', address, personId, linkedAt: now } })
    return async (
      path: string,
      { headers = {}, ...init }: { method?: string; body?: FormData; headers?: Record<string, string> } = {},
    ) => place.app.pages.request(path, { ...init, headers: { ...headers, cookie: `rekan=${token}` } })
  }
  const sent = async (id: string, bytes: Uint8Array, name: string) => {
    const file = { id, name, mime: 'application/pdf' }
    await place.db.client.storedFile.create({
      data: { ...file, bytes: Uint8Array.from(bytes), createdAt: place.clock.now(), expiresAt: null },
    })
    return file
  }

  test.step('is reported with value, note and evidence, shown with a bar, and confirmed with one tap', async () => {
    const { siti, budi } = place.cast
    const { id } = await place.target('siti', 'Layanan selesai')
    await siti.commands('/target')
    await siti.taps('Layanan selesai')
    await siti.taps('Laporkan kemajuan')
    await siti.answers({
      'Layanan selesai: berapa berkas sampai hari ini?': '13',
      Keterangan: 'Termasuk <i>berkas</i> lama',
      'Bukti dukung': await sent('filepdf', PDF, 'laporan.pdf'),
    })
    expect(siti.last()).toContain(
      '▓▓▓▓▓▓░░░░ 65% · 13 berkas · target 20 berkas · diharapkan sampai hari ini 12,2',
    )
    expect(siti.last()).toContain('menunggu konfirmasi penilai')
    await place.settled()
    expect(budi.last()).toContain('Laporan kemajuan yang perlu dikonfirmasi: 1.')
    await budi.presses('target.show', id)
    expect(budi.last()).toContain('“Termasuk <i>berkas</i> lama”')
    await budi.taps('Konfirmasi')
    await place.settled()
    expect(siti.last()).toContain('Laporan dikonfirmasi: Layanan selesai')
    expect(await place.app.targets.achievementOf('siti', '2026Q4')).toEqual({
      percent: 39,
      reached: 0,
      targets: 2,
      allReached: false,
    })
  })

  test.step('evidence is opened by those who may; a foreign browser finds nothing at any address', async () => {
    const { id } = await place.target('siti', 'Layanan selesai')
    const report = await place.db.client.targetProgress.findFirstOrThrow({ where: { targetId: id } })
    const { budi, dewi, rahmat } = place.cast
    await budi.presses('target.proof', report.id)
    const shown = budi
      .messages()
      .at(-1)
      ?.card.blocks.find(block => block.kind === 'file')?.file
    expect(shown?.name).toBe('laporan.pdf')
    for (const one of [dewi, rahmat]) {
      const before = one.messages().length
      await one.presses('target.proof', report.id)
      expect(one.lastToast()).toContain('hanya dapat dibuka oleh')
      expect(one.messages()).toHaveLength(before)
    }
    const foreign = await browser('dewi')
    const nobody = async (path: string) => place.app.pages.request(path)
    for (const guess of [
      shown?.id,
      report.evidenceId,
      report.id,
      'filepdf',
      '../evidence',
      '%2e%2e%2fevidence',
    ])
      for (const ask of [foreign, nobody]) expect((await ask(`/files/${guess}`)).status).toBe(404)
    // In the browser of the one who may it is there once it was asked for in that very conversation.
    const own = await browser('siti')
    expect((await own(`/files/${shown?.id}`)).status).toBe(404)
    const body = new FormData()
    body.append('press', `target.proof~${report.id}`)
    body.append('key', 'open-proof-1')
    await own('/act', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } })
    const [, link = ''] = /"(\/files\/[a-z0-9]+)"/.exec(await (await own('/')).text()) ?? []
    const opened = await own(link)
    expect(Buffer.from(await opened.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-')
    for (const ask of [foreign, nobody]) expect((await ask(link)).status).toBe(404)
  })

  test.step('evidence is taken by what it is: a page that calls itself a PDF is not', async () => {
    const { siti } = place.cast
    const { id } = await place.target('siti', 'Arsip tertata')
    await siti.presses('target.report', id)
    await siti.answers({
      'Arsip tertata: berapa berkas sampai hari ini?': '1',
      'Bukti dukung': await sent('filehtml', new TextEncoder().encode('<html></html>'), 'bukti.pdf'),
    })
    expect(siti.lastToast()).toContain('Berkas belum dapat kami terima')
    expect(await place.db.client.targetProgress.count({ where: { targetId: id } })).toBe(0)
    await siti.commands('/batal')
  })

  test.step('is asked back with a question, and the confirmed value stands', async () => {
    const { siti, budi } = place.cast
    const { id } = await place.target('siti', 'Layanan selesai')
    await reports(place, siti, id, '19')
    const report = await place.db.client.targetProgress.findFirstOrThrow({
      where: { targetId: id, state: 'reported' },
    })
    await siti.presses('target.confirm', report.id)
    expect(siti.lastToast()).toContain('dijawab oleh pihak lain')
    await budi.presses('target.ask-back', report.id)
    await budi.answers({ 'Apa yang perlu dijelaskan atau diperbaiki?': 'Berkas mana yang termasuk?' })
    await place.settled()
    expect(siti.last()).toContain('“Berkas mana yang termasuk?”')
    expect(await place.target('siti', 'Layanan selesai')).toMatchObject({
      confirmedValue: 13,
      reportedValue: 13,
    })
  })

  test.step('only the employee reports, and only what was agreed', async () => {
    const { budi } = place.cast
    const { id } = await place.target('siti', 'Layanan selesai')
    await reports(place, budi, id, '20').catch(() => {})
    expect(await place.db.client.targetProgress.count({ where: { targetId: id, value: 20 } })).toBe(0)
  })

  test.step('all reached and confirmed: congratulated once, in private, and named to the awards', async () => {
    const { siti, budi } = place.cast
    const glad = () =>
      siti.messages().filter(({ plain }) => plain.startsWith('Selamat, seluruh target tercapai')).length
    for (const [result, value] of [
      ['Layanan selesai', '21'],
      ['Arsip tertata', '20'],
    ] as const) {
      const { id } = await place.target('siti', result)
      await reports(place, siti, id, value)
      const report = await place.db.client.targetProgress.findFirstOrThrow({
        where: { targetId: id, state: 'reported' },
      })
      expect(await place.app.targets.allReached('2026Q4')).toEqual([])
      await Promise.all([
        budi.presses('target.confirm', report.id),
        budi.presses('target.confirm', report.id),
      ])
      await place.settled()
    }
    expect(glad()).toBe(1)
    expect(await place.app.targets.allReached('2026Q4')).toEqual(['siti'])
    expect(await place.app.targets.achievementOf('siti', '2026Q4')).toMatchObject({
      percent: 103,
      allReached: true,
    })
  })

  test.step('whoever reported nothing is reminded once in the last week of the month, in office hours', async () => {
    const { rahmat, siti, olga } = place.cast
    const columns = ['NIP', 'Triwulan', 'Hasil Kerja', 'Indikator', 'Satuan', 'Target', 'Bobot', 'Arah'].map(
      title => ({ title }),
    )
    const { nip } = await place.db.client.person.findUniqueOrThrow({ where: { id: 'rahmat' } })
    const send = async (name: string, rows: (string | number)[][]) => {
      const { bytes, mime } = await writeSheet({ columns, rows }, 'xlsx', name)
      await place.db.client.storedFile.create({
        data: {
          id: name,
          name: `${name}.xlsx`,
          mime,
          bytes: Uint8Array.from(bytes),
          createdAt: place.clock.now(),
          expiresAt: null,
        },
      })
      await olga.sends({ id: name, name: `${name}.xlsx`, mime })
    }
    const row = [nip, 'TW IV 2026', 'Jaringan terpasang', 'Jumlah titik', 'titik', 12, 70, '']
    await send('salah', [
      row,
      ['190000000000000000', 'TW IV 2026', 'Tidak ada orangnya', 'Jumlah', 'x', 1, 100, ''],
    ])
    expect(olga.last()).toContain('Mulai baris 2: jumlah bobot pegawai ini belum 100.')
    expect(olga.last()).toContain('Baris 3: NIP tidak ditemukan')
    expect(olga.last()).not.toContain('[Simpan semua]')
    await send('benar', [
      row,
      [nip, 'TW IV 2026', 'Keluhan berkurang', 'Jumlah keluhan', 'keluhan', 5, 30, 'turun'],
    ])
    await Promise.all([olga.presses('target.import', 'benar'), olga.presses('target.import', 'benar')])
    await olga.taps('Simpan semua')
    expect(olga.last()).toContain('2 target telah disimpan')
    expect(await place.db.client.target.count({ where: { personId: 'rahmat', state: 'agreed' } })).toBe(2)
    await siti.presses('target.import', 'benar')
    expect(siti.lastToast()).toContain('tidak termasuk kewenangan')

    const reminded = (one: typeof siti) =>
      one.messages().filter(({ plain }) => plain.startsWith('Laporan kemajuan bulan ini')).length
    place.clock.to('2026-11-25T02:00:00Z')
    await place.beat()
    place.clock.to('2026-11-26T02:00:00Z')
    await place.beat()
    expect([reminded(rahmat), reminded(siti)]).toEqual([1, 0])
    await rahmat.taps('Laporkan Jaringan terpasang')
    expect(rahmat.last()).toContain('Jaringan terpasang: berapa titik sampai hari ini?')
    await rahmat.commands('/batal')
    place.clock.to('2026-12-28T02:00:00Z')
    await place.beat()
    expect([reminded(rahmat), reminded(siti)]).toEqual([2, 1])
  })
})
