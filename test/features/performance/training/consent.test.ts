import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Campus, campus } from './stage.ts'

describe('the appraiser agrees first', () => {
  let place: Campus
  beforeEach(async () => {
    place = await campus()
  })
  afterEach(() => place.close())

  const dewiActsForBudi = () =>
    place.db.client.delegation.create({
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

  it('is asked, agrees with one tap, and the employee has a seat', async () => {
    const id = await place.training({ title: 'Diklat Kepemimpinan', needsConsent: true })
    const { siti, budi } = place.cast
    await siti.presses('training.join', id)
    expect(siti.last()).toContain('menunggu persetujuan atasan')
    await place.settled()
    expect(budi.last()).toContain('Permohonan pelatihan dari Siti Contohwati')
    await budi.taps('Setujui')
    expect(budi.last()).toContain('Disetujui: Siti Contohwati')
    await place.settled()
    expect(siti.last()).toContain('Atasan menyetujui: Diklat Kepemimpinan')
    expect(await place.stateOf(id, 'siti')).toBe('joined')
  })

  it('says no with a reason, which is passed on; the employee may ask again', async () => {
    const id = await place.training({ title: 'Studi Banding', needsConsent: true })
    const { rahmat, budi } = place.cast
    await rahmat.presses('training.join', id)
    await place.settled()
    await budi.taps('Tidak')
    await budi.answers({
      'Apa alasannya? Alasan ini disampaikan kepada pegawai yang bersangkutan.':
        'Pekan itu ada <b>audit</b> & layanan harus buka',
    })
    await place.settled()
    expect(rahmat.last()).toContain('“Pekan itu ada <b>audit</b> & layanan harus buka”')
    expect(await place.stateOf(id, 'rahmat')).toBe('declined')
    await rahmat.presses('training.join', id)
    await place.settled()
    expect(
      budi
        .messages()
        .filter(({ plain }) => plain.includes('mengajukan keikutsertaan pada pelatihan Studi Banding')),
    ).toHaveLength(1)
    expect(await place.stateOf(id, 'rahmat')).toBe('asked')
  })

  it('today goes to the delegate, who may decide; anyone else may not, and it is noted', async () => {
    const id = await place.training({ title: 'Bimtek SPBE', needsConsent: true })
    const { siti, dewi, budi, rahmat } = place.cast
    await dewiActsForBudi()
    const before = budi.messages().length
    await siti.presses('training.join', id)
    await place.settled()
    expect(budi.messages()).toHaveLength(before)
    expect(dewi.last()).toContain('Permohonan pelatihan dari Siti Contohwati')
    const { id: seat } = await place.db.client.trainingPlace.findFirstOrThrow({
      where: { trainingId: id, personId: 'siti' },
    })
    // An appraiser of other people knows the address of the button.
    await place.db.client.person.update({ where: { id: 'olga' }, data: { appraiserId: 'rahmat' } })
    await rahmat.presses('training.agree', seat)
    expect(rahmat.lastToast()).toContain('atasan pegawai yang bersangkutan')
    await siti.presses('training.agree', seat)
    expect(await place.stateOf(id, 'siti')).toBe('asked')
    expect(await place.db.client.auditEntry.count({ where: { actorId: 'rahmat', action: 'refused' } })).toBe(
      1,
    )
    await dewi.taps('Setujui')
    expect(await place.stateOf(id, 'siti')).toBe('joined')
  })

  it('decides once, also when both tap; a full training leads to the waiting list', async () => {
    const id = await place.training({ title: 'Kelas Kecil', needsConsent: true, seats: 1 })
    const { siti, rahmat, budi } = place.cast
    await siti.presses('training.join', id)
    await rahmat.presses('training.join', id)
    const seats = await place.db.client.trainingPlace.findMany({
      where: { trainingId: id },
      orderBy: { personId: 'asc' },
    })
    await Promise.all(
      seats.flatMap(({ id: seat }) => [
        budi.presses('training.agree', seat),
        budi.presses('training.agree', seat),
      ]),
    )
    const states = [await place.stateOf(id, 'siti'), await place.stateOf(id, 'rahmat')]
    expect(states.sort()).toEqual(['joined', 'waiting'])
    expect(budi.lastToast()).toContain('sudah diputuskan')
  })

  it('a request that was withdrawn needs no answer, and its message says so', async () => {
    const id = await place.training({ title: 'Ditarik', needsConsent: true })
    const { rahmat, dewi } = place.cast
    await dewiActsForBudi()
    await rahmat.presses('training.join', id)
    await place.settled()
    const asked = dewi.messages().at(-1)
    expect(asked?.plain).toContain('Ditarik')
    await rahmat.presses('training.leave', id)
    await place.settled()
    expect(asked?.plain).toContain('Permohonan Rahmat Umpama ditarik kembali')
  })

  it('nobody above to ask: no consent is waited for', async () => {
    const id = await place.training({ needsConsent: true })
    await place.cast.budi.presses('training.join', id)
    expect(await place.stateOf(id, 'budi')).toBe('joined')
  })
})
