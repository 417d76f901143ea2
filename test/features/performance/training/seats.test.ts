import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Campus, campus } from './stage.ts'

describe('seats and the waiting list', () => {
  let place: Campus
  beforeAll(async () => {
    place = await campus()
  })
  afterAll(() => place.close())

  it('two people who tap for the last seat at once get one seat and one waiting place', async () => {
    const id = await place.training({ seats: 1 })
    const { siti, rahmat } = place.cast
    await Promise.all([siti.presses('training.join', id), rahmat.presses('training.join', id)])
    const states = [await place.stateOf(id, 'siti'), await place.stateOf(id, 'rahmat')]
    expect(states.sort()).toEqual(['joined', 'waiting'])
  })

  it('a second tap changes nothing', async () => {
    const id = await place.training()
    const { dewi } = place.cast
    await Promise.all([dewi.presses('training.join', id), dewi.presses('training.join', id)])
    await dewi.presses('training.join', id)
    expect(await place.db.client.trainingPlace.count({ where: { trainingId: id } })).toBe(1)
  })

  it('whoever waits longest moves up when a seat is given back, and is told once', async () => {
    const id = await place.training({ title: 'Naik Daftar', seats: 1 })
    const { siti, rahmat, dewi } = place.cast
    for (const one of [siti, rahmat, dewi]) await one.presses('training.join', id)
    await dewi.presses('training.show', id)
    expect(dewi.last()).toContain('daftar tunggu, urutan ke-2')
    await Promise.all([siti.presses('training.leave', id), siti.presses('training.leave', id)])
    await place.settled()
    expect(await place.stateOf(id, 'rahmat')).toBe('joined')
    expect(await place.stateOf(id, 'dewi')).toBe('waiting')
    expect(
      rahmat.messages().filter(({ plain }) => plain.includes('Tempat tersedia: Naik Daftar')),
    ).toHaveLength(1)
    place.clock.forward(1000)
    // Back again: at the end of the list, not on the seat that was given up.
    await siti.presses('training.join', id)
    expect(await place.stateOf(id, 'siti')).toBe('waiting')
    await siti.presses('training.show', id)
    expect(siti.last()).toContain('urutan ke-2')
  })

  it('is closed after the deadline, to other units, and to those it was not published for', async () => {
    const { siti } = place.cast
    const kesehatan = (
      await place.db.client.unit.findFirstOrThrow({ where: { name: { contains: 'Kesehatan' } } })
    ).id
    const foreign = await place.training({ unitIds: [kesehatan], title: 'Khusus Kesehatan' })
    await siti.commands('/pelatihan')
    expect(siti.last()).not.toContain('Khusus Kesehatan')
    await siti.presses('training.join', foreign)
    expect(siti.lastToast()).toContain('ditujukan bagi unit kerja atau jabatan lain')
    const late = await place.training({ deadline: '2026-11-23' })
    await siti.presses('training.join', late)
    expect(siti.lastToast()).toContain('sudah ditutup')
    const hidden = await place.training({ publishedAt: null })
    await siti.presses('training.join', hidden)
    expect(await place.stateOf(hidden, 'siti')).toBeUndefined()
  })

  it('what is for a Dinas is also for its Bidang', async () => {
    const { rahmat } = place.cast
    const { id: dinas } = await place.db.client.unit.findFirstOrThrow({
      where: { name: { contains: 'Kominfo' } },
    })
    await place.db.client.unit.create({
      data: { id: 'bidang', name: 'Bidang Aplikasi (contoh)', parentId: dinas },
    })
    await place.db.client.person.update({ where: { id: 'rahmat' }, data: { unitId: 'bidang' } })
    const id = await place.training({ unitIds: [dinas] })
    await rahmat.presses('training.join', id)
    expect(await place.stateOf(id, 'rahmat')).toBe('joined')
  })

  it('the calendar entry can be read, and names place and time', async () => {
    const { default: ICAL } = await import('ical.js')
    const id = await place.training({ title: 'Kearsipan; dasar, "lanjutan"\n<b>', place: 'Aula, lantai 2' })
    const { siti } = place.cast
    await siti.presses('training.ics', id)
    const file = siti
      .messages()
      .at(-1)
      ?.card.blocks.find(block => block.kind === 'file')
    const stored = await place.db.client.storedFile.findUniqueOrThrow({ where: { id: file?.file.id ?? '' } })
    const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(stored.bytes)))
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? new ICAL.Component('vevent'))
    expect(event.summary).toBe('Kearsipan; dasar, "lanjutan"\n<b>')
    expect(event.location).toBe('Aula, lantai 2')
    expect(event.startDate.toJSDate().toISOString()).toBe('2026-12-01T01:00:00.000Z')
    expect(event.endDate.toJSDate().toISOString()).toBe('2026-12-01T09:00:00.000Z')
  })

  it('speaks English to whoever chose it', async () => {
    const id = await place.training({ title: 'Public Speaking', seats: 1 })
    const { budi } = place.cast
    await budi.presses('settings.language')
    await budi.presses('training.join', id)
    expect(budi.last()).toContain('You are registered.')
    expect(budi.last()).not.toMatch(/training:|\{\{/)
  })
})

describe('seats in an office of their own', () => {
  let place: Campus
  beforeEach(async () => {
    place = await campus()
  })
  afterEach(() => place.close())

  it('is found in the catalogue and joined with one tap; the message changes in place', async () => {
    const id = await place.training({ title: 'Manajemen Waktu', topic: 'time_management' })
    const { siti } = place.cast
    await siti.commands('/pelatihan')
    expect(siti.last()).toContain('Pengembangan kompetensi Bapak/Ibu Tahun 2026: 0 JP.')
    await siti.taps('Manajemen Waktu · 1 Des 2026')
    expect(siti.last()).toContain('Waktu: Selasa, 1 Desember 2026 pukul 08.00–16.00 WIB')
    expect(siti.last()).toContain('Tersedia 2 tempat.')
    await siti.taps('Ikuti')
    expect(siti.last()).toContain('Bapak/Ibu terdaftar sebagai peserta.')
    expect(siti.messages()).toHaveLength(1)
    expect(await place.stateOf(id, 'siti')).toBe('joined')
  })

  it('a seat of somebody who left the office goes to who waits', async () => {
    const id = await place.training({ seats: 1 })
    const { dewi, siti } = place.cast
    await dewi.presses('training.join', id)
    await siti.presses('training.join', id)
    await place.db.client.person.update({ where: { id: 'dewi' }, data: { leftOn: '2026-11-24' } })
    await place.beat()
    expect(await place.stateOf(id, 'siti')).toBe('joined')
  })
})
