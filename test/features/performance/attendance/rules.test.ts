import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type OfficeDay } from '../../../../src/domain/calendar/office-day.ts'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import {
  CODES,
  type Day,
  DEFAULT_RULE,
  factsOf,
  netMinutes,
  type Rule,
  shiftOn,
} from '../../../../src/features/performance/attendance/rules.ts'

const calendar = workCalendar()
const at = (clock: string | null) => {
  const [hours = 0, minutes = 0] = (clock ?? '').split(':').map(Number)
  return clock === null ? null : hours * 60 + minutes
}
const day = (
  date: OfficeDay,
  code: Day['code'],
  arrived: string | null = null,
  left: string | null = null,
): Day => ({
  day: date,
  code,
  arrived: at(arrived),
  left: at(left),
})
const facts = (days: Day[], more: { rule?: Partial<Rule>; roster?: boolean } = {}) =>
  factsOf(days, {
    quarter: '2026Q4',
    calendar,
    rule: { ...DEFAULT_RULE, ...more.rule },
    roster: more.roster ?? false,
  })
/** Monday, 2 November 2026 and the days after it; no holiday in that week. */
const MONDAY = '2026-11-02'
const on = (nth: number): OfficeDay => addDays(MONDAY, nth)

describe('the hours of Perpres 21/2023', () => {
  it.each([
    ['a Monday', '2026-11-02', 450],
    ['a Friday', '2026-11-06', 450],
    ['a Monday in Ramadan', '2026-03-02', 390],
    ['a Friday in Ramadan', '2026-03-06', 390],
  ] as const)('on %s', (_what, date, minutes) => {
    expect(netMinutes(shiftOn(date, DEFAULT_RULE, calendar))).toBe(minutes)
  })
  it('are 37.5 a week, and 32.5 in Ramadan', () => {
    const week = (monday: OfficeDay) =>
      [0, 1, 2, 3, 4].reduce(
        (sum, nth) => sum + netMinutes(shiftOn(addDays(monday, nth), DEFAULT_RULE, calendar)),
        0,
      )
    expect([week('2026-11-02') / 60, week('2026-03-02') / 60]).toEqual([37.5, 32.5])
  })
})

