/** Who decides on awards, and what happens when two decide at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Hall, hall, type Name, QUARTER } from './stage.ts'

describe('deciding on awards', () => {
  let place: Hall
  let id: string
  beforeAll(async () => {
    place = await hall()
    await place.publish()
    await place.cast.olga.presses('award.presets')
    await place.setUp()
    // A second leader, in another unit than the first.
    await place.db.client.person.update({ where: { id: 'budi' }, data: { roles: ['leader'] } })
  })
  afterAll(() => place.close())
  // Neither leader: nobody decides on their own.
  const WAITING: [Name, string][] = [
    ...(['siti', 'rahmat', 'dewi', 'eka', 'adi'] as const).map((who): [Name, string] => [who, 'Inovator']),
    ['siti', 'Pegawai Teladan'],
  ]
  let nominee: Name
  beforeEach(async () => {
    const [who, kind] = WAITING.shift() ?? ['siti', 'Inovator']
    nominee = who
    id = await place.nominates(who, kind)
  })

  const award = () => place.db.client.award.findUniqueOrThrow({ where: { id } })
  const noted = async () => {
    const rows = await place.db.client.auditEntry.findMany({
      where: { subject: id },
      orderBy: { seq: 'asc' },
    })
    return rows.map(({ action }) => action)
  }
  const told = () => place.db.client.delivery.count({ where: { key: { startsWith: `award:${id}:told` } } })
  const gives = async (leader: 'lea' | 'budi', reason: string) => {
    await place.cast[leader].presses('award.return', id)
    await place.cast[leader].fills({ 'Apa yang perlu diperbaiki atau dipertimbangkan kembali?': reason })
  }

  it('is for leaders, withdrawing for the officer, and both stay so for whoever knows the button', async () => {
    const before = JSON.stringify(await award())
    for (const [who, verbs] of [
      ['siti', ['approve', 'return', 'withdraw', 'asked', 'show', 'pdf', 'png']],
      ['dewi', ['approve', 'return', 'withdraw', 'asked', 'show', 'pdf', 'png']],
      ['olga', ['approve', 'return', 'asked', 'pdf', 'png']],
      ['adi', ['approve', 'return', 'withdraw', 'asked', 'show', 'pdf', 'png']],
      ['lea', ['withdraw', 'pdf', 'png']],
    ] as const)
      for (const verb of verbs) {
        const shown = await place.cast[who].presses(`award.${verb}`, id)
        expect([who, verb, shown?.kind]).toEqual([who, verb, 'toast'])
      }
    expect(JSON.stringify(await award())).toBe(before)
  })

  it('two leaders who approve at once give one number, one certificate, one message', async () => {
    const { lea, budi } = place.cast
    const given = await place.db.client.award.count({ where: { number: { not: null } } })
    const number = `${String(given + 1).padStart(3, '0')}/PIAGAM/REKAN/2026`
    await Promise.all([lea, budi, lea].map(one => one.presses('award.approve', id)))
    await place.settled()
    expect((await award()).numberText).toBe(number)
    expect(await noted()).toEqual(['award.nominated', 'award.approved'])
    expect(await told()).toBe(1)
    const congratulated = place.cast[nominee]
      .messages()
      .filter(({ plain }) => plain.includes('Selamat atas penghargaan'))
    expect(congratulated).toHaveLength(1)
    for (const leader of [lea, budi]) {
      // One of them may have been honoured herself, and told so last.
      const shown = leader.messages().filter(({ plain }) => plain.includes(`Nomor piagam: ${number}`))
      expect(shown.at(-1)?.plain).toContain(`disetujui dengan nomor ${number}`)
      expect(shown.at(-1)?.plain).not.toContain('[Setujui]')
    }
  })

  it('one who approves and one who returns at once: the first is obeyed, the other hears of it', async () => {
    const { lea, budi } = place.cast
    await gives('budi', 'Mohon menyebutkan dampaknya')
    await Promise.all([lea.presses('award.approve', id), budi.taps('Kirim')])
    await place.settled()
    const { state } = await award()
    expect(['approved', 'returned']).toContain(state)
    expect(await noted()).toEqual(['award.nominated', `award.${state}`])
    expect(await told()).toBe(state === 'approved' ? 1 : 0)
    const late = state === 'approved' ? budi : lea
    expect(late.lastToast()).toContain('sudah diputuskan')
    await budi.commands('/batal')
  })

  it('what one leader has returned is not approved by the other’s old button', async () => {
    const { lea, budi } = place.cast
    await gives('budi', 'Mohon menyebutkan dampaknya')
    await budi.taps('Kirim')
    await lea.presses('award.approve', id)
    expect(lea.lastToast()).toContain('sudah diputuskan')
    expect(await award()).toMatchObject({ state: 'returned', number: null })
  })

  it('what is withdrawn and approved at once ends withdrawn, or was never approved', async () => {
    const { lea, olga } = place.cast
    await olga.presses('award.withdraw', id)
    await olga.fills({ 'Mengapa penghargaan ini dicabut?': 'Datanya ternyata keliru' })
    await Promise.all([lea.presses('award.approve', id), olga.taps('Kirim')])
    await place.settled()
    expect((await award()).state).toBe('withdrawn')
    expect((await noted()).at(-1)).toBe('award.withdrawn')
    expect((await noted()).filter(action => action === 'award.withdrawn')).toHaveLength(1)
  })

  it('the same nomination, sent twice at once, is one', async () => {
    const { olga } = place.cast
    const kindId = await place.kindNamed('Pelayanan Prima')
    await olga.presses('award.other', kindId, QUARTER)
    await olga.fills({
      'Siapa yang Bapak/Ibu usulkan?': 'Eka Misalkan',
      'Atas apa penghargaan ini diberikan?': 'Melayani warga dengan tulus',
    })
    await Promise.all([olga.taps('Kirim', { key: 'one' }), olga.taps('Kirim', { key: 'two' })])
    await place.settled()
    expect(await place.db.client.award.count({ where: { kindId } })).toBe(1)
  })
})
