import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Office, office } from '../../../support/office.ts'

let o: Office
beforeEach(async () => {
  o = (await office()) as Office
  // Dewi is an officer, but no administrator.
  await o.db.client.person.update({ where: { id: 'dewi' }, data: { roles: ['officer'] } })
})
afterEach(() => o.close())

type Someone = Office['cast']['olga']
async function finds(officer: Someone, name: string) {
  await officer.commands('/kelola')
  await officer.taps('Pegawai dan akun')
  await officer.taps('Cari pegawai')
  await officer.answers({ Pegawai: name })
}
async function delegates(officer: Someone, who: [string, string], kind: string, days: [string, string]) {
  await officer.commands('/kelola')
  await officer.taps('Pegawai dan akun')
  await officer.taps('Plt. dan Plh.')
  await officer.taps('Tambah')
  await officer.answers({
    'Pejabat yang digantikan': who[0],
    'Pegawai yang menggantikan': who[1],
    Jenis: kind,
    'Mulai tanggal': days[0],
    'Sampai dengan tanggal': days[1],
  })
}
const notes = async (action: string) => o.db.client.auditEntry.findMany({ where: { action } })
const codeIn = (said: string) => /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(said)?.[0] ?? ''

describe('a code for one person', () => {
  it('is made by the officer, links a new account, and the older one is good no longer', async () => {
    const { dewi } = o.cast
    await finds(dewi, 'Rahmat Umpama')
    expect(dewi.last()).not.toMatch(/\d{18}/)
    await dewi.taps('Buat kode penautan')
    const first = codeIn(dewi.last())
    expect(dewi.last()).toContain('Selasa, 1 Desember 2026')
    await finds(dewi, 'Rahmat Umpama')
    await dewi.taps('Buat kode penautan')
    const second = codeIn(dewi.last())
    const phone = o.memory.person('newphone')
    await phone.commands(`/mulai ${first}`)
    expect(phone.last()).toContain('belum sesuai')
    await phone.commands(`/mulai ${second}`)
    await phone.commands('/profil')
    expect(phone.last()).toContain('Profil Rahmat')
    const [noted] = await notes('people.code-issued')
    expect(noted).toMatchObject({ actorId: 'dewi', subject: 'rahmat' })
    expect(JSON.stringify(await o.db.client.auditEntry.findMany(), (_, v) => String(v))).not.toContain(second)
  })

  it('of an administrator is an administrator’s to make, and so is everything about that account', async () => {
    const { dewi } = o.cast
    for (const verb of ['code', 'free', 'free-yes', 'leave', 'leave-yes']) {
      await dewi.presses(`people.${verb}`, 'olga')
      expect(dewi.lastToast()).toContain('hanya dapat diurus oleh administrator')
    }
    expect(await o.db.client.linkingCode.count()).toBe(0)
    await o.cast.olga.commands('/profil')
    expect(o.cast.olga.last()).toContain('Profil Olga')
  })

  it('is nobody’s to make who has no such role, nor for somebody who has left', async () => {
    await o.cast.siti.presses('people.code', 'siti')
    expect(o.cast.siti.lastToast()).toContain('tidak termasuk kewenangan')
    await o.db.client.person.update({ where: { id: 'rahmat' }, data: { leftOn: '2026-11-01' } })
    await o.cast.olga.presses('people.code', 'rahmat')
    expect(o.cast.olga.lastToast()).toContain('sudah tidak bertugas')
    expect(await o.db.client.linkingCode.count()).toBe(0)
  })
})

describe('a printed sheet', () => {
  async function sheet(officer: Someone, unit: string, whom: string) {
    await officer.commands('/kelola')
    await officer.taps('Pegawai dan akun')
    await officer.taps('Lembar kode')
    await officer.taps(unit)
    await officer.answers({ 'Untuk siapa lembar ini dibuat?': whom })
  }

  it('is a PDF with a code for everybody of the unit, kept for a day', async () => {
    const { olga } = o.cast
    await sheet(olga, 'Dinas Kominfo', 'Semua (3')
    expect(olga.last()).toContain('[kode-penautan.pdf]')
    expect(await o.db.client.linkingCode.count()).toBe(3)
    const [kept] = await o.db.client.storedFile.findMany()
    expect(Buffer.from(kept?.bytes ?? []).toString('latin1', 0, 5)).toBe('%PDF-')
    expect(kept?.expiresAt?.toISOString()).toBe('2026-11-25T02:00:00.000Z')
    await o.forward(2)
    expect(await o.db.client.storedFile.count()).toBe(0)
  })

  it('is for those not linked yet, of the units below as well, and never for administrators by an officer', async () => {
    const { dewi } = o.cast
    await o.db.client.unit.update({ where: { id: 'unit1' }, data: { parentId: 'unit0' } })
    await o.db.client.unit.update({ where: { id: 'unit2' }, data: { parentId: 'unit1' } })
    await o.db.client.account.deleteMany({ where: { personId: { in: ['siti', 'olga'] } } })
    await sheet(dewi, 'Dinas Kominfo', 'Yang belum tertaut (1')
    expect((await o.db.client.linkingCode.findMany()).map(({ personId }) => personId)).toEqual(['siti'])
  })

  it('pressed twice at once is one sheet', async () => {
    const { olga } = o.cast
    await olga.presses('people.sheet', 'unit0')
    await olga.fills({ 'Untuk siapa lembar ini dibuat?': 'Semua' })
    await Promise.all([olga.taps('Kirim'), olga.taps('Kirim')])
    expect(await notes('people.code-issued')).toHaveLength(1)
  })
})

