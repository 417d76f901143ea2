/** Units that do not work from Monday to Friday: reminders and attendance follow their own days. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unitCalendars } from '../../../../src/features/organisation/calendar/rules.ts'
import { type Hired, office } from '../../../support/office.ts'
import { DEPARTMENT, OPENING, opens } from '../../../support/quarter.ts'
import { story } from '../../../support/story.ts'
import { trainingRow } from '../../performance/training/stage.ts'

const HEALTH = 'Dinas Kesehatan (contoh)'
/** Ratna and Dewi work at the health office, the others at Kominfo and BKPSDM. */
const PEOPLE = {
  ...DEPARTMENT,
  ratna: { ...DEPARTMENT.ratna, unit: HEALTH },
  dewi: { ...DEPARTMENT.dewi, unit: HEALTH },
} satisfies Record<string, Hired>

describe('the calendar of a unit', () => {
  const parents = new Map([
    ['city', null],
    ['health', 'city'],
    ['clinic', 'health'],
    ['officerMenu', 'health'],
    ['ring', 'ring'],
  ])
  const none = { off: [], worked: [] }
  const [friday, saturday, sunday, christmas] = [
    '2026-11-27',
    '2026-11-28',
    '2026-11-29',
    '2026-12-25',
  ] as const

  it('is the nearest one above that was set; what works as the office does is not in the list', () => {
    const found = unitCalendars(
      [
        { unitId: 'health', week: 'six' },
        { unitId: 'clinic', week: 'shifts' },
        { unitId: 'officerMenu', week: 'five' },
      ],
      parents,
      none,
    )
    expect([...found.keys()].sort()).toEqual(['clinic', 'health'])
    const worked = (unitId: string) =>
      [friday, saturday, sunday, christmas].map(day => found.get(unitId)?.isWorkingDay(day))
    expect(worked('health')).toEqual([true, true, false, false])
    expect(worked('clinic')).toEqual([true, true, true, true])
  })

  it('knows the office’s own days as well, but in shifts every day is somebody’s', () => {
    const found = unitCalendars(
      [
        { unitId: 'health', week: 'six' },
        { unitId: 'clinic', week: 'shifts' },
      ],
      parents,
      { off: [saturday], worked: [sunday] },
    )
    expect(found.get('health')?.isWorkingDay(saturday)).toBe(false)
    expect(found.get('health')?.isWorkingDay(sunday)).toBe(true)
    expect(found.get('clinic')?.isWorkingDay(saturday)).toBe(true)
  })
})

describe('a unit that works six days', () => {
  const test = story()
  const begin = () => office({ people: PEOPLE, start: OPENING })
  let place: Awaited<ReturnType<typeof begin>>
  const at = async (day: string, time = '09:00') => {
    place.clock.to(`${day}T${time}:00+07:00`)
    await place.settled()
    await place.app.beat()
    await place.settled()
  }
  const sent = (personId: string, notice: string) =>
    place.db.client.delivery.count({ where: { personId, notice, state: 'sent' } })
  beforeAll(async () => {
    place = await begin()
    await opens(place.cast.olga)
  })
  afterAll(() => place.close())

  test.step('is set by the officer alone, and said in the audit log', async () => {
    const { olga, budi } = place.cast
    await olga.commands('/kelola')
    await olga.taps('Hari libur kantor')
    await olga.taps('Hari kerja per unit')
    await olga.taps('Atur unit')
    await olga.answers({
      'Unit kerja yang mana?': HEALTH,
      'Kapan unit kerja ini bekerja?': 'Senin sampai Sabtu',
    })
    expect(olga.last()).toContain(`${HEALTH}: Senin sampai Sabtu`)
    await budi.presses('calendar.unit')
    expect(budi.lastToast()).toContain('tidak termasuk kewenangan')
    expect(await place.db.client.auditEntry.count({ where: { action: 'calendar.unit' } })).toBe(1)
  })

  test.step('is told on Saturday what others are told on Monday', async () => {
    const later = { startsAt: new Date('2027-01-05T01:00:00Z'), endsAt: new Date('2027-01-05T09:00:00Z') }
    const data = trainingRow('trainingsatu', { ...later, deadline: '2026-12-31', announcedAt: null })
    await at('2026-12-12', '07:30')
    await place.db.client.training.create({ data })
    await at('2026-12-12', '07:45')
    expect(await sent('dewi', 'training.announced')).toBe(0)
    await at('2026-12-12')
    expect([await sent('dewi', 'training.announced'), await sent('siti', 'training.announced')]).toEqual([
      1, 0,
    ])
    await at('2026-12-14')
    expect([await sent('dewi', 'training.announced'), await sent('siti', 'training.announced')]).toEqual([
      1, 1,
    ])
  })

  test.step('is reminded of late appraisals on Saturdays too, and not on Sundays', async () => {
    await at('2027-01-15')
    const counts = async () => [
      await sent('ratna', 'appraisal.reminder'),
      await sent('budi', 'appraisal.reminder'),
    ]
    const [ratna = 0, budi = 0] = await counts()
    expect(ratna).toBe(budi)
    await at('2027-01-16')
    expect(await counts()).toEqual([ratna + 1, budi])
    await at('2027-01-17')
    expect(await counts()).toEqual([ratna + 1, budi])
    await at('2027-01-18')
    expect(await counts()).toEqual([ratna + 2, budi + 1])
  })

  test.step('has its Saturdays counted in attendance, by presence alone', async () => {
    const { client } = place.db
    const batch = { id: 'berkas', fromDay: '2027-01-08', untilDay: '2027-01-09', days: 4, people: 2 }
    await client.attendanceBatch.create({
      data: { ...batch, replaced: 0, fileName: 'januari.csv', byId: 'olga', createdAt: place.clock.now() },
    })
    for (const personId of ['dewi', 'siti'])
      for (const day of ['2027-01-08', '2027-01-09'])
        await client.attendanceDay.create({
          data: {
            personId,
            day,
            code: 'H',
            arrived: 600,
            left: 780,
            batchId: 'berkas',
          },
        })
    const [dewi, siti] = [
      await place.app.attendance.scoreOf('dewi', '2027Q1'),
      await place.app.attendance.scoreOf('siti', '2027Q1'),
    ]
    expect(dewi).toMatchObject({ present: 2, ignored: 0, score: 100, ownWeek: true })
    expect(siti).toMatchObject({ present: 1, ignored: 1, ownWeek: false })
    expect(siti?.score).toBeLessThan(100)
    await place.cast.dewi.presses('attendance.mine', '2027Q1')
    expect(place.cast.dewi.last()).toContain('Unit kerja ini mempunyai hari kerja sendiri')
  })

  test.step('works as the office does once that is taken away', async () => {
    const { olga } = place.cast
    await olga.presses('calendar.units', '0')
    await olga.taps(`Hapus ${HEALTH}`)
    expect(olga.last()).not.toContain('Senin sampai Sabtu')
    expect((await place.app.attendance.scoreOf('dewi', '2027Q1'))?.ownWeek).toBe(false)
  })
})
