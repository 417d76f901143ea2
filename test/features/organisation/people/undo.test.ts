/** Mass changes are typed and not tapped, and the last import can be taken back exactly. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Office } from '../../../support/office.ts'
import { knownRows, nip, officeWithOfficer, putFile } from './staff-list.ts'

let o: Office
beforeEach(async () => {
  o = await officeWithOfficer()
})
afterEach(() => o.close())

const file = (lines: string[] | string) => putFile(o.db, lines)
const known = () => knownRows(o.db)
const TABLES = ['Unit', 'Person', 'Account', 'LinkingCode', 'Delegation'] as const
/** Every row of what an import may touch. */
async function everything(): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const table of TABLES)
    all[table] = await o.db.client.$queryRawUnsafe<unknown[]>(
      `SELECT to_jsonb(t)::text AS "row" FROM "${table}" t ORDER BY 1`,
    )
  return all
}
const gone = (...ids: string[]) =>
  o.db.client.person.findMany({ where: { id: { in: ids }, leftOn: { not: null } } })

describe('the last import', () => {
  it('is taken back exactly: people, units, superiors, roles, those recorded as gone with their accounts', async () => {
    const { olga, siti } = o.cast
    await o.app.linking.issue({ now: o.clock.now() }, 'siti')
    const days = { fromDay: '2026-11-20', untilDay: '2026-12-20', createdAt: o.clock.now() }
    await o.db.client.delegation.create({
      data: { id: 'd1', kind: 'plh', principalId: 'budi', delegateId: 'siti', ...days },
    })
    const before = await everything()
    const rows = (await known())
      .filter(row => !row.includes('Siti'))
      .map(row => (row.includes('Rahmat') ? row.replace('Penelaah', 'Kepala Seksi') : row))
      .map(row => row.replace('Dinas Kesehatan (contoh);', 'Dinas Kesehatan (contoh);Kota'))
      .map(row => (row.includes('Budi') ? row.replace('Penelaah;;;', 'Penelaah;;pimpinan;') : row))
    o.clock.forward(60_000)
    await olga.sends(await file([...rows, `${nip(1)};Andi;Unit Baru;Kota;Kepala;;;;;;`]))
    await olga.taps('Terapkan')
    await olga.taps('Lihat yang tidak ada')
    await olga.taps('Ya, catat 1 pegawai')
    expect(await gone('siti')).toHaveLength(1)
    expect(await o.db.client.account.count({ where: { personId: 'siti' } })).toBe(0)
    expect(await everything()).not.toEqual(before)

    await olga.taps('Batalkan impor ini')
    expect(olga.last()).toContain('Selasa, 24 November 2026 pukul 09.01 WIB')
    await olga.taps('Ya, batalkan impor')
    expect(olga.last()).toContain('Pegawai yang dikembalikan: 3. Pegawai baru yang dihapus: 1.')
    expect(await everything()).toEqual(before)
    await siti.commands('/profil')
    expect(siti.last()).toContain('Profil Siti')
    expect(await o.db.client.importChange.count()).toBe(0)
  })

  it('leaves each person’s changed fields in the audit log', async () => {
    const { olga } = o.cast
    const rows = (await known()).map(row => (row.includes('Siti') ? row.replace('Penelaah', 'Analis') : row))
    await olga.sends(await file(rows))
    await olga.taps('Terapkan')
    const entries = await o.db.client.auditEntry.findMany({ where: { action: 'people.changed' } })
    expect(entries).toMatchObject([{ subject: 'siti', actorId: 'olga', detail: { fields: ['position'] } }])
    expect(JSON.stringify(entries[0]?.detail)).not.toContain('Analis')
  })

  it('stays where somebody changed it since, or where who was new has begun', async () => {
    const { olga } = o.cast
    const rows = (await known()).map(row => (row.includes('Siti') ? row.replace('Penelaah', 'Analis') : row))
    await olga.sends(await file([...rows, `${nip(1)};Andi;Unit Baru;;Kepala;;;;;;`]))
    await olga.taps('Terapkan')
    const { id } = await o.db.client.import.findFirstOrThrow()
    await o.db.client.person.update({ where: { id: 'siti' }, data: { position: 'Kepala Bidang' } })
    await olga.presses('people.imp-undo-yes', id)
    expect(olga.lastToast()).toContain('1 pegawai sudah diubah lagi setelahnya: Siti Contohwati')
    await o.db.client.person.update({ where: { id: 'siti' }, data: { position: 'Analis' } })

    const andi = await o.db.client.person.findUniqueOrThrow({ where: { nip: nip(1) } })
    const account = { channel: 'memory', address: 'andi', personId: andi.id, linkedAt: o.clock.now() }
    await o.db.client.account.create({ data: account })
    await olga.presses('people.imp-undo-yes', id)
    expect(olga.lastToast()).toContain('sudah tercatat di dalamnya: Andi')
    await o.db.client.account.delete({ where: { channel_address: { channel: 'memory', address: 'andi' } } })

    // Somebody was put into the new unit meanwhile.
    await o.db.client.person.update({ where: { id: 'dewi' }, data: { unitId: andi.unitId } })
    await olga.presses('people.imp-undo-yes', id)
    expect(olga.lastToast()).toContain('unit kerja atau pegawai barunya sudah dipakai')
    expect(await o.db.client.person.count()).toBe(6)
  })

  it('cannot be taken back after a day, twice, by another officer, or once another came', async () => {
    const { olga, dewi } = o.cast
    const rows = await known()
    await olga.sends(await file([...rows, `${nip(1)};Andi;Unit Baru;;;;;;;;`]))
    await olga.taps('Terapkan')
    const first = await o.db.client.import.findFirstOrThrow()
    await dewi.presses('people.imp-undo-yes', first.id)
    expect(dewi.lastToast()).toContain('hanya dapat dibatalkan oleh yang menerapkannya')

    o.clock.forward(60_000)
    await olga.sends(await file([...rows, `${nip(1)};Andi;Unit Lain;;;;;;;;`]))
    await olga.taps('Terapkan')
    await olga.presses('people.imp-undo-yes', first.id)
    expect(olga.lastToast()).toContain('Hanya impor terakhir')
    const last = await o.db.client.import.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
    await olga.presses('people.imp-undo-yes', last.id)
    await olga.presses('people.imp-undo-yes', last.id)
    expect(olga.lastToast()).toContain('Hanya impor terakhir')
    await olga.presses('people.imp-apply', last.id)
    expect(olga.lastToast()).toContain('Impor ini sudah dibatalkan')

    await o.forward(1)
    await olga.presses('people.imp-undo', '')
    expect(olga.lastToast()).toContain('Tidak ada impor yang dapat dibatalkan')
    expect(await o.db.client.importChange.count()).toBe(0)
    expect(await o.db.client.person.findUnique({ where: { nip: nip(1) } })).not.toBeNull()
  })
})

