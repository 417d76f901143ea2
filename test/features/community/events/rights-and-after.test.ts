import { describe, expect, it } from 'vitest'
import { eventStage, PICTURE } from './stage.ts'

describe('an event, by whom and afterwards', { timeout: 60_000 }, () => {
  const stage = eventStage()
  const { announced, find } = stage

  it('is planned only by those who may: heads for their unit, others by the officer’s grant', async () => {
    const { siti, budi, dewi, olga } = stage.place.cast
    await siti.commands('/kegiatan')
    expect(siti.last()).not.toContain('Buat kegiatan')
    await siti.presses('event.make')
    await siti.answers({
      'Apa nama kegiatannya?': 'Makan siang bersama',
      'Apa saja acaranya?': 'Makan siang',
      'Di mana tempatnya?': 'Kantin',
      'Pada tanggal berapa?': '1-12-2026',
      'Pukul berapa kegiatan dimulai dan selesai?': 'pagi',
    })
    expect(siti.last()).toContain('Jam belum terbaca')
    await siti.answers({ 'Pukul berapa kegiatan dimulai dan selesai?': '12.00-13.00' })
    expect(siti.lastToast()).toContain('silakan menghubungi pengelola kinerja')
    expect(await stage.place.db.client.event.count()).toBe(0)

    await olga.commands('/kelola')
    await olga.taps('Hak membuat kegiatan')
    await olga.taps('Beri hak')
    await olga.answers({
      'Siapa yang diberi hak?': 'Siti Contohwati',
      'Kegiatan untuk unit kerja mana yang boleh dibuat?': 'Unit kerjanya sendiri',
    })
    await siti.taps('Kirim')
    await siti.answers({})
    await siti.taps('Umumkan')
    await stage.place.settled()
    expect(budi.last()).toContain('Kegiatan: Makan siang bersama')
    expect(dewi.messages()).toHaveLength(0)
    const event = await stage.place.db.client.event.findFirstOrThrow()
    await dewi.presses('event.answer', event.id, 'yes')
    expect(dewi.lastToast()).toContain('ditujukan bagi unit kerja lain')
    await budi.presses('event.edit', event.id)
    await budi.presses('event.roll', event.id, '0')
    expect(budi.toasts()).toHaveLength(2)
  })

  it('answers a stranger in the group with how to begin, and shows nothing', async () => {
    await announced()
    const stranger = stage.place.memory.person('stranger')
    await stranger.taps('Hadir', { group: 'kominfo' })
    expect(stranger.lastToast()).not.toBe('')
    expect(await stage.place.db.client.eventAnswer.count()).toBe(0)
  })

  it('is remembered: who came, photos with consent, ratings without names', async () => {
    const { olga, siti, budi, rahmat, dewi } = stage.place.cast
    await announced()
    for (const one of [siti, budi, rahmat, dewi, olga]) await one.taps('Hadir')
    stage.place.clock.to('2026-12-01T05:05:00Z')
    await stage.place.forward(0)
    expect(olga.last()).toContain('Kegiatan telah selesai')
    await olga.taps('Daftar hadir')
    for (const name of ['Siti', 'Budi', 'Rahmat', 'Olga']) await olga.taps(name)
    expect(olga.last()).toContain('Tercatat hadir: 4 orang')
    await olga.taps('Olga')
    expect(olga.last()).toContain('Tercatat hadir: 3 orang')
    await olga.taps('Olga')
    await olga.taps('Dewi')

    stage.place.clock.to('2026-12-02T01:05:00Z')
    await stage.place.forward(0)
    const said = ['Sarapannya enak', 'Senamnya', 'Kebersamaan', 'Cuacanya', 'Semuanya']
    for (const [n, one] of [siti, budi, rahmat, dewi, olga].entries()) {
      expect(find(one, 'Bagaimana kegiatannya?')).toHaveLength(1)
      await one.taps('Beri ulasan')
      await one.answers({
        'Bagaimana kegiatan ini menurut Bapak/Ibu?': n === 0 ? '4 – baik' : '5 – sangat baik',
        'Apa yang paling berkesan?': said[n] ?? '',
      })
      expect(one.last()).toContain('Terima kasih atas ulasan')
    }
    await siti.presses('event.rate', (await stage.place.db.client.event.findFirstOrThrow()).id)
    await siti.answers({ 'Bagaimana kegiatan ini menurut Bapak/Ibu?': '1 – sangat kurang' })
    expect(siti.lastToast()).toContain('Ulasan dapat diberikan satu kali')
    expect(await stage.place.db.client.eventRating.count()).toBe(5)

    await siti.commands('/kegiatan')
    await siti.taps('Yang telah berlangsung')
    await siti.taps('Senam')
    await siti.taps('Tambah foto')
    expect(siti.last()).toContain('Mohon memastikan mereka yang tampak di dalamnya berkenan')
    await siti.answers({ 'Silakan mengirim fotonya.': PICTURE })
    expect(siti.last()).toContain('foto telah ditambahkan')

    stage.place.clock.to('2026-12-09T01:05:00Z')
    await stage.place.forward(0)
    expect(olga.last()).toContain('Rata-rata nilai ulasan: 4,8 dari 5')
    expect(olga.last()).toContain('“Sarapannya enak”')
    expect(olga.last()).not.toContain('Siti')
    await stage.place.forward(0)
    expect(find(olga, 'Ringkasan kegiatan')).toHaveLength(1)
  })

  it('shows no rating of fewer than five', async () => {
    const { olga, siti } = stage.place.cast
    await announced()
    await siti.taps('Hadir')
    stage.place.clock.to('2026-12-02T01:05:00Z')
    await stage.place.forward(0)
    await siti.taps('Beri ulasan')
    await siti.answers({
      'Bagaimana kegiatan ini menurut Bapak/Ibu?': '1 – sangat kurang',
      'Apa yang paling berkesan?': 'Kurang siap',
    })
    await olga.presses('event.summary', (await stage.place.db.client.event.findFirstOrThrow()).id)
    expect(olga.last()).toContain('setelah sedikitnya 5 orang memberi ulasan')
    expect(olga.last()).not.toContain('Kurang siap')
  })

  it('forgets answers after a year', async () => {
    const { siti } = stage.place.cast
    await announced()
    await siti.taps('Hadir')
    stage.place.clock.to('2027-12-05T02:00:00Z')
    await stage.place.forward(0)
    expect(await stage.place.db.client.eventAnswer.count()).toBe(0)
  })
})
