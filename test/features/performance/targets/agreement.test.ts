import { afterAll, beforeAll, describe, expect } from 'vitest'
import { story } from '../../../support/story.ts'
import { type Bureau, bureau, describes } from './stage.ts'

describe('targets are agreed by two', () => {
  const test = story()
  let place: Bureau
  beforeAll(async () => {
    place = await bureau()
  })
  afterAll(() => place.close())

  test.step('an employee proposes; the appraiser gets one message for several, and agrees to all', async () => {
    const { siti, budi } = place.cast
    await siti.commands('/target')
    expect(siti.last()).toContain('Target Triwulan IV Tahun 2026')
    expect(siti.last()).toContain('Belum ada target')
    await siti.taps('Usulkan target')
    await describes(siti, 'Layanan <b>&*_ selesai 👏', '60')
    expect(siti.last()).toContain(
      'Layanan <b>&*_ selesai 👏 (bobot 60%): 20 berkas · diusulkan pegawai, menunggu persetujuan penilai',
    )
    await place.settled()
    await siti.presses('target.propose', 'siti', '2026Q4')
    await describes(siti, 'Arsip tertata', '40', '100')
    await place.settled()
    const asked = budi
      .messages()
      .filter(({ plain }) => plain.startsWith('Target Siti Contohwati, Triwulan IV'))
    expect(asked).toHaveLength(1)
    expect(asked[0]?.plain).toContain('Usulan yang perlu dijawab: 2.')
    await budi.taps('Buka target')
    await budi.taps('Setujui semua (2)')
    await place.settled()
    expect(siti.last()).toContain('telah disepakati')
    const rows = await place.db.client.target.findMany({
      where: { personId: 'siti' },
      orderBy: { weight: 'desc' },
    })
    expect(rows.map(({ state, weight, version }) => [state, weight, version])).toEqual([
      ['agreed', 60, 1],
      ['agreed', 40, 1],
    ])
  })

  test.step('nobody agrees to their own proposal, and none who has no say; the try is written down', async () => {
    const { rahmat, dewi, siti } = place.cast
    await rahmat.presses('target.propose', 'rahmat', '2026Q4')
    await describes(rahmat, 'Jaringan terpasang', '100')
    const proposal = await place.db.client.targetProposal.findFirstOrThrow({
      where: { target: { personId: 'rahmat' } },
    })
    await rahmat.presses('target.agree', proposal.id)
    expect(rahmat.lastToast()).toContain('dijawab oleh pihak lain')
    for (const one of [dewi, siti]) {
      await one.presses('target.agree', proposal.id)
      expect(one.lastToast()).toContain('hanya dapat dibuka oleh')
      await one.presses('target.board', 'rahmat', '2026Q4', '0')
      expect(one.last()).not.toContain('Jaringan')
      await one.presses('target.propose', 'rahmat', '2026Q4')
      expect(one.lastToast()).toContain('hanya dapat dibuka oleh')
    }
    expect((await place.target('rahmat', 'Jaringan terpasang')).state).toBe('proposed')
    expect(await place.db.client.auditEntry.count({ where: { action: 'target.denied' } })).toBe(6)
  })

  test.step('the superior and the officer may look, not decide; each look is written down', async () => {
    const { karta, olga } = place.cast
    const proposal = await place.db.client.targetProposal.findFirstOrThrow({
      where: { target: { personId: 'rahmat' } },
    })
    for (const one of [karta, olga]) {
      await one.presses('target.board', 'rahmat', '2026Q4', '0')
      expect(one.last()).toContain('Jaringan terpasang')
      expect(one.last()).not.toContain('Setujui')
      await one.presses('target.agree', proposal.id)
      expect(one.lastToast()).toContain('hanya dapat dibuka oleh')
    }
    expect(
      await place.db.client.auditEntry.count({ where: { action: 'target.read', subject: 'rahmat' } }),
    ).toBe(2)
  })

  test.step('the appraiser says no with a reason, which reaches the employee', async () => {
    const { rahmat, budi } = place.cast
    const proposal = await place.db.client.targetProposal.findFirstOrThrow({
      where: { target: { personId: 'rahmat' } },
    })
    await budi.presses('target.decline', proposal.id)
    await budi.answers({
      'Apa alasannya? Alasan ini disampaikan kepada pengusul.': 'Mohon target yang lebih menantang',
    })
    await place.settled()
    expect(rahmat.last()).toContain('“Mohon target yang lebih menantang”')
    await budi.presses('target.agree', proposal.id)
    expect(budi.lastToast()).toContain('sudah diputuskan')
  })

  test.step('a change holds only once the other side agrees; the history keeps every version', async () => {
    const { siti, budi } = place.cast
    const { id } = await place.target('siti', 'Arsip tertata')
    await siti.presses('target.change', id)
    await siti.answers({ Target: '80' })
    expect((await place.target('siti', 'Arsip tertata')).value).toBe(100)
    expect(siti.last()).toContain('perubahan diusulkan pegawai')
    await place.settled()
    await budi.presses('target.show', id)
    await budi.taps('Setujui')
    expect((await place.target('siti', 'Arsip tertata')).value).toBe(80)
    await budi.taps('Riwayat')
    expect(budi.last()).toContain('perubahan: target 80 berkas, bobot 40% (disepakati)')
    expect(budi.last()).toContain('usulan: target 100 berkas, bobot 40% (disepakati)')
    expect((await place.target('siti', 'Arsip tertata')).version).toBe(2)
  })

  test.step('weights cannot make more than 100; two changes that fit together are agreed together', async () => {
    const { siti, budi } = place.cast
    const reweigh = async (result: string, weight: string) => {
      const { id } = await place.db.client.target.findFirstOrThrow({
        where: { personId: 'siti', result: { startsWith: result } },
      })
      await siti.presses('target.change', id)
      await siti.answers({ Bobot: weight })
      return id
    }
    const more = await reweigh('Arsip', '50')
    const open = await place.db.client.targetProposal.findFirstOrThrow({
      where: { targetId: more, state: 'open' },
    })
    await budi.presses('target.agree', open.id)
    expect(budi.lastToast()).toContain('jumlah bobot menjadi 110%')
    await reweigh('Layanan', '50')
    await budi.presses('target.agree-all', 'siti', '2026Q4')
    const rows = await place.db.client.target.findMany({ where: { personId: 'siti', state: 'agreed' } })
    expect(rows.map(({ weight }) => weight)).toEqual([50, 50])
  })

  test.step('a second tap, and two at once, agree once', async () => {
    const { siti, budi } = place.cast
    await budi.presses('target.propose', 'rahmat', '2026Q4')
    await describes(budi, 'Portal daring', '100')
    const proposal = await place.db.client.targetProposal.findFirstOrThrow({
      where: { target: { result: 'Portal daring' } },
    })
    const { rahmat } = place.cast
    await Promise.all([
      rahmat.presses('target.agree', proposal.id),
      rahmat.presses('target.agree', proposal.id),
    ])
    expect((await place.target('rahmat', 'Portal daring')).version).toBe(1)
    expect(siti.last()).not.toContain('Portal')
  })

  test.step('today the delegate speaks for the appraiser', async () => {
    const { siti, dewi, budi } = place.cast
    await place.db.client.delegation.create({
      data: {
        id: 'd1',
        kind: 'plh',
        principalId: 'budi',
        delegateId: 'dewi',
        fromDay: '2026-11-24',
        untilDay: '2026-11-24',
        createdAt: place.clock.now(),
      },
    })
    const { id } = await place.target('siti', 'Arsip tertata')
    await siti.presses('target.drop', id)
    await place.settled()
    expect(dewi.last()).toContain('Target Siti Contohwati')
    const open = await place.db.client.targetProposal.findFirstOrThrow({
      where: { targetId: id, state: 'open' },
    })
    await dewi.presses('target.agree', open.id)
    expect((await place.target('siti', 'Arsip tertata')).state).toBe('dropped')
    await budi.presses('target.team', '0')
    expect(budi.last()).toContain('Rahmat Umpama · 1 target')
  })

  test.step('is copied into the next quarter on wish, as proposals, once', async () => {
    const { rahmat, budi } = place.cast
    await rahmat.presses('target.copy', 'rahmat', '2026Q4')
    expect(rahmat.last()).toContain('Target Triwulan I Tahun 2027')
    expect(rahmat.last()).toContain('Portal daring (bobot 100%): 20 berkas · diusulkan pegawai')
    await rahmat.presses('target.copy', 'rahmat', '2026Q4')
    expect(rahmat.lastToast()).toContain('sudah berisi target')
    await budi.presses('target.agree-all', 'rahmat', '2027Q1')
    expect(await place.db.client.target.count({ where: { quarter: '2027Q1', state: 'agreed' } })).toBe(1)
  })

  test.step('is locked once the quarter is closed', async () => {
    const { siti, rahmat } = place.cast
    const data = {
      quarter: '2026Q4',
      stage: 'closed' as const,
      opensOn: '2026-12-11',
      deadline: '2027-01-11',
      publishing: 'officer' as const,
      weightAttendance: 30,
      weightQuality: 40,
      weightInitiative: 30,
      rubric: {},
      newcomersFrom: '2026-12-01',
    }
    await place.db.client.cycle.create({ data: { ...data, createdAt: place.clock.now() } })
    const { id } = await place.target('rahmat', 'Portal daring')
    await rahmat.presses('target.drop', id)
    expect(rahmat.lastToast()).toContain('Triwulan ini sudah ditutup')
    await siti.commands('/target')
    expect(siti.last()).toContain('Triwulan ini sudah ditutup')
    expect(siti.last()).not.toContain('[Usulkan target]')
  })

  test.step('says it in English to whoever chose it', async () => {
    const { rahmat } = place.cast
    await rahmat.presses('settings.language')
    await rahmat.commands('/target')
    expect(rahmat.last()).toContain('Targets, Quarter IV of 2026')
    expect(rahmat.last()).not.toMatch(/targets:|\{\{/)
  })
})
