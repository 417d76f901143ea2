import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { codeAt } from '../../../../src/features/performance/training/attendance/code.ts'
import { story } from '../../../support/story.ts'
import { type Campus, campus } from './stage.ts'

const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n')
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

describe('in the room and afterwards', () => {
  const test = story()
  let place: Campus
  let id: string
  const folder = mkdtempSync(join(tmpdir(), 'rekan-'))
  beforeAll(async () => {
    place = await campus({ DATA_DIR: folder, PUBLIC_URL: 'https://rekan.contoh.go.id' })
    id = await place.training({ title: 'Pelayanan Prima', seats: 10, trainerId: 'dewi' })
    const { siti, rahmat, budi } = place.cast
    for (const one of [siti, rahmat, budi]) await one.presses('training.join', id)
    await place.db.client.person.update({ where: { id: 'siti' }, data: { status: 'PNS' } })
    await place.db.client.person.update({ where: { id: 'rahmat' }, data: { status: 'PPPK' } })
  })
  afterAll(async () => {
    await place.close()
    rmSync(folder, { recursive: true })
  })
  const enter = async (who: keyof Campus['cast'], code: string) => {
    const one = place.cast[who]
    await one.presses('training.code', id)
    await one.answers({ 'Kode enam angka yang ditampilkan di ruangan': code })
  }
  const now = () => codeAt(SECRET, place.clock.now()).code
  const wrong = () => (now() === '000000' ? '111111' : '000000')

  test.step('the code is not taken, nor shown, a week before', async () => {
    await enter('siti', '123456')
    expect(place.cast.siti.lastToast()).toContain('mulai satu jam sebelum')
    await place.cast.siti.commands('/batal')
    await place.cast.dewi.presses('training.room', id)
    expect(place.cast.dewi.lastToast()).toContain('mulai satu jam sebelum')
  })

  test.step('the trainer shows it, an employee does not get it, and the secret is nowhere', async () => {
    place.clock.to('2026-12-01T01:00:10Z')
    const { siti, dewi, olga } = place.cast
    await dewi.presses('training.room', id)
    expect(dewi.last()).toContain(`Kode kehadiran ${now().slice(0, 3)} ${now().slice(3)}`)
    expect(dewi.last()).toContain('Berlaku 20 detik lagi')
    await olga.presses('training.room', id)
    expect(olga.last()).toContain('Pelatihan: Pelayanan Prima')
    await siti.presses('training.room', id)
    expect(siti.lastToast()).toContain('tidak termasuk kewenangan')
    const shown = [...dewi.messages(), ...olga.messages(), ...siti.messages()]
      .map(({ plain }) => plain)
      .join()
    expect(shown).not.toContain(SECRET)
  })

  test.step('stands on a page for the screen, which changes by itself and cannot be guessed', async () => {
    const { dewi } = place.cast
    await dewi.presses('training.room', id)
    const card = dewi.messages().at(-1)?.card
    const all = card?.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : [])) ?? []
    const url = all.map(button => ('url' in button ? button.url : '')).find(Boolean) ?? ''
    expect(url).toMatch(/^https:\/\/rekan\.contoh\.go\.id\/layar\/[a-z0-9]{32}$/)
    const { pathname } = new URL(url)
    const shown = await place.app.pages.request(pathname)
    const page = await shown.text()
    expect(page).toContain(`${now().slice(0, 3)} ${now().slice(3)}`)
    expect(page).toMatch(/http-equiv="refresh" content="\d+"/)
    expect(page).not.toContain(SECRET)
    for (const guess of [`${pathname.slice(0, -1)}${pathname.endsWith('0') ? '1' : '0'}`, `/layar/${id}`])
      expect((await place.app.pages.request(guess)).status).toBe(404)
    const before = place.clock.now()
    place.clock.to('2026-11-30T01:00:00Z')
    expect(await (await place.app.pages.request(pathname)).text()).not.toMatch(/\d{3} \d{3}/)
    place.clock.to(before.toISOString())
  })

  test.step('with the code of this or the last half minute somebody is present; an older one does not count', async () => {
    const code = now()
    place.clock.forward(90_000)
    await enter('siti', code)
    expect(place.cast.siti.last()).toContain('Kesempatan yang tersisa: 4')
    await place.cast.siti.commands('/batal')
    const fresh = now()
    place.clock.forward(30_000)
    await enter('siti', `${fresh.slice(0, 3)} ${fresh.slice(3)}`)
    expect(place.cast.siti.last()).toContain('Kehadiran Bapak/Ibu sudah tercatat')
  })

  test.step('after five wrong codes the right one is not taken for a while', async () => {
    const { rahmat } = place.cast
    for (let n = 0; n < 5; n++) {
      await enter('rahmat', wrong())
      await rahmat.commands('/batal')
    }
    expect(rahmat.lastToast()).toContain('belum sesuai sebanyak lima kali')
    await enter('rahmat', now())
    expect(rahmat.lastToast()).toContain('belum sesuai sebanyak lima kali')
    await rahmat.commands('/batal')
    place.clock.forward(11 * 60_000)
    await enter('rahmat', now())
    expect(rahmat.last()).toContain('Kehadiran Bapak/Ibu sudah tercatat')
  })

  test.step('somebody without a seat cannot be present', async () => {
    await enter('olga', now())
    expect(place.cast.olga.lastToast()).toContain('belum terdaftar sebagai peserta')
    await place.cast.olga.commands('/batal')
  })

  test.step('afterwards hours count by status, a no-show is noted, and those who came are asked', async () => {
    place.clock.to('2026-12-02T02:00:00Z')
    await place.beat()
    const { siti, rahmat, budi } = place.cast
    expect(siti.last()).toContain('Tahun 2026: 8 dari 20 JP')
    expect(rahmat.last()).toContain('Tahun 2026: 8 JP (batas 24 JP)')
    expect(budi.last()).toContain('Kehadiran belum tercatat: Pelayanan Prima')
    const messages = siti.messages().length
    await place.beat()
    expect(siti.messages()).toHaveLength(messages)
  })

  test.step('the officer mends the list; an employee cannot', async () => {
    const { olga, budi } = place.cast
    const seat = await place.db.client.trainingPlace.findFirstOrThrow({
      where: { trainingId: id, personId: 'budi' },
    })
    await budi.presses('training.mark', seat.id, '0')
    expect(budi.lastToast()).toContain('tidak termasuk kewenangan')
    await olga.presses('training.seats', id, '0')
    expect(olga.last()).toContain('Hadir 2 dari 3 peserta')
    expect(olga.last()).toContain('[Budi Misalnya (tidak hadir)]')
    await olga.taps('Budi Misalnya')
    expect(olga.last()).toContain('Hadir 3 dari 3 peserta')
    await place.settled()
    expect(budi.last()).toContain('Terima kasih telah mengikuti')
  })

  test.step('an opinion is given once, without a name, and shown from five answers on', async () => {
    const { siti, olga } = place.cast
    await siti.taps('Lihat rincian')
    await siti.taps('Beri ulasan')
    await siti.answers({
      'Bagaimana manfaat materi bagi pekerjaan Bapak/Ibu?': 'Sangat baik',
      'Bagaimana penjelasan pengajar?': 'Sangat baik',
      'Bagaimana penyelenggaraan pelatihan ini?': 'Sangat baik',
      'Apa yang akan Bapak/Ibu terapkan, atau apa yang perlu diperbaiki?':
        'Jadwal layanan akan saya perbaiki',
    })
    expect(siti.last()).toContain('Ulasan disimpan tanpa nama')
    const [row] = await place.db.client.trainingEvaluation.findMany()
    expect(JSON.stringify(row)).not.toContain('siti')
    await olga.presses('training.opinions', id)
    expect(olga.last()).toContain('setelah sedikitnya lima peserta')
    const scores = { trainingId: id, useful: 3, trainer: 3, organised: 2, applied: null }
    await place.db.client.trainingEvaluation.createMany({
      data: ['a', 'b', 'c', 'd'].map(one => ({ id: one, ...scores })),
    })
    await olga.presses('training.opinions', id)
    expect(olga.last()).toContain('3,2 dari 4')
    expect(olga.last()).toContain('“Jadwal layanan akan saya perbaiki”')
  })

  test.step('certificates are numbered once, and drawn for whoever was there', async () => {
    const { olga, siti, dewi } = place.cast
    await olga.presses('training.issue', id)
    expect(olga.lastToast()).toContain('diterbitkan: 3')
    await olga.presses('training.issue', id)
    expect(olga.lastToast()).toContain('diterbitkan: 0')
    await place.settled()
    expect(siti.last()).toMatch(/Nomor sertifikat \d{4}\/PK\/2026/)
    await siti.presses('training.certificate', id)
    const file = siti
      .messages()
      .at(-1)
      ?.card.blocks.find(block => block.kind === 'file')
    const stored = await place.db.client.storedFile.findUniqueOrThrow({ where: { id: file?.file.id ?? '' } })
    expect(Buffer.from(stored.bytes).toString('latin1', 0, 5)).toBe('%PDF-')
    await dewi.presses('training.certificate', id)
    expect(dewi.lastToast()).toContain('setelah kehadiran tercatat')
  })

  test.step('a certificate from elsewhere is taken by what it is, not by its name', async () => {
    const { siti } = place.cast
    const send = async (bytes: Uint8Array, name: string) => {
      const file = { id: `f${name}`, name, mime: 'application/pdf' }
      await place.db.client.storedFile.create({
        data: { ...file, bytes: Uint8Array.from(bytes), createdAt: place.clock.now(), expiresAt: null },
      })
      await siti.presses('training.upload', id)
      await siti.answers({ 'Silakan mengirim sertifikat dari penyelenggara.': file })
    }
    await send(new TextEncoder().encode('<script>alert(1)</script>'), 'palsu.pdf')
    expect(siti.lastToast()).toContain('Berkas belum dapat kami terima')
    await siti.commands('/batal')
    await send(PDF, '../../piagam.pdf')
    expect(siti.last()).toContain('Sertifikat telah disimpan')
    await siti.presses('training.certificate', id)
    const file = siti
      .messages()
      .at(-1)
      ?.card.blocks.find(block => block.kind === 'file')
    expect(file?.file.name).toBe('piagam.pdf')
  })
})
