import { afterAll, beforeAll, describe, expect } from 'vitest'
import { createWords } from '../../../../src/chat/i18n/words.ts'
import { announcedCard } from '../../../../src/features/recognition/awards/cards.ts'
import * as repository from '../../../../src/features/recognition/awards/repository.ts'
import { story } from '../../../support/story.ts'
import { type Hall, hall, QUARTER } from './stage.ts'

const TEACHING = {
  siti: { target: 100, score: 90, kudos: 3 },
  rahmat: { target: 100, score: 90, kudos: 3 },
  dewi: { target: 60, score: 70, kudos: 0 },
}

describe('nominating and deciding', () => {
  const test = story()
  let place: Hall
  beforeAll(async () => {
    place = await hall(TEACHING)
    await place.publish()
    await place.cast.olga.presses('award.presets')
    await place.group('grup-kominfo', 'unit0')
    await place.group('grup-bkpsdm', 'unit1')
  })
  afterAll(() => place.close())
  const award = (id: string) => place.db.client.award.findUniqueOrThrow({ where: { id } })

  test.step('waits until the office and its signer are known', async () => {
    const { olga } = place.cast
    await expect(place.nominates('siti')).rejects.toThrow()
    expect(olga.lastToast()).toContain('Pengaturan piagam')
    await olga.commands('/batal')
    await place.setUp()
  })

  test.step('takes somebody outside the draft, with a reason; not twice', async () => {
    const id = await place.nominates('eka', 'Inovator', 'Membuat antrean daring <b>&*_ 👏')
    expect(await award(id)).toMatchObject({
      state: 'nominated',
      name: 'Eka Misalkan',
      reason: 'Membuat antrean daring <b>&*_ 👏',
    })
    expect(place.cast.lea.last()).toContain('Inovator')
    expect(place.cast.lea.last()).toContain('[Setujui] [Kembalikan]')
    await place.nominates('eka', 'Inovator')
    expect(place.cast.olga.lastToast()).toContain('sudah diusulkan')
    await place.cast.olga.commands('/batal')
    expect(await place.db.client.award.count({ where: { personId: 'eka' } })).toBe(1)
  })

  test.step('comes back with a reason, and can be nominated anew', async () => {
    const { lea, olga } = place.cast
    await lea.taps('Kembalikan')
    await lea.answers({
      'Apa yang perlu diperbaiki atau dipertimbangkan kembali?': 'Mohon menyebutkan dampaknya',
    })
    await place.settled()
    expect(olga.last()).toContain('“Mohon menyebutkan dampaknya”')
    expect(await place.db.client.award.count({ where: { state: 'returned' } })).toBe(1)
    await place.nominates('eka', 'Inovator', 'Antrean turun menjadi 20 menit')
    expect(await place.db.client.award.count({ where: { personId: 'eka', state: 'nominated' } })).toBe(1)
  })

  test.step('is approved once, however often and by however many it is tapped; the person hears it first', async () => {
    const { lea, eka } = place.cast
    const { id } = await place.db.client.award.findFirstOrThrow({ where: { state: 'nominated' } })
    await Promise.all([lea.presses('award.approve', id), lea.presses('award.approve', id)])
    await place.settled()
    expect(await award(id)).toMatchObject({
      state: 'approved',
      number: 1,
      numberText: '001/PIAGAM/REKAN/2026',
    })
    expect((await award(id)).code).toMatch(/^[a-z0-9]{24}$/)
    const mine = eka.messages().filter(({ plain }) => plain.includes('Selamat atas penghargaan'))
    expect(mine).toHaveLength(1)
    expect(eka.last()).toContain('Rabu, 25 November 2026 pukul 09.00 WIB')
    expect(await place.db.client.delivery.count({ where: { notice: 'award.announced' } })).toBe(0)
    const noted = await place.db.client.auditEntry.findMany({
      where: { subject: id },
      orderBy: { seq: 'asc' },
    })
    expect(noted.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['award.nominated', 'olga'],
      ['award.approved', 'lea'],
    ])
  })

  test.step('is not seen by others before the announcement, which goes to every group the next morning', async () => {
    const { id } = await place.db.client.award.findFirstOrThrow({ where: { state: 'approved' } })
    const { siti } = place.cast
    await siti.presses('award.show', id)
    expect(siti.lastToast()).toContain('belum diumumkan')
    await place.at('2026-11-25T08:59')
    expect(await place.db.client.delivery.count({ where: { notice: 'award.announced' } })).toBe(0)
    await place.at('2026-11-25T09:00')
    for (const group of ['grup-kominfo', 'grup-bkpsdm']) {
      expect(place.memory.person(group).last()).toContain(
        'Selamat kepada Eka Misalkan, Penelaah, Dinas Kominfo (contoh), atas:',
      )
      expect(place.memory.person(group).last()).toContain('Nomor 001/PIAGAM/REKAN/2026')
    }
    // The file of employees may name no position: the announcement has no gap where it would stand.
    const stored = await repository.awardById(place.db.client, id)
    if (!stored) throw new Error('no award')
    const [to] = announcedCard({ ...stored, position: '' }).blocks
    expect(to?.kind === 'text' && createWords('Asia/Jakarta').say(to.text, 'id')).toBe(
      'Selamat kepada Eka Misalkan, Dinas Kominfo (contoh), atas:',
    )
    await siti.commands('/penghargaan')
    await siti.taps('Penghargaan 2026')
    await siti.taps('Eka Misalkan: Inovator')
    expect(siti.last()).toContain('Status: Disetujui')
    expect(siti.last()).not.toContain('piagam (PDF)')
    await siti.presses('award.pdf', id)
    expect(siti.lastToast()).toContain('bukan milik')
  })

  test.step('nobody approves their own award, nor their unit’s', async () => {
    const { lea } = place.cast
    const own = await place.nominates('lea', 'Pelayanan Prima')
    await lea.presses('award.approve', own)
    expect(lea.lastToast()).toContain('pimpinan lain')
    expect((await award(own)).state).toBe('nominated')
    const { olga } = place.cast
    const nominatesTeam = async () => {
      await olga.presses('award.other', await place.kindNamed('Tim Terbaik'), QUARTER)
      await olga.answers({
        'Tim mana yang Bapak/Ibu usulkan?': 'BKPSDM (contoh)',
        'Atas apa penghargaan ini diberikan?': 'Bekerja sama sepanjang triwulan',
      })
    }
    await nominatesTeam()
    expect(olga.lastToast()).toContain('Tim sendiri diusulkan oleh pengelola kinerja lain')
    const { person } = place.db.client
    const { unitId } = await person.findUniqueOrThrow({ where: { id: 'siti' } })
    const before = await person.findUniqueOrThrow({ where: { id: 'olga' } })
    await person.update({ where: { id: 'olga' }, data: { unitId } })
    await nominatesTeam()
    await person.update({ where: { id: 'olga' }, data: { unitId: before.unitId } })
    const team = await place.db.client.award.findFirstOrThrow({ where: { personId: null } })
    await lea.presses('award.approve', team.id)
    expect(lea.lastToast()).toContain('pimpinan lain')
    await olga.presses('award.approve', team.id)
    expect((await award(team.id)).state).toBe('nominated')
  })

  test.step('who nominated does not approve, also with both roles', async () => {
    const { person } = place.db.client
    const id = await place.nominates('eka', 'Pelayanan Prima')
    await person.update({ where: { id: 'olga' }, data: { roles: ['officer', 'leader'] } })
    await place.cast.olga.presses('award.approve', id)
    expect(place.cast.olga.lastToast()).toContain('sendiri diputuskan oleh pimpinan lain')
    await person.update({ where: { id: 'olga' }, data: { roles: ['officer', 'administrator'] } })
    expect((await award(id)).state).toBe('nominated')
  })

  test.step('somebody who left meanwhile is neither nominated nor approved', async () => {
    const id = await place.nominates('dewi')
    await place.db.client.person.update({ where: { id: 'dewi' }, data: { leftOn: '2026-11-25' } })
    await place.cast.lea.presses('award.approve', id)
    expect(place.cast.lea.lastToast()).toContain('sudah tidak bertugas')
    expect((await award(id)).number).toBeNull()
  })

  test.step('numbers have no gap, also when two are approved at once', async () => {
    const ids = [await place.nominates('siti'), await place.nominates('rahmat')]
    await Promise.all(ids.map(id => place.cast.lea.presses('award.approve', id)))
    const rows = await place.db.client.award.findMany({ where: { number: { not: null } } })
    expect(rows.map(({ number }) => number).sort()).toEqual([1, 2, 3])
  })

  test.step('is withdrawn with a reason: chats change, the person is told, the number is not given again', async () => {
    const { olga, eka, lea } = place.cast
    const { id } = await place.db.client.award.findFirstOrThrow({ where: { number: 1 } })
    await olga.presses('award.withdraw', id)
    await olga.answers({ 'Mengapa penghargaan ini dicabut?': 'Datanya ternyata keliru' })
    await place.beat()
    expect(eka.last()).toContain('“Datanya ternyata keliru”')
    const first = eka.messages().find(({ edits }) => edits > 0)
    expect(first?.plain).toContain('telah dicabut')
    expect(place.memory.person('grup-kominfo').last()).toContain('telah dicabut')
    expect(place.memory.person('grup-kominfo').last()).not.toContain('keliru')
    await eka.presses('award.pdf', id)
    expect(eka.lastToast()).toContain('tidak dicabut')
    await lea.presses('award.approve', id)
    expect((await award(id)).state).toBe('withdrawn')
    const [next] = [await place.nominates('budi', 'Inovator')]
    await lea.presses('award.approve', next)
    expect((await award(next)).number).toBe(4)
  })

  test.step('somebody who had it is not a candidate again within the pause', async () => {
    await place.publishAgain('2026Q4')
    await place.at('2026-11-26T10:00')
    const kindId = await place.kindNamed('Pegawai Teladan')
    const draft = await place.db.client.awardDraft.findUniqueOrThrow({
      where: { quarter_kindId: { quarter: '2026Q4', kindId } },
      include: { candidates: true },
    })
    expect(draft.candidates.map(({ personId }) => personId)).toEqual([])
  })
})
