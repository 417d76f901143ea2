import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeSheet, XLSX_MIME } from '../../../src/platform/sheets.ts'
import { type Office, office } from '../../support/office.ts'

let o: Office
beforeEach(async () => {
  o = (await office()) as Office
  // An officer who is no administrator, beside Olga who is both.
  await o.db.client.person.update({ where: { id: 'dewi' }, data: { roles: ['officer'] } })
})
afterEach(() => o.close())

const HEAD = 'NIP;Nama;Unit;Unit Induk;Jabatan;NIP Atasan;Peran;Email;Tanggal Lahir;TMT;Status'
let serial = 0
async function file(lines: string[] | string, name = 'pegawai.csv') {
  const id = `f${++serial}`
  const text = typeof lines === 'string' ? lines : [HEAD, ...lines].join('\n')
  await o.db.client.storedFile.create({
    data: { id, name, mime: 'text/csv', bytes: new TextEncoder().encode(text), createdAt: o.clock.now() },
  })
  return { id, name, mime: 'text/csv' }
}
const nip = (n: number) => `199001012015011${String(n).padStart(3, '0')}`
const byNip = (n: number) =>
  o.db.client.person.findUnique({ where: { nip: nip(n) }, include: { unit: true } })
/** The five of the office as the file would have them. */
async function known(): Promise<string[]> {
  const rows = await o.db.client.person.findMany({
    include: { unit: true, appraiser: true },
    orderBy: { id: 'asc' },
  })
  const words: Record<string, string> = { officer: 'pengelola', administrator: 'administrator' }
  return rows.map(({ nip: own, name, unit, position, appraiser, roles }) =>
    [
      own,
      `"${name}"`,
      unit.name,
      '',
      position,
      appraiser?.nip ?? '',
      roles.map(r => words[r]).join('+'),
      '',
      '',
      '',
      '',
    ].join(';'),
  )
}

describe('a people file', () => {
  it('is previewed, changes nothing yet, and is applied by a tap', async () => {
    const { olga } = o.cast
    const rows = [
      ...(await known()),
      `${nip(1)};Andi Umpama;Dinas Kominfo (contoh);Sekretariat Daerah;Kepala;;pimpinan;ANDI@contoh.go.id;01/01/1990;2015-01-01;PNS`,
      `${nip(2)};Bela <b>&Contoh;Bidang Aplikasi;Dinas Kominfo (contoh);Staf;${nip(1)};;;;;P3K`,
    ]
    await olga.sends(await file(rows))
    expect(olga.last()).toContain('Pegawai baru: 2')
    expect(olga.last()).toContain('Pegawai tetap: 5')
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
      ['people.roles-changed', 'olga'],
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
    expect(said.match(/Susunan unit Unit . berputar/g)).toHaveLength(3)
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
    expect(olga.last()).toContain('Siti Menikah: nama, unit kerja')
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
    ['columns that are missing', 'Nama;Umur\nSiti;3\n', 'belum ada pada baris pertama: NIP, Unit'],
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
    const preference = { locale: 'en', digest: true, publicKudos: true }
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
    expect(olga.last()).toContain('New people: 1')
    await olga.taps('Apply')
    expect(await byNip(1)).toMatchObject({ name: 'Andi', birthDate: null })
  })
})

