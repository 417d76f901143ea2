import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import { anniversary, greetingsDue } from '../../../../src/features/community/celebrations/rules.ts'
import { type Office, office } from '../../../support/office.ts'

const calendar = workCalendar()

describe('whose day it is', () => {
  it.each([
    ['1988-02-29', 2027, '2027-02-28'],
    ['1988-02-29', 2028, '2028-02-29'],
    ['1990-12-31', 2026, '2026-12-31'],
  ])('%s comes round in %i on %s', (date, year, day) => expect(anniversary(date, year)).toBe(day))

  it('what fell on a day off is greeted on the next working day, also over the year’s end', () => {
    const saturday = { id: 'a', birthDate: '1990-11-28', startDate: null }
    expect(greetingsDue([saturday], '2026-11-28', calendar)).toEqual([])
    expect(greetingsDue([saturday], '2026-11-30', calendar)).toMatchObject([{ day: '2026-11-28' }])
    expect(greetingsDue([saturday], '2026-12-01', calendar)).toEqual([])
    const newYear = { id: 'b', birthDate: null, startDate: '2010-01-01' }
    const first = calendar.workingDayFrom('2027-01-01')
    expect(greetingsDue([newYear], first, calendar)).toMatchObject([{ occasion: 'service', years: 17 }])
  })
  it('nobody is thanked for nought years', () => {
    expect(
      greetingsDue([{ id: 'c', birthDate: null, startDate: '2026-11-24' }], '2026-11-24', calendar),
    ).toEqual([])
  })
})

describe('greetings', () => {
  let place: Office
  beforeEach(async () => {
    place = await office()
    const { db, clock } = place
    await db.client.group.create({
      data: {
        id: 'groupkominfo',
        channel: 'memory',
        address: 'kominfo',
        title: 'Kominfo',
        unitId: 'unit0',
        joinedAt: clock.now(),
      },
    })
    await db.client.person.updateMany({ data: { birthDate: '1985-11-25', startDate: '2010-11-26' } })
  })
  afterEach(() => place.close())

  it('go only to those who agreed, once, to the group only where that was agreed too, without a year', async () => {
    const { siti, budi, rahmat } = place.cast
    for (const one of [siti, budi]) {
      await one.commands('/kegiatan')
      await one.taps('Ulang tahun')
      await one.taps('Kirim ucapan')
    }
    await siti.taps('Tampilkan di grup')
    await place.forward(1)
    await place.forward(0)
    expect(siti.messages().filter(({ plain }) => plain.includes('Selamat ulang tahun'))).toHaveLength(1)
    expect(budi.last()).toContain('Selamat ulang tahun, Bapak/Ibu Budi Misalnya')
    expect(rahmat.messages()).toHaveLength(0)
    const group = place.memory.group('kominfo')
    expect(group.messages()).toHaveLength(1)
    expect(group.last()).toContain('Siti Contohwati')
    expect(group.last()).not.toContain('1985')
    await place.forward(1)
    expect(budi.last()).toContain('16 tahun pengabdian')
    await siti.taps('Jangan kirim ucapan')
    expect(await place.db.client.celebration.findUnique({ where: { personId: 'siti' } })).toMatchObject({
      greeting: false,
      inGroup: false,
    })
  })
})
