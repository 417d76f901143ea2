import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Office, office } from '../../support/office.ts'

const PICTURE = { id: 'picture00001', name: 'poster.png', mime: 'image/png' }

describe('an event', () => {
  let place: Office
  beforeEach(async () => {
    place = await office()
    await place.db.client.group.create({
      data: {
        id: 'groupkominfo',
        channel: 'memory',
        address: 'kominfo',
        title: 'Kominfo',
        unitId: 'unit0',
        joinedAt: place.clock.now(),
      },
    })
    await place.db.client.storedFile.create({
      data: {
        ...PICTURE,
        bytes: Buffer.from('x'),
        createdAt: place.clock.now(),
        expiresAt: new Date('2026-11-30T00:00:00Z'),
      },
    })
  })
  afterEach(() => place.close())

  /** Olga plans it for everyone on Tuesday, 1 December, 09.00 to 12.00. */
  async function planned({ seats = '', deadline = '' } = {}) {
    const { olga } = place.cast
    await olga.commands('/kegiatan')
    await olga.taps('Buat kegiatan')
    await olga.writes('Senam <b>&*_ pagi')
    await olga.writes('Senam dan sarapan bersama 🏃')
    await olga.writes('Lapangan Merdeka')
    await olga.writes('1-12-2026')
    await olga.writes('09.00-12.00')
    await olga.taps('Seluruh pegawai')
    await olga.taps('Selesai memilih')
    await olga.taps('Kirim')
    await (seats ? olga.writes(seats) : olga.taps('Lewati'))
    await (deadline ? olga.writes(deadline) : olga.taps('Lewati'))
    await olga.sends(PICTURE)
    await olga.taps('Kirim')
  }
  async function announced(more: { seats?: string; deadline?: string } = {}) {
    await planned(more)
    await place.cast.olga.taps('Umumkan')
    await place.settled()
  }
  const group = () => place.memory.group('kominfo')
  const find = (who: Office['cast']['siti'], part: string) =>
    who.messages().filter(({ plain }) => plain.includes(part))

  it('is looked at once more, then announced to the group and in private', async () => {
    const { olga, siti, dewi } = place.cast
    await planned({ seats: '20', deadline: '27-11-2026' })
    expect(olga.last()).toContain('Mohon diperiksa: Senam <b>&*_ pagi')
    expect(olga.last()).toContain('Selasa, 1 Desember 2026 pukul 09.00 WIB sampai 12.00 WIB')
    expect(siti.messages()).toHaveLength(0)
    await olga.taps('Umumkan')
    await place.settled()
    for (const one of [siti, dewi, group()]) {
      expect(one.last()).toContain('Kegiatan: Senam <b>&*_ pagi')
      expect(one.last()).toContain('“Senam dan sarapan bersama 🏃”')
      expect(one.last()).toContain('Tempat: 0 dari 20 terisi')
      expect(one.last()).toContain('[poster.png]')
    }
    await olga.presses('event.announce', (await place.db.client.event.findFirstOrThrow()).id)
    await place.forward(0)
    expect(siti.messages()).toHaveLength(1)
    const stored = await place.db.client.storedFile.findUnique({ where: { id: PICTURE.id } })
    expect(stored?.expiresAt).toBeNull()
  })

  it('counts answers where the announcement stands, in the group and in private', async () => {
    const { siti, budi, rahmat } = place.cast
    await announced()
    await siti.taps('Hadir')
    expect(siti.lastToast()).toContain('telah kami catat sebagai “Hadir”')
    await budi.taps('Mungkin', { group: 'kominfo' })
    await rahmat.taps('Tidak')
    await place.settled()
    expect(group().last()).toContain('Hadir 1 · Mungkin 1 · Tidak 1')
    expect(group().messages()).toHaveLength(1)
    expect(siti.last()).toContain('Hadir 1 · Mungkin 1 · Tidak 1')
    expect(siti.last()).toContain('Jawaban Bapak/Ibu: Hadir')
    expect(siti.messages()).toHaveLength(1)
    await siti.taps('Tidak')
    await siti.taps('Tidak')
    await place.settled()
    expect(group().last()).toContain('Hadir 0 · Mungkin 1 · Tidak 2')
  })

  it('gives the last seat to one of two who tap at once, and moves the other up when it is free', async () => {
    const { siti, budi, dewi } = place.cast
    await announced({ seats: '1' })
    await Promise.all([siti.taps('Hadir'), budi.taps('Hadir')])
    await place.settled()
    expect(group().last()).toContain('1 dari 1 terisi')
    expect(group().last()).toContain('Daftar tunggu: 1 orang')
    const [going, waiting] = siti.lastToast().includes('“Hadir”') ? [siti, budi] : [budi, siti]
    expect(waiting.lastToast()).toContain('urutan ke-1 daftar tunggu')
    await dewi.taps('Hadir')
    expect(dewi.lastToast()).toContain('urutan ke-2')
    await going.taps('Tidak')
    await place.settled()
    expect(waiting.last()).toContain('Ada tempat bagi Bapak/Ibu')
    expect(find(dewi, 'Ada tempat')).toHaveLength(0)
    expect(group().last()).toContain('1 dari 1 terisi')
    expect(group().last()).toContain('Daftar tunggu: 1 orang')
  })

  it('tells those who answered of a change, with a newer calendar file', async () => {
    const { olga, siti, budi, dewi } = place.cast
    await announced()
    await siti.taps('Hadir')
    await budi.taps('Tidak')
    await olga.commands('/kegiatan')
    await olga.taps('Senam')
    await olga.taps('Ubah rincian')
    await olga.taps('Ubah')
    await olga.taps('Di mana tempatnya?')
    await olga.writes('Balai Kota')
    await olga.taps('Kirim')
    await place.settled()
    expect(siti.last()).toContain('Perubahan kegiatan')
    expect(siti.last()).toContain('Yang berubah: tempat.')
    expect(siti.last()).toContain('Balai Kota')
    expect(find(budi, 'Perubahan')).toHaveLength(0)
    expect(find(dewi, 'Perubahan')).toHaveLength(0)
    expect(group().last()).toContain('Balai Kota')
    const files = await place.db.client.storedFile.findMany({ where: { mime: 'text/calendar' } })
    expect(files.map(({ bytes }) => Buffer.from(bytes).toString()).join()).toContain('SEQUENCE:1')
  })

  it('opens more seats for those who wait', async () => {
    const { olga, siti, budi } = place.cast
    await announced({ seats: '1' })
    await siti.taps('Hadir')
    await budi.taps('Hadir')
    await olga.commands('/kegiatan')
    await olga.taps('Senam')
    await olga.taps('Kuota')
    await olga.taps('Ubah')
    await olga.taps('Berapa tempat')
    await olga.writes('2')
    await olga.taps('Lewati')
    await olga.taps('Kirim')
    await place.settled()
    expect(find(budi, 'Ada tempat bagi')).toHaveLength(1)
    expect(group().last()).toContain('2 dari 2 terisi')
  })

  it('is called off with a reason, and those who answered hear it', async () => {
    const { olga, siti, budi, dewi } = place.cast
    await announced()
    await siti.taps('Hadir')
    await budi.taps('Mungkin')
    await olga.commands('/kegiatan')
    await olga.taps('Senam')
    await olga.taps('Batalkan kegiatan')
    await olga.writes('Hujan lebat diperkirakan')
    await olga.taps('Kirim')
    await place.settled()
    for (const one of [siti, budi]) expect(one.last()).toContain('“Hujan lebat diperkirakan”')
    expect(find(dewi, 'Hujan')).toHaveLength(1)
    expect(dewi.messages()).toHaveLength(1)
    expect(group().last()).toContain('Dibatalkan: Senam')
    expect(group().last()).not.toContain('[Hadir]')
    await place.forward(6)
    await place.forward(1)
    expect(find(siti, 'Pengingat')).toHaveLength(0)
  })

  it('reminds those who come on the working day before and an hour before, once', async () => {
    const { siti, budi, dewi } = place.cast
    await announced()
    await siti.taps('Hadir')
    await budi.taps('Tidak')
    await dewi.taps('Hadir')
    place.clock.to('2026-11-30T01:30:00Z')
    await place.forward(0)
    await place.forward(0)
    expect(find(siti, 'Kami menantikan kehadiran')).toHaveLength(1)
    expect(find(budi, 'Pengingat')).toHaveLength(0)
    await dewi.taps('Tidak')
    place.clock.to('2026-12-01T01:05:00Z')
    await place.forward(0)
    await place.forward(0)
    expect(find(siti, 'sekitar satu jam lagi')).toHaveLength(1)
    expect(find(dewi, 'satu jam lagi')).toHaveLength(0)
  })

  it('takes no yes after the deadline, but a no', async () => {
    const { siti, budi } = place.cast
    await announced({ deadline: '25-11-2026' })
    await siti.taps('Hadir')
    place.clock.to('2026-11-26T02:00:00Z')
    await budi.taps('Hadir')
    expect(budi.lastToast()).toContain('Batas waktu jawaban sudah lewat')
    await siti.taps('Tidak')
    expect(siti.lastToast()).toContain('berhalangan')
  })

  it('gives the seat of somebody who leaves the office to the next', async () => {
    const { siti, budi } = place.cast
    await announced({ seats: '1' })
    await siti.taps('Hadir')
    await budi.taps('Hadir')
    await place.db.client.person.update({ where: { id: 'siti' }, data: { leftOn: '2026-11-24' } })
    await place.forward(0)
    expect(find(budi, 'Ada tempat bagi')).toHaveLength(1)
  })

  it('is planned only by those who may: heads for their unit, others by the officer’s grant', async () => {
    const { siti, budi, dewi, olga } = place.cast
    await siti.commands('/kegiatan')
    expect(siti.last()).not.toContain('Buat kegiatan')
    await siti.presses('event.make')
    await siti.writes('Makan siang bersama')
    await siti.writes('Makan siang')
    await siti.writes('Kantin')
    await siti.writes('1-12-2026')
    await siti.writes('pagi')
    await siti.taps('Kirim')
    expect(siti.last()).toContain('Jam belum terbaca')
    await siti.writes('12.00-13.00')
    await siti.taps('Kirim')
    expect(siti.lastToast()).toContain('silakan meminta hak kepada pengelola kinerja')
    expect(await place.db.client.event.count()).toBe(0)

    await olga.commands('/kelola')
    await olga.taps('Hak membuat kegiatan')
    await olga.taps('Beri hak')
    await olga.writes('Siti')
    await olga.taps('Siti Contohwati')
    await olga.taps('Unit kerjanya sendiri')
    await olga.taps('Kirim')
    await siti.taps('Kirim')
    for (let n = 0; n < 3; n++) await siti.taps('Lewati')
    await siti.taps('Kirim')
    await siti.taps('Umumkan')
    await place.settled()
    expect(budi.last()).toContain('Kegiatan: Makan siang bersama')
    expect(dewi.messages()).toHaveLength(0)
    const event = await place.db.client.event.findFirstOrThrow()
    await dewi.presses('event.answer', event.id, 'yes')
    expect(dewi.lastToast()).toContain('ditujukan bagi unit kerja lain')
    await budi.presses('event.edit', event.id)
    await budi.presses('event.roll', event.id, '0')
    expect(budi.toasts()).toHaveLength(2)
  })

  it('answers a stranger in the group with how to begin, and shows nothing', async () => {
    await announced()
    const stranger = place.memory.person('stranger')
    await stranger.taps('Hadir', { group: 'kominfo' })
    expect(stranger.lastToast()).not.toBe('')
    expect(await place.db.client.eventAnswer.count()).toBe(0)
  })

  it('is remembered: who came, photos with consent, ratings without names', async () => {
    const { olga, siti, budi, rahmat, dewi } = place.cast
    await announced()
    for (const one of [siti, budi, rahmat, dewi, olga]) await one.taps('Hadir')
    place.clock.to('2026-12-01T05:05:00Z')
    await place.forward(0)
    expect(olga.last()).toContain('Kegiatan telah selesai')
    await olga.taps('Daftar hadir')
    for (const name of ['Siti', 'Budi', 'Rahmat', 'Olga']) await olga.taps(name)
    expect(olga.last()).toContain('Tercatat hadir: 4 orang')
    await olga.taps('Olga')
    expect(olga.last()).toContain('Tercatat hadir: 3 orang')
    await olga.taps('Olga')
    await olga.taps('Dewi')

    place.clock.to('2026-12-02T01:05:00Z')
    await place.forward(0)
    const said = ['Sarapannya enak', 'Senamnya', 'Kebersamaan', 'Cuacanya', 'Semuanya']
    for (const [n, one] of [siti, budi, rahmat, dewi, olga].entries()) {
      expect(find(one, 'Bagaimana kegiatannya?')).toHaveLength(1)
      await one.taps('Beri penilaian')
      await one.taps(n === 0 ? '4 – baik' : '5 – sangat baik')
      await one.writes(said[n] ?? '')
      await one.taps('Lewati')
      await one.taps('Kirim')
      expect(one.last()).toContain('Terima kasih atas penilaian')
    }
    await siti.presses('event.rate', (await place.db.client.event.findFirstOrThrow()).id)
    await siti.taps('1 – sangat kurang')
    await siti.taps('Lewati')
    await siti.taps('Lewati')
    await siti.taps('Kirim')
    expect(siti.lastToast()).toContain('Penilaian dapat diberikan satu kali')
    expect(await place.db.client.eventRating.count()).toBe(5)

    await siti.commands('/kegiatan')
    await siti.taps('Yang telah berlangsung')
    await siti.taps('Senam')
    await siti.taps('Tambah foto')
    expect(siti.last()).toContain('Mohon pastikan mereka yang tampak di dalamnya berkenan')
    await siti.sends(PICTURE)
    await siti.taps('Kirim')
    expect(siti.last()).toContain('foto telah ditambahkan')

    place.clock.to('2026-12-09T01:05:00Z')
    await place.forward(0)
    expect(olga.last()).toContain('Rata-rata penilaian: 4,8 dari 5')
    expect(olga.last()).toContain('“Sarapannya enak”')
    expect(olga.last()).not.toContain('Siti')
    await place.forward(0)
    expect(find(olga, 'Ringkasan kegiatan')).toHaveLength(1)
  })

  it('shows no rating of fewer than five', async () => {
    const { olga, siti } = place.cast
    await announced()
    await siti.taps('Hadir')
    place.clock.to('2026-12-02T01:05:00Z')
    await place.forward(0)
    await siti.taps('Beri penilaian')
    await siti.taps('1 – sangat kurang')
    await siti.writes('Kurang siap')
    await siti.taps('Lewati')
    await siti.taps('Kirim')
    await olga.presses('event.summary', (await place.db.client.event.findFirstOrThrow()).id)
    expect(olga.last()).toContain('setelah sedikitnya 5 orang menilai')
    expect(olga.last()).not.toContain('Kurang siap')
  })

  it('forgets answers after a year', async () => {
    const { siti } = place.cast
    await announced()
    await siti.taps('Hadir')
    place.clock.to('2027-12-05T02:00:00Z')
    await place.forward(0)
    expect(await place.db.client.eventAnswer.count()).toBe(0)
  })
})