describe('who may', () => {
  it('an employee’s file is no import, and a pressed button is refused', async () => {
    const { siti, olga } = o.cast
    await olga.sends(await file([...(await known()), `${nip(1)};Andi;Unit A;;;;;;;;`]))
    const row = await o.db.client.import.findFirstOrThrow()
    await siti.sends(await file([`${nip(2)};Bela;Unit A;;;;;;;;`]))
    expect(siti.lastToast()).toContain('tidak ada isian yang menunggunya')
    await siti.presses('people.imp-apply', row.id)
    await siti.presses('people.imp-retire', row.id)
    await siti.presses('people.imp-list', row.id, 'g', '0')
    expect(siti.last()).not.toContain('Andi')
    expect(await o.db.client.person.count({ where: { leftOn: null } })).toBe(5)
  })

  it('another officer’s preview is not mine to apply', async () => {
    const { olga, dewi } = o.cast
    await olga.sends(await file([...(await known()), `${nip(1)};Andi;Unit A;;;;;;;;`]))
    const row = await o.db.client.import.findFirstOrThrow()
    await dewi.presses('people.imp-apply', row.id)
    expect(dewi.lastToast()).toContain('dibuat oleh orang lain')
    expect(await byNip(1)).toBeNull()
  })

  it('an officer makes no administrator, neither oneself nor others, and unmakes none', async () => {
    const { dewi } = o.cast
    const own = (await known()).map(row => row.replace(';pengelola;', ';pengelola+administrator;'))
    await dewi.sends(await file(own))
    expect(dewi.last()).toContain('hanya dapat diberikan oleh administrator')
    const without = (await known()).map(row => row.replace('pengelola+administrator', ''))
    await dewi.sends(await file([...without, `${nip(1)};Andi;Unit A;;;;pengelola;;;;`]))
    await dewi.taps('Terapkan')
    const olga = await o.db.client.person.findUniqueOrThrow({ where: { id: 'olga' } })
    expect(olga.roles).toEqual(['administrator'])
    expect(await byNip(1)).toMatchObject({ roles: ['officer'] })
  })

  it('an administrator cannot leave the office without one', async () => {
    const { olga } = o.cast
    await olga.sends(
      await file((await known()).map(row => row.replace('pengelola+administrator', 'pengelola'))),
    )
    expect(olga.last()).toContain('tidak ada lagi administrator')
  })
})

describe('people who are not in the file', () => {
  it('are only listed, and leave only when that is confirmed; account, session and code end at once', async () => {
    const { olga, siti } = o.cast
    const rows = (await known()).filter(row => !row.includes('Siti'))
    await o.db.client.$transaction(tx => o.app.linking.issue(tx, 'siti', null, o.clock.now()))
    const account = { channel: 'web', address: 'w1', personId: 'siti', linkedAt: o.clock.now() }
    await o.db.client.account.create({ data: account })
    const session = { hash: 'h', address: 'w1', createdAt: o.clock.now(), expiresAt: new Date('2030-01-01') }
    await o.db.client.webSession.create({ data: session })
    await olga.sends(await file(rows))
    expect(olga.last()).toContain('Tidak ada dalam berkas: 1')
    await olga.taps('Terapkan')
    await siti.commands('/profil')
    expect(siti.last()).toContain('Profil Siti')

    await olga.taps('Lihat yang tidak ada')
    expect(olga.last()).toContain('Siti Contohwati')
    await olga.taps('Ya, catat 1 keluar')
    expect(olga.last()).toContain('telah dicatat keluar')
    await siti.commands('/profil')
    expect(siti.last()).toContain('belum ditautkan')
    expect(await o.db.client.webSession.count()).toBe(0)
    expect(await o.db.client.linkingCode.count()).toBe(0)
    expect(await o.db.client.person.findUnique({ where: { id: 'siti' } })).toMatchObject({
      leftOn: '2026-11-24',
    })
  })

  it('come back when they are in the list again, with their history but without old roles', async () => {
    const { olga } = o.cast
    const rows = await known()
    await o.db.client.person.update({
      where: { id: 'siti' },
      data: { leftOn: '2026-01-01', roles: ['administrator'] },
    })
    await olga.sends(await file(rows))
    await olga.taps('Lihat perubahan')
    expect(olga.last()).toContain('kembali bertugas')
    await olga.taps('Kembali')
    await olga.taps('Terapkan')
    const siti = await o.db.client.person.findUniqueOrThrow({ where: { id: 'siti' } })
    expect(siti).toMatchObject({ leftOn: null, roles: [] })
  })

  it('an old file’s button does not take out who came later', async () => {
    const { olga } = o.cast
    await olga.sends(await file(await known()))
    const old = await o.db.client.import.findFirstOrThrow()
    await olga.sends(await file([...(await known()), `${nip(1)};Andi;Unit A;;;;;;;;`]))
    await olga.taps('Terapkan')
    await olga.presses('people.imp-retire', old.id)
    expect(await byNip(1)).toMatchObject({ leftOn: null })
  })
})