describe('Plt. and Plh.', () => {
  it('act from the first to the last day, and their rights follow the date', async () => {
    const { olga, dewi } = o.cast
    await delegates(olga, ['Budi Misalnya', 'Dewi Andaikata'], 'Plh.', ['25/11/2026', '26-11-2026'])
    expect(olga.last()).toContain('Plh. Dewi Andaikata telah dicatat')
    expect(olga.last()).toContain('25 Nov 2026 sampai 26 Nov 2026')
    const profile = async () => {
      await dewi.commands('/profil')
      return dewi.last()
    }
    expect(await profile()).not.toContain('Plh. menggantikan')
    await o.forward(1)
    expect(await profile()).toContain('Plh. menggantikan Budi Misalnya')
    await o.forward(2)
    expect(await profile()).not.toContain('Plh. menggantikan')
  })

  it.each([
    [
      'oneself',
      ['Budi Misalnya', 'Budi Misalnya'],
      ['25/11/2026', '26/11/2026'],
      'tidak boleh orang yang sama',
    ],
    [
      'days the wrong way round',
      ['Budi Misalnya', 'Dewi Andaikata'],
      ['26/11/2026', '25/11/2026'],
      'mendahului',
    ],
    ['days that are over', ['Budi Misalnya', 'Dewi Andaikata'], ['01/11/2026', '02/11/2026'], 'sudah lewat'],
    ['two years', ['Budi Misalnya', 'Dewi Andaikata'], ['25/11/2026', '25/11/2028'], 'Paling lama 366 hari'],
  ] as const)('cannot be %s', async (_what, who, days, words) => {
    const { olga } = o.cast
    await delegates(olga, [...who], 'Plt.', [...days])
    expect(olga.last()).toContain(words)
    expect(await o.db.client.delegation.count()).toBe(0)
  })

  it('do not overlap for one official, until the first is ended', async () => {
    const { olga } = o.cast
    await delegates(olga, ['Budi Misalnya', 'Dewi Andaikata'], 'Plh.', ['20/11/2026', '30/11/2026'])
    await delegates(olga, ['Budi Misalnya', 'Rahmat Umpama'], 'Plh.', ['30/11/2026', '05/12/2026'])
    expect(olga.last()).toContain('sudah mempunyai Plt. atau Plh.')
    await olga.commands('/batal')
    await olga.presses('people.delegates', '0')
    await olga.presses('people.delegate-end', (await o.db.client.delegation.findFirstOrThrow()).id)
    expect(await o.db.client.delegation.findFirst()).toMatchObject({
      fromDay: '2026-11-20',
      untilDay: '2026-11-23',
    })
    await delegates(olga, ['Budi Misalnya', 'Rahmat Umpama'], 'Plh.', ['24/11/2026', '05/12/2026'])
    expect(await o.db.client.delegation.count()).toBe(2)
    expect(await notes('people.delegated')).toHaveLength(2)
    expect(await notes('people.delegation-ended')).toHaveLength(1)
  })
})

describe('leaving, a lost phone, roles', () => {
  it('cuts somebody off at once, and keeps their name where it stood', async () => {
    const { dewi, siti } = o.cast
    await finds(dewi, 'Siti Contohwati')
    await dewi.taps('Catat tidak bertugas lagi')
    expect(dewi.last()).toContain('Catat Siti Contohwati, S.Sos. tidak bertugas lagi?')
    await dewi.taps('Ya, catat')
    await siti.commands('/profil')
    expect(siti.last()).toContain('belum ditautkan')
    await dewi.presses('people.leave-yes', 'siti')
    expect(await notes('people.left')).toHaveLength(1)
    expect(await o.db.client.person.count()).toBe(5)
  })

  it('unlinks every account of a person whose phone is lost', async () => {
    const { dewi, siti } = o.cast
    await o.db.client.account.create({
      data: { channel: 'telegram', address: '7', personId: 'siti', linkedAt: o.clock.now() },
    })
    await finds(dewi, 'Siti Contohwati')
    await dewi.taps('Putuskan semua tautan akun')
    await dewi.taps('Ya, putuskan')
    expect(dewi.last()).toContain('Jumlah akun yang ditutup: 2')
    await siti.commands('/profil')
    expect(siti.last()).toContain('belum ditautkan')
    expect(await notes('people.unlinked-all')).toMatchObject([{ actorId: 'dewi', subject: 'siti' }])
  })

  it('roles are given and taken by an administrator only, once, and never the last one’s', async () => {
    const { olga, dewi, siti } = o.cast
    await finds(dewi, 'Siti Contohwati')
    expect(dewi.last()).not.toContain('Ubah peran')
    await dewi.presses('people.role', 'dewi', 'administrator', '1')
    expect(dewi.lastToast()).toContain('tidak termasuk kewenangan')
    await finds(olga, 'Siti Contohwati')
    await olga.taps('Ubah peran')
    await olga.taps('Beri peran Pimpinan')
    expect(olga.last()).toContain('Peran: Pimpinan')
    await olga.presses('people.role', 'siti', 'leader', '1')
    expect(await notes('people.roles-changed')).toHaveLength(1)
    await olga.presses('people.role', 'olga', 'administrator', '0')
    expect(olga.lastToast()).toContain('sedikitnya satu administrator lain')
    await olga.presses('people.role', 'siti', 'administrator', '1')
    await Promise.all([
      olga.presses('people.role', 'siti', 'administrator', '0'),
      siti.presses('people.role', 'olga', 'administrator', '0'),
    ])
    expect(await o.db.client.person.count({ where: { roles: { has: 'administrator' } } })).toBe(1)
  })

  it('nobody records themselves as having left', async () => {
    await o.cast.dewi.presses('people.leave-yes', 'dewi')
    expect(o.cast.dewi.lastToast()).toContain('tidak dapat mencatat hal ini untuk diri sendiri')
  })
})
