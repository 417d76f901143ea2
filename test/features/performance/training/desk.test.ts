import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSheet } from '../../../../src/platform/spreadsheets/files.ts'
import { type Campus, campus } from './stage.ts'

const HEAD =
  'Judul,Topik,Penyelenggara,JP,Mulai,Selesai,Waktu,Tempat,Kuota,Batas Pendaftaran,Unit,Jabatan,Kriteria,Persetujuan'
const GOOD = [
  'Kearsipan Dinamis',
  'Teknis jabatan',
  'BKPSDM',
  16,
  '01-12-2026',
  '02-12-2026',
  '08.00–16.00',
  'Aula',
  30,
  '30-11-2026',
  'Dinas Kominfo (contoh)',
  '',
  'Kualitas kerja',
  'Ya',
]

describe('the officer', () => {
  let place: Campus
  beforeAll(async () => {
    place = await campus()
  })
  afterAll(() => place.close())

  it('plans a training in two forms, announces it, and those it is for are told once', async () => {
    const { olga, siti, dewi } = place.cast
    const kominfo = place.memory.group('kominfo')
    await olga.invitesTo('kominfo')
    const { id: unitId } = await place.db.client.unit.findFirstOrThrow({
      where: { name: { contains: 'Kominfo' } },
    })
    await place.db.client.group.updateMany({ where: { address: 'kominfo' }, data: { unitId } })
    await olga.commands('/kelola')
    await olga.taps('Pelatihan')
    await olga.taps('Buat pelatihan')
    await olga.answers({
      'Judul pelatihan': 'Pelayanan Publik <b>Prima</b>',
      Topik: 'Pelayanan publik',
      Penyelenggara: 'BKPSDM',
      'Berapa jam pelajaran (JP)?': '8',
      'Tanggal mulai': '1-12-2026',
      'Pukul berapa?': '16.00–08.00',
      'Tempat, atau tautan untuk pelatihan daring': 'Aula BKPSDM',
    })
    expect(olga.last()).toContain('Pelatihan selesai sebelum dimulai')
    await olga.answers({
      'Pelatihan selesai sebelum dimulai. Mohon memeriksa tanggal dan waktunya.': '08.00–16.00',
    })
    expect(olga.last()).toContain('Kuota dan sasaran peserta')
    await olga.answers({
      'Kuota peserta': '25',
      'Batas pendaftaran': '30-11-2026',
      'Perlu persetujuan atasan?': 'Tidak',
      'Kriteria yang diperkuat': 'Semua',
      'Unit kerja': 'Dinas Kominfo (contoh)',
    })
    expect(olga.last()).toContain('Pelatihan ini belum diumumkan')
    await olga.taps('Umumkan')
    await place.beat()
    await place.beat()
    const told = (one: { messages(): { plain: string }[] }) =>
      one
        .messages()
        .filter(({ plain }) => plain.startsWith('Pelatihan dibuka: Pelayanan Publik <b>Prima</b>')).length
    expect([told(siti), told(dewi), told(kominfo)]).toEqual([1, 0, 1])
    expect(kominfo.last()).not.toContain('Kriteria')

    // Whoever taps in the group is answered in private, and the announcement stays.
    const { rahmat } = place.cast
    const before = kominfo.last()
    await rahmat.taps('Ikuti', { group: 'kominfo' })
    expect(kominfo.last()).toBe(before)
    expect(rahmat.last()).toContain('Bapak/Ibu terdaftar sebagai peserta')
  })

  it('moves the date: everyone with a place is told once; calls it off: the reason is told', async () => {
    const id = await place.training({ title: 'Yang Berubah' })
    const { olga, siti } = place.cast
    await siti.presses('training.join', id)
    await olga.presses('training.replan', id)
    await olga.answers({ 'Tanggal mulai': '2-12-2026' })
    await place.settled()
    expect(siti.last()).toContain('Jadwal pelatihan berubah: Yang Berubah')
    expect(siti.last()).toContain('Rabu, 2 Desember 2026')
    await olga.presses('training.cancel', id)
    await olga.answers({ 'Mengapa pelatihan ini dibatalkan?': 'Narasumber berhalangan hadir' })
    await place.settled()
    expect(siti.last()).toContain('“Narasumber berhalangan hadir”')
    await siti.presses('training.join', id)
    await siti.presses('training.show', id)
    expect(siti.last()).toContain('Pelatihan ini dibatalkan')
    expect(siti.last()).not.toContain('[Ikuti]')
  })

  it('more seats let those who wait move up; fewer than are taken are refused', async () => {
    const id = await place.training({ seats: 1 })
    const { olga, siti, rahmat } = place.cast
    await siti.presses('training.join', id)
    await rahmat.presses('training.join', id)
    const seats = async (count: string) => {
      await olga.presses('training.terms', id)
      await olga.answers({ 'Kuota peserta': count })
    }
    await seats('2')
    expect(await place.stateOf(id, 'rahmat')).toBe('joined')
    await seats('1')
    expect(olga.lastToast()).toContain('Sudah ada 2 peserta terdaftar')
    await olga.commands('/batal')
  })

  it('nobody else plans, announces or calls off', async () => {
    const id = await place.training()
    const { siti } = place.cast
    for (const verb of [
      'training.publish',
      'training.cancel',
      'training.terms',
      'training.desk',
      'training.issue',
      'training.demand',
      'training.import',
    ])
      await siti.presses(verb, id)
    expect(
      siti
        .toasts()
        .slice(-7)
        .every(toast => toast.includes('tidak termasuk kewenangan')),
    ).toBe(true)
    expect((await place.db.client.training.findUniqueOrThrow({ where: { id } })).cancelledAt).toBeNull()
  })

  const send = async (rows: (string | number)[][], name: string) => {
    const columns = HEAD.split(',').map(title => ({ title }))
    const { bytes, mime } = await writeSheet({ columns, rows }, 'xlsx', name)
    const file = { id: name, name: `${name}.xlsx`, mime }
    await place.db.client.storedFile.create({
      data: { ...file, bytes: Uint8Array.from(bytes), createdAt: place.clock.now(), expiresAt: null },
    })
    await place.cast.olga.sends(file)
  }

  it('a file with one bad row saves nothing, and says which row and column', async () => {
    const before = await place.db.client.training.count()
    await send(
      [GOOD, GOOD.with(3, 'banyak'), GOOD.with(10, 'Dinas Khayalan'), GOOD.with(9, '05-12-2026')],
      'salah',
    )
    const { olga } = place.cast
    expect(olga.last()).toContain('Baris 3, kolom JP: harus bilangan bulat')
    expect(olga.last()).toContain('Baris 4, kolom Unit: tidak ada dalam daftar unit kerja')
    expect(olga.last()).toContain('Baris 5, kolom Batas Pendaftaran: harus tanggal')
    expect(olga.last()).not.toContain('[Simpan')
    expect(await place.db.client.training.count()).toBe(before)
  })

  it('a good file is taken whole, once, however often it is tapped', async () => {
    await send([GOOD, GOOD.with(0, 'Kearsipan Lanjutan').with(13, '')], 'benar')
    const { olga } = place.cast
    expect(olga.last()).toContain('Baris yang dapat dibaca: 2')
    await Promise.all([olga.presses('training.import', 'benar'), olga.presses('training.import', 'benar')])
    await olga.taps('Simpan saja')
    const rows = await place.db.client.training.findMany({
      where: { requestKey: { startsWith: 'import:benar' } },
      orderBy: { title: 'asc' },
    })
    expect(rows.map(({ title, needsConsent, criterion }) => [title, needsConsent, criterion])).toEqual([
      ['Kearsipan Dinamis', true, 'quality'],
      ['Kearsipan Lanjutan', false, 'quality'],
    ])
    expect(rows[0]?.endsAt.toISOString()).toBe('2026-12-02T09:00:00.000Z')
  })
})
