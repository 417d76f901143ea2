import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Campus, campus } from './stage.ts'

const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n')

describe('hours that nobody had planned', () => {
  let place: Campus
  const folder = mkdtempSync(join(tmpdir(), 'rekan-'))
  beforeEach(async () => {
    place = await campus({ DATA_DIR: folder })
    await place.db.client.person.updateMany({ data: { status: 'PNS' } })
  })
  afterEach(() => place.close())
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  type Who = keyof Campus['cast']
  const stored = async (name: string) => {
    const file = { id: `f${name}`, name, mime: 'application/pdf' }
    await place.db.client.storedFile.create({
      data: { ...file, bytes: Uint8Array.from(PDF), createdAt: place.clock.now(), expiresAt: null },
    })
    return file
  }
  const records = async (who: Who, title: string, day: string, hours = '12') => {
    const one = place.cast[who]
    await one.commands('/pelatihan')
    await one.taps('Pelatihan saya')
    await one.taps('Catat pelatihan lain')
    await one.answers({
      'Judul pelatihan': title,
      Penyelenggara: 'LAN',
      'Berapa jam pelajaran (JP)?': hours,
      'Tanggal selesai': day,
      'Silakan mengirim sertifikat dari penyelenggara.': await stored(`${title}.pdf`),
    })
  }
  const outside = (title: string) => place.db.client.outsideTraining.findFirstOrThrow({ where: { title } })

  describe('a training elsewhere', () => {
    it('is recorded with its certificate, looked at by the officer, and then counts', async () => {
      const { siti, olga } = place.cast
      await records('siti', 'Webinar <b>SPBE</b> & AI', '20-11-2026')
      expect(siti.last()).toContain('Menunggu pemeriksaan sertifikat')
      await place.settled()
      expect(olga.last()).toContain('Pelatihan lain: Siti Contohwati, S.Sos.')
      await siti.commands('/profil')
      expect(siti.last()).toContain('Pengembangan kompetensi 2026: 0 dari 20 JP')
      await olga.taps('Lihat sertifikat')
      expect(olga.last()).toContain('.pdf] Sertifikat pelatihan')
      await Promise.all([olga.taps('Setujui JP'), olga.taps('Setujui JP')])
      await place.settled()
      expect(siti.last()).toContain('Sertifikat sudah diperiksa dan JP dihitung')
      await siti.commands('/profil')
      expect(siti.last()).toContain('Pengembangan kompetensi 2026: 12 dari 20 JP')
      await siti.commands('/pelatihan')
      await siti.taps('Pelatihan saya')
      expect(siti.last()).toContain('[Webinar <b>SPBE</b> & AI · 20 Nov 2026]')
    })

    it('of last year does not count this year; one that is not over is not taken', async () => {
      const { rahmat, olga } = place.cast
      await records('rahmat', 'Diklat lama', '30-12-2025')
      await olga.presses('training.outside-yes', (await outside('Diklat lama')).id)
      await rahmat.commands('/profil')
      expect(rahmat.last()).toContain('Pengembangan kompetensi 2026: 0 dari 20 JP')
      await records('rahmat', 'Diklat nanti', '25-11-2026')
      expect(rahmat.last()).toContain('Pelatihan ini belum selesai')
      await rahmat.commands('/batal')
    })

    it('is declined with a reason that reaches the person, once', async () => {
      const { rahmat, olga } = place.cast
      await records('rahmat', 'Seminar pagi', '20-11-2026')
      await olga.commands('/kelola')
      await olga.taps('Pelatihan')
      await olga.taps('Sertifikat perlu diperiksa')
      await olga.taps('Rahmat Umpama: Seminar pagi')
      await olga.taps('Tidak menyetujui JP')
      await olga.answers({
        'Apa alasannya? Alasan ini disampaikan kepada pegawai yang bersangkutan.':
          'Sertifikatnya atas nama orang lain',
      })
      await place.settled()
      expect(rahmat.last()).toContain('“Sertifikatnya atas nama orang lain”')
      await olga.presses('training.outside-yes', (await outside('Seminar pagi')).id)
      expect(olga.lastToast()).toContain('sudah diperiksa')
      expect((await outside('Seminar pagi')).state).toBe('declined')
    })

    it('is opened by nobody else, and the try is written down', async () => {
      const { dewi, budi } = place.cast
      await records('rahmat', 'Seminar pagi', '20-11-2026')
      const { id } = await outside('Seminar pagi')
      for (const one of [dewi, budi])
        for (const verb of ['training.outside', 'training.outside-file', 'training.outside-yes']) {
          await one.presses(verb, id)
          expect(one.lastToast()).toContain('tidak termasuk kewenangan')
          expect(one.last()).not.toContain('Seminar')
        }
      expect(
        await place.db.client.auditEntry.count({ where: { action: 'refused', subject: 'rahmat' } }),
      ).toBe(4)
    })

    it('an officer’s own is looked at by another officer, where there is one', async () => {
      const { olga, dewi } = place.cast
      await place.db.client.person.update({ where: { id: 'dewi' }, data: { roles: ['officer'] } })
      await records('olga', 'Bimtek SKP', '19-11-2026')
      const { id } = await outside('Bimtek SKP')
      await olga.presses('training.outside-yes', id)
      expect(olga.lastToast()).toContain('oleh pengelola kinerja yang lain')
      await dewi.presses('training.outside-yes', id)
      expect((await outside('Bimtek SKP')).state).toBe('confirmed')
    })
  })

  describe('somebody who is in the room without having joined', () => {
    it('is added by the trainer from the start on, beyond the seats, and the hours count', async () => {
      const id = await place.training({ title: 'Ruang penuh', seats: 1, trainerId: 'dewi' })
      const { siti, rahmat, budi, dewi } = place.cast
      await siti.presses('training.join', id)
      await rahmat.presses('training.join', id)
      await dewi.presses('training.seats', id, '0')
      expect(dewi.last()).not.toContain('Tambah peserta')
      await dewi.presses('training.walk-in', id)
      expect(dewi.lastToast()).toContain('setelah pelatihan dimulai')
      place.clock.to('2026-12-01T02:00:00Z')
      await budi.presses('training.walk-in', id)
      expect(budi.lastToast()).toContain('tidak termasuk kewenangan')
      await dewi.presses('training.seats', id, '0')
      await dewi.taps('Tambah peserta yang hadir')
      await dewi.answers({ 'Siapa yang hadir tetapi belum terdaftar?': ['Budi', 'Rahmat'] })
      expect(dewi.last()).toContain('Hadir 2 dari 3 peserta')
      expect(dewi.last()).toContain('[✓ Budi Misalnya] [✓ Rahmat Umpama]')
      expect(await place.stateOf(id, 'rahmat')).toBe('joined')
      place.clock.to('2026-12-02T02:00:00Z')
      await place.beat()
      expect(budi.last()).toContain('Tahun 2026: 8 dari 20 JP')
      expect(siti.last()).toContain('Kehadiran belum tercatat: Ruang penuh')
    })
  })
})
