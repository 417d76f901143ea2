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
const byNip = (n: number) =>
  o.db.client.person.findUnique({ where: { nip: nip(n) }, include: { unit: true } })

describe('who may', () => {
  it('an employee’s file is no import, and a pressed button is refused', async () => {
    const { siti, olga } = o.cast
    await olga.sends(await file([...(await known()), `${nip(1)};Andi;Unit A;;;;;;;;`]))
    const row = await o.db.client.import.findFirstOrThrow()
    await siti.sends(await file([`${nip(2)};Bela;Unit A;;;;;;;;`]))
    expect(siti.lastToast()).toContain('tidak ada formulir yang memerlukannya')
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

  it('an officer does not change the address by which Slack may know an administrator', async () => {
    const rows = (await known()).map(row =>
      row.includes('Olga') ? row.replace(/;;;;$/, ';dewi@contoh.go.id;;;') : row,
    )
    await o.cast.dewi.sends(await file(rows))
    expect(o.cast.dewi.last()).toContain('Surel administrator hanya dapat diubah oleh administrator')
    await o.cast.olga.sends(await file(rows))
    expect(o.cast.olga.last()).toContain('Pegawai berubah: 1')
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
    await o.app.linking.issue({ now: o.clock.now() }, 'siti')
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
    await olga.taps('Ya, catat 1 pegawai')
    expect(olga.last()).toContain('telah dicatat tidak bertugas lagi')
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
