import { describe, expect, it } from 'vitest'
import { eventStage, PICTURE } from './stage.ts'

describe('an event', { timeout: 60_000 }, () => {
  const stage = eventStage()
  const { planned, announced, group, find } = stage

  it('is looked at once more, then announced to the group and in private', async () => {
    const { olga, siti, dewi } = stage.place.cast
    await planned({ seats: '20', deadline: '27-11-2026' })
    expect(olga.last()).toContain('Mohon memeriksa: Senam <b>&*_ pagi')
    expect(olga.last()).toContain('Selasa, 1 Desember 2026 pukul 09.00–12.00 WIB')
    expect(siti.messages()).toHaveLength(0)
    await olga.taps('Umumkan')
    await stage.place.settled()
    for (const one of [siti, dewi, group()]) {
      expect(one.last()).toContain('Kegiatan: Senam <b>&*_ pagi')
      expect(one.last()).toContain('“Senam dan sarapan bersama 🏃”')
      expect(one.last()).toContain('Kuota: 0 dari 20 terisi')
      expect(one.last()).toContain('[poster.png]')
    }
    await olga.presses('event.announce', (await stage.place.db.client.event.findFirstOrThrow()).id)
    await stage.place.forward(0)
    expect(siti.messages()).toHaveLength(1)
    const stored = await stage.place.db.client.storedFile.findUnique({ where: { id: PICTURE.id } })
    expect(stored?.expiresAt).toBeNull()
  })

  it('counts answers where the announcement stands, in the group and in private', async () => {
    const { siti, budi, rahmat } = stage.place.cast
    await announced()
    await siti.taps('Hadir')
    expect(siti.lastToast()).toContain('telah kami catat sebagai “Hadir”')
    await budi.taps('Mungkin', { group: 'kominfo' })
    await rahmat.taps('Tidak')
    await stage.place.settled()
    expect(group().last()).toContain('Hadir 1 · Mungkin 1 · Tidak 1')
    expect(group().messages()).toHaveLength(1)
    expect(siti.last()).toContain('Hadir 1 · Mungkin 1 · Tidak 1')
    expect(siti.last()).toContain('Jawaban Bapak/Ibu: Hadir')
    expect(siti.messages()).toHaveLength(1)
    await siti.taps('Tidak')
    await siti.taps('Tidak')
    await stage.place.settled()
    expect(group().last()).toContain('Hadir 0 · Mungkin 1 · Tidak 2')
  })

  it('gives the last seat to one of two who tap at once, and moves the other up when it is free', async () => {
    const { siti, budi, dewi } = stage.place.cast
    await announced({ seats: '1' })
    await Promise.all([siti.taps('Hadir'), budi.taps('Hadir')])
    await stage.place.settled()
    expect(group().last()).toContain('1 dari 1 terisi')
    expect(group().last()).toContain('Daftar tunggu: 1 orang')
    const [going, waiting] = siti.lastToast().includes('“Hadir”') ? [siti, budi] : [budi, siti]
    expect(waiting.lastToast()).toContain('urutan ke-1 daftar tunggu')
    await dewi.taps('Hadir')
    expect(dewi.lastToast()).toContain('urutan ke-2')
    await going.taps('Tidak')
    await stage.place.settled()
    expect(waiting.last()).toContain('Ada tempat bagi Bapak/Ibu')
    expect(find(dewi, 'Ada tempat')).toHaveLength(0)
    expect(group().last()).toContain('1 dari 1 terisi')
    expect(group().last()).toContain('Daftar tunggu: 1 orang')
  })

  it('tells those who answered of a change, with a newer calendar file', async () => {
    const { olga, siti, budi, dewi } = stage.place.cast
    await announced()
    await siti.taps('Hadir')
    await budi.taps('Tidak')
    await olga.commands('/kegiatan')
    await olga.taps('Senam')
    await olga.taps('Ubah rincian')
    await olga.answers({ 'Di mana tempatnya?': 'Balai Kota' })
    await stage.place.settled()
    expect(siti.last()).toContain('Perubahan kegiatan')
    expect(siti.last()).toContain('Yang berubah: tempat.')
    expect(siti.last()).toContain('Balai Kota')
    expect(find(budi, 'Perubahan')).toHaveLength(0)
    expect(find(dewi, 'Perubahan')).toHaveLength(0)
    expect(group().last()).toContain('Balai Kota')
    const files = await stage.place.db.client.storedFile.findMany({ where: { mime: 'text/calendar' } })
    expect(files.map(({ bytes }) => Buffer.from(bytes).toString()).join()).toContain('SEQUENCE:1')
  })

  it('opens more seats for those who wait', async () => {
    const { olga, siti, budi } = stage.place.cast
    await announced({ seats: '1' })
    await siti.taps('Hadir')
    await budi.taps('Hadir')
    await olga.commands('/kegiatan')
    await olga.taps('Senam')
    await olga.taps('Kuota')
    await olga.answers({ 'Berapa tempat yang tersedia?': '2' })
    await stage.place.settled()
    expect(find(budi, 'Ada tempat bagi')).toHaveLength(1)
    expect(group().last()).toContain('2 dari 2 terisi')
  })

  it('is called off with a reason, and those who answered hear it', async () => {
    const { olga, siti, budi, dewi } = stage.place.cast
    await announced()
    await siti.taps('Hadir')
    await budi.taps('Mungkin')
    await olga.commands('/kegiatan')
    await olga.taps('Senam')
    await olga.taps('Batalkan kegiatan')
    await olga.answers({
      'Apa alasannya? Alasan ini disampaikan kepada pegawai yang sudah menjawab.': 'Hujan lebat diperkirakan',
    })
    await stage.place.settled()
    for (const one of [siti, budi]) expect(one.last()).toContain('“Hujan lebat diperkirakan”')
    expect(find(dewi, 'Hujan')).toHaveLength(1)
    expect(dewi.messages()).toHaveLength(1)
    expect(group().last()).toContain('Dibatalkan: Senam')
    expect(group().last()).not.toContain('[Hadir]')
    await stage.place.forward(6)
    await stage.place.forward(1)
    expect(find(siti, 'Pengingat')).toHaveLength(0)
  })

  it('reminds those who come on the working day before and an hour before, once', async () => {
    const { siti, budi, dewi } = stage.place.cast
    await announced()
    await siti.taps('Hadir')
    await budi.taps('Tidak')
    await dewi.taps('Hadir')
    stage.place.clock.to('2026-11-30T01:30:00Z')
    await stage.place.forward(0)
    await stage.place.forward(0)
    expect(find(siti, 'Kami menantikan kehadiran')).toHaveLength(1)
    expect(find(budi, 'Pengingat')).toHaveLength(0)
    await dewi.taps('Tidak')
    stage.place.clock.to('2026-12-01T01:05:00Z')
    await stage.place.forward(0)
    await stage.place.forward(0)
    expect(find(siti, 'sekitar satu jam lagi')).toHaveLength(1)
    expect(find(dewi, 'satu jam lagi')).toHaveLength(0)
  })

  it('takes no yes after the deadline, but a no', async () => {
    const { siti, budi } = stage.place.cast
    await announced({ deadline: '25-11-2026' })
    await siti.taps('Hadir')
    stage.place.clock.to('2026-11-26T02:00:00Z')
    await budi.taps('Hadir')
    expect(budi.lastToast()).toContain('Batas waktu jawaban sudah lewat')
    await siti.taps('Tidak')
    expect(siti.lastToast()).toContain('berhalangan')
  })

  it('gives the seat of somebody who leaves the office to the next', async () => {
    const { siti, budi } = stage.place.cast
    await announced({ seats: '1' })
    await siti.taps('Hadir')
    await budi.taps('Hadir')
    await stage.place.db.client.person.update({ where: { id: 'siti' }, data: { leftOn: '2026-11-24' } })
    await stage.place.forward(0)
    expect(find(budi, 'Ada tempat bagi')).toHaveLength(1)
  })
})