describe('a mass change', () => {
  it('of many who would be recorded as gone is typed', async () => {
    const { olga } = o.cast
    const rows = (await known()).filter(row => !/Siti|Rahmat/.test(row))
    await olga.sends(await file([...rows, `${nip(1)};Andi;Unit Baru;;;;;;;;`]))
    expect(olga.last()).toContain('Pegawai yang tidak ada dalam berkas: 2 dari 6')
    await olga.taps('Terapkan')
    const { id } = await o.db.client.import.findFirstOrThrow()
    await olga.presses('people.imp-retire', id)
    expect(olga.lastToast()).toContain('Mohon mengetik jumlahnya untuk memastikan: 2')
    await olga.taps('Lihat yang tidak ada')
    await olga.taps('Ya, catat 2 pegawai')
    await olga.writes('3')
    await olga.taps('Kirim')
    expect(await gone('siti', 'rahmat')).toHaveLength(0)
    await olga.writes('2')
    await olga.taps('Kirim')
    expect(olga.last()).toContain('2 pegawai telah dicatat tidak bertugas lagi')
    expect(await gone('siti', 'rahmat')).toHaveLength(2)
  })

  it('that takes superiors away is typed', async () => {
    const { olga } = o.cast
    const rows = (await known()).map(row => row.replace(/Penelaah;\d{18};/, 'Penelaah;;'))
    await olga.sends(await file(rows))
    expect(olga.last()).toContain('Pegawai yang kehilangan atasan: 2 (')
    await olga.taps('Terapkan')
    expect(olga.last()).toContain('Ketik 2 apabila')
    const { id } = await o.db.client.import.findFirstOrThrow()
    await olga.presses('people.imp-apply', id)
    expect(await o.db.client.person.count({ where: { appraiserId: 'budi' } })).toBe(2)
    await olga.writes('2')
    await olga.taps('Kirim')
    expect(olga.last()).toContain('telah diterapkan')
    expect(await o.db.client.person.count({ where: { appraiserId: 'budi' } })).toBe(0)
  })
})

describe('the preview', () => {
  it('shows unit, post, appraiser and what changes, is searched, and comes as a workbook', async () => {
    const { olga } = o.cast
    const rows = (await known()).map(row =>
      row.includes('Siti') ? row.replace('Dinas Kominfo (contoh);', 'Bidang Data;') : row,
    )
    const budi = await o.db.client.person.findUniqueOrThrow({ where: { id: 'budi' } })
    await olga.sends(await file([...rows, `${nip(1)};Andi;Unit Baru;;Kepala;${budi.nip};;;;;`]))
    await olga.taps('Lihat yang baru')
    expect(olga.last()).toContain('Kepala, Unit Baru, penilai: Budi Misalnya')
    await olga.taps('Kembali')
    await olga.taps('Lihat perubahan')
    expect(olga.last()).toContain('unit kerja (Dinas Kominfo (contoh) → Bidang Data)')
    await olga.taps('Kembali')
    await olga.taps('Cari dalam pratinjau')
    await olga.writes('bidang data')
    await olga.taps('Kirim')
    expect(olga.last()).toContain('Ditemukan: 1')
    expect(olga.last()).toContain('Siti Contohwati')
    await olga.taps('Kembali')
    await olga.taps('Unduh pratinjau (XLSX)')
    expect(olga.last()).toContain('[pratinjau-pegawai.xlsx]')
  })

  it('does not change what others decide about the one who imports, and says so', async () => {
    const { dewi } = o.cast
    const rows = (await known()).map(row =>
      row.includes('Dewi') ? row.replace(';pengelola;', ';pengelola+pimpinan;') : row,
    )
    await dewi.sends(await file([...rows, `${nip(1)};Andi;Unit Baru;;;;;;;;`]))
    expect(dewi.last()).toContain('Baris Bapak/Ibu sendiri: peran tidak ikut diubah')
    await dewi.taps('Terapkan')
    expect(await o.db.client.person.findUnique({ where: { id: 'dewi' } })).toMatchObject({
      roles: ['officer'],
    })
  })
})
