import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Office, office } from '../../../support/office.ts'
import { troubled } from './stage.ts'

describe('/pengaturan', () => {
  let place: Office
  beforeEach(async () => {
    place = await office({ channels: [troubled('telegram').make] })
  })
  afterEach(() => place.close())
  const says = () => place.cast.siti.messages()[0]?.plain ?? ''

  it('shows what holds before anything was set', async () => {
    await place.cast.siti.commands('/pengaturan')
    for (const line of [
      'Bahasa: Bahasa Indonesia',
      'Jam tenang: Tidak ada',
      'Tujuan pesan yang utama: Akun yang pertama tertaut',
      'Ringkasan mingguan: Ya',
      'Tampilkan apresiasi di grup: Ya',
    ])
      expect(says()).toContain(line)
  })

  it('changes one thing at a tap, in place, and back', async () => {
    const { siti } = place.cast
    await siti.commands('/pengaturan')
    await siti.taps('Hentikan ringkasan')
    await siti.taps('Jangan tampilkan di grup')
    expect(says()).toContain('Ringkasan mingguan: Tidak')
    expect(says()).toContain('Tampilkan apresiasi di grup: Tidak')
    await siti.taps('Kirim ringkasan')
    expect(says()).toContain('Ringkasan mingguan: Ya')
    expect(says()).toContain('Tampilkan apresiasi di grup: Tidak')
    expect(siti.messages()).toHaveLength(1)
    expect(await place.db.client.preference.findMany()).toMatchObject([
      { personId: 'siti', digest: true, publicKudos: false },
    ])
  })

  it('speaks the language that was chosen at once, and from then on', async () => {
    const { siti } = place.cast
    await siti.commands('/pengaturan')
    await siti.taps('English')
    expect(says()).toContain('Language: English')
    await siti.commands('/bantuan')
    expect(siti.last()).toContain('Help')
  })

  it('goes round the linked platforms and back to none', async () => {
    const { siti } = place.cast
    await place.db.client.account.create({
      data: { channel: 'telegram', address: '1', personId: 'siti', linkedAt: place.clock.now() },
    })
    await siti.commands('/pengaturan')
    const seen: string[] = []
    for (let tap = 0; tap < 3; tap++) {
      await siti.taps('Ganti tujuan utama')
      seen.push(/Tujuan pesan yang utama: (.*)/.exec(says())?.[1] ?? '')
    }
    expect(seen.sort()).toEqual(['Akun yang pertama tertaut', 'Peramban', 'Telegram'])
  })

  it('sets quiet hours by a form, and none again', async () => {
    const { siti } = place.cast
    const choose = async (from: string, until: string) => {
      await siti.commands('/pengaturan')
      await siti.taps('Atur jam tenang')
      await siti.answers({
        'Mulai pukul': from,
        'Sampai pukul': until,
      })
    }
    await choose('21.00', '05.00')
    expect(siti.last()).toContain('antara pukul 21.00 dan 05.00 kami tidak mengirim pesan')
    await choose('Tidak ada', '05.00')
    expect(siti.last()).toContain('Jam tenang ditiadakan')
    expect(await place.db.client.preference.findMany()).toMatchObject([{ quietFrom: null, quietUntil: null }])
  })
})
