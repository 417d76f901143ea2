import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { suggestedFor } from '../../../../src/features/performance/training/api.ts'
import { type Campus, campus } from './stage.ts'

describe('what time brings', { timeout: 60_000 }, () => {
  let place: Campus
  beforeEach(async () => {
    place = await campus()
  })
  afterEach(() => place.close())
  const now = () => ({ tx: place.db.client, now: place.clock.now() })

  it('a training for a criterion is told in private to those who need it, and to no group', async () => {
    const { siti, rahmat, olga } = place.cast
    await olga.invitesTo('kominfo')
    const { id: unitId } = await place.db.client.unit.findFirstOrThrow({
      where: { name: { contains: 'Kominfo' } },
    })
    await place.db.client.group.updateMany({ where: { address: 'kominfo' }, data: { unitId } })
    const group = place.memory.group('kominfo').messages().length
    const need = { personId: 'siti', criterion: 'quality', source: 'appraisal' } as const
    await place.app.training.noteNeed(now(), { key: 'appraisal:1', ...need })
    await place.training({ title: 'Mutu Layanan', criterion: 'quality', announcedAt: null })
    await place.beat()
    expect(siti.last()).toContain('Pelatihan dibuka: Mutu Layanan')
    expect(siti.last()).not.toContain('Kualitas')
    expect(rahmat.last()).not.toContain('Mutu Layanan')
    expect(place.memory.group('kominfo').messages()).toHaveLength(group)
  })

  it('reminds at H-3 and H-1 in office hours, once each, and not who joined that day', async () => {
    const id = await place.training({ title: 'Diingatkan', seats: 5, trainerId: 'dewi' })
    const { siti, rahmat, dewi } = place.cast
    const reminders = (one: typeof siti) =>
      one.messages().filter(({ plain }) => plain.startsWith('Pengingat pelatihan: Diingatkan')).length
    await siti.presses('training.join', id)
    place.clock.to('2026-11-25T14:00:00Z')
    await place.beat()
    expect(reminders(siti)).toBe(0)
    // Wednesday evening has become Thursday, before the office opens: H-3, but not yet.
    place.clock.to('2026-11-25T20:00:00Z')
    await place.beat()
    expect(reminders(siti)).toBe(0)
    place.clock.to('2026-11-26T01:30:00Z')
    await place.beat()
    await place.beat()
    await rahmat.presses('training.join', id)
    await place.beat()
    expect([reminders(siti), reminders(rahmat)]).toEqual([1, 0])
    place.clock.to('2026-11-30T02:00:00Z')
    await place.beat()
    await place.beat()
    expect([reminders(siti), reminders(rahmat)]).toEqual([2, 1])
    expect(dewi.last()).toContain('Bapak/Ibu mengajar: Diingatkan')
  })

  it('a down-time over H-3 is made up for by one reminder, not two', async () => {
    place.clock.to('2026-11-30T03:00:00Z')
    const id = await place.training({
      title: 'Lewat',
      deadline: '2026-12-31',
      startsAt: new Date('2026-12-10T01:00:00Z'),
      endsAt: new Date('2026-12-10T09:00:00Z'),
    })
    const { budi } = place.cast
    await budi.presses('training.join', id)
    place.clock.to('2026-12-09T02:00:00Z')
    await place.beat()
    expect(
      budi.messages().filter(({ plain }) => plain.startsWith('Pengingat pelatihan: Lewat')),
    ).toHaveLength(1)
  })

  it('suggests at most three: those made for the criterion first, then by topic, none twice', async () => {
    place.clock.to('2026-11-24T02:00:00Z')
    const [weak, topical] = [
      await place.training({ title: 'Untuk Inisiatif', topic: 'other', criterion: 'initiative' }),
      await place.training({ title: 'Inovasi', topic: 'innovation' }),
    ]
    await place.training({ title: 'Bukan', topic: 'integrity' })
    const { openFor } = place.app.training
    const titles = async () =>
      suggestedFor('initiative', await openFor('rahmat', place.clock.now())).map(
        ({ training }) => training.id,
      )
    expect(await titles()).toEqual([weak, topical])
    await place.cast.rahmat.presses('training.join', weak)
    expect(await titles()).toEqual([topical])
  })

  it('shows demand by unit and criterion from five people on', async () => {
    const { olga } = place.cast
    const add = async (from: number, until: number) => {
      for (let n = from; n < until; n++) {
        const id = `extra${n}`
        await place.db.client.person.create({
          data: {
            id,
            nip: `x${n}`,
            name: `Contoh ${n}`,
            position: 'Penelaah',
            unitId: 'unit0',
            roles: [],
            createdAt: place.clock.now(),
            updatedAt: place.clock.now(),
          },
        })
        const need = { key: `need:${n}`, personId: id, criterion: 'attendance', source: 'check-in' } as const
        await place.app.training.noteNeed(now(), need)
        // The same person a second time is still one person.
        await place.app.training.noteNeed(now(), { ...need, key: `again:${n}` })
      }
    }
    await add(0, 4)
    await olga.presses('training.demand', '0')
    expect(olga.last()).toContain('Belum ada kebutuhan yang dapat ditampilkan')
    await add(4, 5)
    await olga.presses('training.demand', '0')
    expect(olga.last()).toContain('Dinas Kominfo (contoh) | 5 | – | –')
  })
})