describe('the score of a quarter', () => {
  it('is 100 for somebody who was there in time, and counts the days of the calendar', () => {
    const found = facts([0, 1, 2, 3, 4].map(nth => day(on(nth), 'H', '07:25', '16:35')))
    expect(found).toMatchObject({ score: 100, present: 5, recorded: 5, lateDays: 0, earlyDays: 0, lost: 0 })
    // 92 days less 26 weekend days, 24 December (cuti bersama) and 25 December.
    expect(found.workingDays).toBe(64)
  })

  it('takes off a day without notice', () => {
    expect(facts([day(on(0), 'H', '07:30', '16:00'), day(on(1), 'TK')])).toMatchObject({
      score: 50,
      absent: 1,
    })
  })

  it.each(['S', 'I', 'C', 'DL', 'TB'] as const)('never holds %s against a person', code => {
    const present = day(on(0), 'H', '07:30', '16:00')
    const [without, with_] = [
      facts([present, day(on(1), 'TK')]),
      facts([present, day(on(1), 'TK'), day(on(2), code), day(on(3), code)]),
    ]
    expect(with_).toMatchObject({ score: without.score, excused: { [code]: 2 } })
  })

  it('is none when there is no day to count: away with reason all the time, or nothing known', () => {
    expect(facts([day(on(0), 'C'), day(on(1), 'S')]).score).toBeNull()
    expect(facts([]).score).toBeNull()
  })

  it.each([
    ['in time', '07:30', '16:00', { lateDays: 0, earlyDays: 0, score: 100 }],
    ['within the tolerance', '07:45', '15:45', { lateDays: 0, earlyDays: 0, score: 100 }],
    ['a minute past it: all of it counts', '07:46', '16:00', { lateDays: 1, lateMinutes: 16, score: 96.4 }],
    ['45 minutes late', '08:15', '16:00', { lateMinutes: 45, score: 90 }],
    ['an hour early', '07:30', '15:00', { earlyDays: 1, earlyMinutes: 60, score: 86.7 }],
    ['late and early', '08:15', '15:15', { lateMinutes: 45, earlyMinutes: 45, score: 80 }],
    ['hours before', '05:00', '20:00', { lateDays: 0, earlyDays: 0, score: 100 }],
    ['after the end', '17:00', '18:00', { lateMinutes: 510, score: 0 }],
    ['coming only', '07:30', null, { oneTap: 1, lateDays: 0, earlyDays: 0, score: 100 }],
    ['coming late only', '08:15', null, { oneTap: 1, lateMinutes: 45, earlyDays: 0, score: 90 }],
    ['going only', null, '16:00', { oneTap: 1, lateDays: 0, score: 100 }],
    ['by remark, without a time', null, null, { oneTap: 0, lateDays: 0, score: 100 }],
    ['over midnight', '07:30', '01:00', { earlyDays: 0, score: 100 }],
  ] as const)('somebody who came %s', (_what, arrived, left, wanted) => {
    expect(facts([day(on(0), 'H', arrived, left)])).toMatchObject(wanted)
  })

  it('has Friday and Ramadan hours', () => {
    expect(facts([day(on(4), 'H', '07:30', '16:00')])).toMatchObject({ earlyDays: 1, earlyMinutes: 30 })
    const ramadan = factsOf([day('2026-03-02', 'H', '08:00', '15:00')], {
      quarter: '2026Q1',
      calendar,
      rule: DEFAULT_RULE,
      roster: false,
    })
    expect(ramadan).toMatchObject({ score: 100, lateDays: 0, earlyDays: 0 })
  })

  it('follows the office’s own tolerance and weight', () => {
    const late = [day(on(0), 'H', '08:15', '16:00')]
    expect(facts(late, { rule: { tolerance: 60 } }).score).toBe(100)
    expect(facts(late, { rule: { weight: 0 } })).toMatchObject({ score: 100, lateMinutes: 45 })
    expect(facts(late, { rule: { weight: 3 } }).score).toBe(70)
    expect(facts(late, { rule: { weight: 10 } })).toMatchObject({ score: 0, lost: 1 })
  })

  it('leaves out weekends, holidays and other quarters', () => {
    const found = facts([
      day(on(0), 'H', '07:30', '16:00'),
      day('2026-11-07', 'TK'),
      day('2026-12-25', 'H', '11:00', '12:00'),
      day('2026-09-30', 'TK'),
      day('2027-01-04', 'TK'),
    ])
    expect(found).toMatchObject({ score: 100, recorded: 1, ignored: 2, absent: 0 })
  })

  it('counts in a unit with shifts of its own only who was there, on any day, without lateness', () => {
    const nurse = [
      day('2026-11-07', 'H', '22:00', '06:00'),
      day('2026-11-08', 'H', '14:00', '21:00'),
      day('2026-11-09', 'TK'),
    ]
    expect(facts(nurse, { roster: true })).toMatchObject({
      score: 66.7,
      recorded: 3,
      lateDays: 0,
      ignored: 0,
    })
  })

  const someDays = fc.uniqueArray(
    fc.record({
      nth: fc.nat(91),
      code: fc.constantFrom(...CODES),
      arrived: fc.option(fc.nat(1439), { nil: null }),
      left: fc.option(fc.nat(1439), { nil: null }),
    }),
    { selector: ({ nth }) => nth, maxLength: 92 },
  )
  const toDays = (rows: { nth: number; code: Day['code']; arrived: number | null; left: number | null }[]) =>
    rows.map(({ nth, ...row }): Day => ({ day: addDays('2026-10-01', nth), ...row }))

  it('is between 0 and 100, does not mind the order, and its figures add up', () => {
    fc.assert(
      fc.property(someDays, fc.integer({ min: 0, max: 10 }), (rows, weight) => {
        const days = toDays(rows)
        const found = facts(days, { rule: { weight } })
        const excused = Object.values(found.excused).reduce((sum, one) => sum + one, 0)
        expect(found.present + found.absent + excused).toBe(found.recorded)
        expect(found.recorded + found.ignored).toBe(days.length)
        if (found.score !== null) expect(found.score).toBeGreaterThanOrEqual(0)
        if (found.score !== null) expect(found.score).toBeLessThanOrEqual(100)
        const turned = facts(days.toReversed(), { rule: { weight } })
        // Sums of fractions differ in their last digit when the order does.
        expect(turned.lost).toBeCloseTo(found.lost, 9)
        expect(turned.score ?? -1).toBeCloseTo(found.score ?? -1, 0)
        expect({ ...turned, lost: 0, score: 0 }).toEqual({ ...found, lost: 0, score: 0 })
      }),
    )
  })

  it('never falls because somebody was away with reason in place of without', () => {
    fc.assert(
      fc.property(someDays, fc.constantFrom('S', 'I', 'C', 'DL', 'TB'), (rows, code) => {
        const days = toDays(rows)
        const before = facts(days).score
        const after = facts(days.map(one => (one.code === 'TK' ? { ...one, code } : one))).score
        if (before !== null && after !== null) expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })
})
