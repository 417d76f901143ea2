/** From a published quarter to a certificate that proves itself, and to its withdrawal. */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { type Hall, hall } from '../features/recognition/awards/stage.ts'
import { story } from '../support/story.ts'

/** A red dot, 1 × 1 pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)

describe('an award, from the quarter to the page behind its code', () => {
  const test = story()
  let place: Hall
  beforeAll(async () => {
    place = await hall(
      { siti: { target: 100, score: 92, kudos: 12 }, rahmat: { target: 70, score: 75 } },
      { PUBLIC_URL: 'https://rekan.contoh.go.id' },
    )
  })
  afterAll(() => place.close())
  const one = () => place.db.client.award.findFirstOrThrow({})
  const page = async (code: string, language = 'id') =>
    place.app.pages.request(`/piagam/${code}`, { headers: { 'accept-language': language } })
  const file = (name: string, mime: string, bytes: Uint8Array) =>
    place.db.client.storedFile.create({
      data: {
        id: name.slice(0, 12),
        name,
        mime,
        bytes: Uint8Array.from(bytes),
        createdAt: place.clock.now(),
      },
    })

  test.step('begins with the office’s name, its signer and its emblem', async () => {
    const { adi } = place.cast
    await adi.presses('award.setup')
    expect(adi.last()).toContain('belum diisi')
    await adi.taps('Ubah pengaturan')
    await adi.answers({
      'Nama instansi': 'Pemerintah Kabupaten Contoh',
      'Nama penanda tangan': 'Dr. Bagus Pimpinan',
      'Jabatan penanda tangan': 'Bupati',
      'NIP penanda tangan': '198001012005011099',
    })
    expect(adi.last()).toContain('NIP penanda tangan: ••••••••••••••1099')
    expect(JSON.stringify(await place.db.client.setting.findMany())).not.toContain('198001012005011099')
  })

  test.step('takes no emblem that only says it is a picture', async () => {
    const { adi } = place.cast
    await file('palsu0000001.png', 'image/png', Buffer.from('<svg onload="x"/>'))
    await file('rusak0000001.png', 'image/png', PNG.subarray(0, 50))
    for (const name of ['palsu0000001', 'rusak0000001']) {
      await adi.presses('award.emblem')
      await adi.answers({
        'Mohon mengirim gambar lambang instansi.': { id: name, name: 'lambang.png', mime: 'image/png' },
      })
      expect(adi.lastToast()).toContain('Gambar tidak dapat dibaca')
      await adi.commands('/batal')
    }
    await file('lambang00001.png', 'image/png', PNG)
    await adi.presses('award.emblem')
    await adi.answers({
      'Mohon mengirim gambar lambang instansi.': {
        id: 'lambang00001',
        name: 'lambang.png',
        mime: 'image/png',
      },
    })
    expect(adi.last()).toContain('Lambang: Lambang instansi')
  })

  test.step('drafts, is nominated with the reason that is proposed, and approved', async () => {
    const { olga, lea, siti } = place.cast
    await olga.presses('award.presets')
    await place.publish()
    await place.beat()
    await olga.presses('award.desk')
    await olga.taps('Calon Pegawai Teladan')
    await olga.taps('Usulkan Siti Contohwati')
    expect(olga.last()).toContain('Seluruh target tercapai dan 12 apresiasi dari rekan kerja')
    await olga.taps('Kirim')
    await place.beat()
    await lea.taps('Setujui')
    await place.beat()
    expect(lea.last()).toContain('001/PIAGAM/REKAN/2026')
    expect(siti.last()).toContain('[Unduh piagam (PDF)] [Piagam sebagai gambar]')
  })

  test.step('makes the certificate as PDF and as picture when it is asked for', async () => {
    const { siti, rahmat } = place.cast
    for (const [button, mime, magic] of [
      ['Unduh piagam', 'application/pdf', '%PDF-'],
      ['Piagam sebagai gambar', 'image/png', '\u0089PNG'],
    ] as const) {
      await siti.commands('/penghargaan')
      await siti.taps('Pegawai Teladan, Triwulan III Tahun 2026')
      await siti.taps(button)
      expect(siti.last()).toContain('[piagam-001-PIAGAM-REKAN-2026')
      const made = await place.db.client.storedFile.findFirstOrThrow({
        where: { mime, name: { startsWith: 'piagam' } },
      })
      expect(Buffer.from(made.bytes).subarray(0, magic.length).toString('latin1')).toBe(magic)
      expect(made.expiresAt).not.toBeNull()
    }
    await rahmat.presses('award.png', (await one()).id)
    expect(rahmat.lastToast()).toContain('bukan milik')
  })

  test.step('leads from the code to a page that says it is genuine, and nothing else', async () => {
    const { code } = await one()
    const found = await page(code ?? '')
    const html = await found.text()
    expect(found.status).toBe(200)
    for (const words of ['Asli', 'Siti Contohwati, S.Sos.', 'Pegawai Teladan', '24 November 2026'])
      expect(html).toContain(words)
    for (const words of ['apresiasi', 'Penelaah', '1980', 'Budi', 'Olga', 'Lea', '<script'])
      expect(html).not.toContain(words)
    expect(found.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(found.headers.get('x-robots-tag')).toContain('noindex')
    expect(found.headers.get('cache-control')).toBe('no-store')
    expect(await (await page(code ?? '', 'en-GB')).text()).toContain('Genuine')
  })

  test.step('knows no other code', async () => {
    for (const code of ['abcdefghijklabcdefghijkl', 'x', `${'a'.repeat(5000)}`, "'; DROP", '%3Cb%3E']) {
      const found = await page(encodeURIComponent(code))
      expect(found.status).toBe(404)
      expect(await found.text()).toContain('tidak dikenal')
    }
  })

  test.step('says that it is withdrawn, from the moment it is', async () => {
    const { olga } = place.cast
    const { id, code } = await one()
    await olga.presses('award.withdraw', id)
    await olga.answers({ 'Mengapa penghargaan ini dicabut?': 'Data target ternyata keliru' })
    const html = await (await page(code ?? '')).text()
    expect(html).toContain('Dicabut')
    expect(html).not.toContain('Asli')
    expect(html).not.toContain('keliru')
  })
})
