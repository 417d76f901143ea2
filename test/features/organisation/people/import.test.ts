import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeSheet, XLSX_MIME } from '../../../../src/platform/spreadsheets/files.ts'
import type { Office } from '../../../support/office.ts'
import { HEAD, knownRows, nip, officeWithOfficer, putFile } from './staff-list.ts'

let o: Office
beforeEach(async () => {
  o = await officeWithOfficer()
})
afterEach(() => o.close())

const file = (lines: string[] | string) => putFile(o.db, lines)
const known = () => knownRows(o.db)
const byNip = (n: number) =>
  o.db.client.person.findUnique({ where: { nip: nip(n) }, include: { unit: true } })

describe('a people file', () => {
  it('is begun with a sample that has every column and can be sent back as it is', async () => {
    const { olga } = o.cast
    await olga.commands('/kelola')
    await olga.taps('Pegawai dan akun')
    await olga.taps('Contoh berkas pegawai')
    const kept = await o.db.client.storedFile.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
    await olga.sends({ id: kept.id, name: kept.name, mime: kept.mime })
    expect(olga.last()).toContain('Pegawai baru: 2')
    expect(olga.last()).toContain('[Terapkan]')
  })

  it('is previewed, changes nothing yet, and is applied by a tap', async () => {
    const { olga } = o.cast
    const rows = [
      ...(await known()),
      `${nip(1)};Andi Umpama;Dinas Kominfo (contoh);Sekretariat Daerah;Kepala;;pimpinan;ANDI@contoh.go.id;01/01/1990;2015-01-01;PNS`,
      `${nip(2)};Bela <b>&Contoh;Bidang Aplikasi;Dinas Kominfo (contoh);Staf;${nip(1)};;;;;P3K`,
    ]
    await olga.sends(await file(rows))
    expect(olga.last()).toContain('Pegawai baru: 2')
    expect(olga.last()).toContain('Pegawai tanpa perubahan: 5')
    expect(await byNip(1)).toBeNull()

    await olga.taps('Terapkan')
    expect(olga.last()).toContain('telah diterapkan')
    expect(await byNip(1)).toMatchObject({
      name: 'Andi Umpama',
      roles: ['leader'],
      email: 'andi@contoh.go.id',
      birthDate: '1990-01-01',
      startDate: '2015-01-01',
      status: 'PNS',
    })
    const [andi, bela] = [await byNip(1), await byNip(2)]
    expect(bela).toMatchObject({ appraiserId: andi?.id, status: 'PPPK', name: 'Bela <b>&Contoh' })
    const units = await o.db.client.unit.findMany({ include: { parent: true } })
    const above = Object.fromEntries(units.map(({ name, parent }) => [name, parent?.name ?? null]))
    expect(above).toMatchObject({
      'Bidang Aplikasi': 'Dinas Kominfo (contoh)',
      'Dinas Kominfo (contoh)': 'Sekretariat Daerah',
      'Sekretariat Daerah': null,
    })
    const noted = await o.db.client.auditEntry.findMany({ where: { action: { startsWith: 'people.' } } })
    expect(noted.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['people.added', 'olga'],
      ['people.roles-changed', 'olga'],
      ['people.added', 'olga'],
      ['people.unit-placed', 'olga'],
      ['people.unit-placed', 'olga'],
      ['people.unit-placed', 'olga'],
      ['people.imported', 'olga'],
    ])
  })

  it('has one effect when it is applied twice, or by two taps at once', async () => {
    const { olga } = o.cast
    await olga.sends(await file([...(await known()), `${nip(1)};Andi;Unit Baru;;;;;;;;`]))
    const row = await o.db.client.import.findFirstOrThrow()
    await Promise.all([olga.presses('people.imp-apply', row.id), olga.presses('people.imp-apply', row.id)])
    await olga.presses('people.imp-apply', row.id)
    expect(olga.last()).toContain('sudah diterapkan sebelumnya')
    expect(await o.db.client.person.count()).toBe(6)
    expect(await o.db.client.auditEntry.count({ where: { action: 'people.imported' } })).toBe(1)
  })

  it('is refused once the data changed after the preview', async () => {
    const { olga } = o.cast
    await olga.sends(await file([...(await known()), `${nip(1)};Andi;Unit Baru;;;;;;;;`]))
    await o.db.client.person.update({ where: { id: 'siti' }, data: { position: 'Kepala Seksi' } })
    await olga.taps('Terapkan')
    expect(olga.lastToast()).toContain('sudah berubah setelah pratinjau')
    expect(await byNip(1)).toBeNull()
    await olga.taps('Terapkan')
    expect(await byNip(1)).toBeNull()
  })

  it('changes nothing at all while one row is wrong, and says what to mend, row by row', async () => {
    const { olga } = o.cast
    const rows = [
      `${nip(1)};Andi;Unit A;;;;;;;;`,
      `1,98609E+17;Bela;Unit A;;;;;;;;`,
      `123;Cici;Unit A;;;;;;;;`,
      `${nip(1)};Kembar;Unit A;;;;;;;;`,
      `${nip(3)};Dodo;Unit A;;;${nip(99)};;;;;`,
      `${nip(4)};Evi;Unit A;;;${nip(4)};raja;bukan surel;31/02/1990;kemarin;honorer`,
      `${nip(5)};;Unit A;;;;;;;;`,
    ]
    await olga.sends(await file(rows))
    const said = olga.last()
    expect(said).toContain('Baris 3: NIP terpotong oleh Excel')
    expect(said).toContain('Baris 4: NIP harus terdiri atas 18 angka')
    expect(said).toContain('Baris 5: NIP ini sudah ada pada baris 2')
    expect(said).toContain('Baris 6: NIP Atasan yang berakhir')
    expect(said).toContain('[baris-keliru.xlsx]')
    expect(said).not.toContain('Terapkan]')
    await olga.taps('Lihat baris keliru')
    await olga.taps('Berikutnya')
    expect(olga.last()).toContain('Baris 8: Kolom Nama kosong')
    const row = await o.db.client.import.findFirstOrThrow()
    await olga.presses('people.imp-apply', row.id)
    expect(olga.lastToast()).toContain('Masih ada')
    expect(await o.db.client.person.count()).toBe(5)
  })

  it('finds circles of superiors and of units, long ones too', async () => {
    const { olga } = o.cast
    const ring = [1, 2, 3].map(
      n => `${nip(n)};P ${n};Unit ${'ABC'[n - 1]};Unit ${'BCA'[n - 1]};;${nip((n % 3) + 1)};;;;;`,
    )
    await olga.sends(await file([...ring, `${nip(4)};Bebas;Unit D;Unit A;;${nip(1)};;;;;`]))
    const said = olga.last()
    expect(said.match(/Rantai atasan berputar/g)).toHaveLength(3)
    expect(said.match(/Susunan unit kerja Unit . berputar/g)).toHaveLength(3)
    expect(said).not.toContain('Baris 5')
  })

  it('finds a circle that closes over somebody who is not in the file', async () => {
    const { olga } = o.cast
    const budi = await o.db.client.person.findUniqueOrThrow({ where: { id: 'budi' } })
    const siti = await o.db.client.person.findUniqueOrThrow({ where: { id: 'siti' } })
    await olga.sends(await file(`NIP;Nama;Unit;NIP Atasan\n${budi.nip};Budi;X;${siti.nip}\n`))
    expect(olga.last()).toContain('Rantai atasan berputar')
  })

  it('leaves alone what a file has no column for', async () => {
    const { olga } = o.cast
    const siti = await o.db.client.person.findUniqueOrThrow({ where: { id: 'siti' } })
    await olga.sends(await file(`nip,NAMA,unit kerja\n${siti.nip},Siti Menikah,Dinas Baru\n`))
    await olga.taps('Lihat perubahan')
    expect(olga.last()).toContain('Siti Menikah: nama dan unit kerja')
    await olga.taps('Kembali')
    await olga.taps('Terapkan')
    const after = await o.db.client.person.findUniqueOrThrow({
      where: { id: 'siti' },
      include: { unit: true },
    })
    expect(after).toMatchObject({ name: 'Siti Menikah', appraiserId: 'budi', position: 'Penelaah' })
    expect(after.unit.name).toBe('Dinas Baru')
  })

  it.each([
    ['a web page', '<html><table></table></html>', 'halaman web'],
    ['columns that are missing', 'NIP;Nama;Umur\n1;Siti;3\n', 'Kolom berikut belum ditemukan: Unit'],
    ['nothing but names', `${HEAD}\n`, 'tidak berisi data'],
  ])('says what is wrong with %s', async (_what, text, said) => {
    await o.cast.olga.sends(await file(text))
    expect(o.cast.olga.last()).toContain(said)
  })

  it('is not taken for a list of the attendance machine', async () => {
    const { olga } = o.cast
    await olga.sends(await file('NIP;Nama;Unit;Tanggal;Masuk;Pulang\n1;a;b;c;d;e\n'))
    expect(olga.last()).not.toContain('Pratinjau data pegawai')
  })

  it('comes as XLSX just as well, and in English to who reads English', async () => {
    const { olga } = o.cast
    const preference = { locale: 'en' as const, digest: true, publicKudos: true }
    await o.db.client.preference.create({ data: { personId: 'olga', ...preference } })
    const columns = HEAD.split(';').map(title => ({ title }))
    const { bytes, name } = await writeSheet(
      { columns, rows: [[nip(1), 'Andi', 'Unit A', ...Array(8).fill(null)]] },
      'xlsx',
      'pegawai',
    )
    await o.db.client.storedFile.create({
      data: { id: 'x', name, mime: XLSX_MIME, bytes: Uint8Array.from(bytes), createdAt: o.clock.now() },
    })
    await olga.sends({ id: 'x', name, mime: XLSX_MIME })
    expect(olga.last()).toContain('New employees: 1')
    await olga.taps('Apply')
    expect(await byNip(1)).toMatchObject({ name: 'Andi', birthDate: null })
  })
})
