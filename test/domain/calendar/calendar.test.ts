import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import decreed from '../../../src/domain/calendar/holidays.json' with { type: 'json' }
import {
  addDays,
  dayOf,
  daysBetween,
  instantAt,
  type OfficeDay,
  timeOf,
  weekday,
} from '../../../src/domain/calendar/office-day.ts'
import {
  firstDayOf,
  lastDayOf,
  lastWorkingDayOf,
  nextQuarter,
  previousQuarter,
  type Quarter,
  quarterOf,
  readQuarter,
  romanOf,
  workingDaysOf,
  yearOf,
} from '../../../src/domain/calendar/quarter.ts'
import { workCalendar } from '../../../src/domain/calendar/working-days.ts'

const ZONE = 'Asia/Jakarta'
const calendar = workCalendar()
const anyDay = fc
  .date({ min: new Date('2025-06-01'), max: new Date('2028-06-30'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10) as OfficeDay)

describe('a day of the office', () => {
  it('begins at midnight in Jakarta, not in Greenwich', () => {
    expect(dayOf(new Date('2026-11-23T16:59:59Z'), ZONE)).toBe('2026-11-23')
    expect(dayOf(new Date('2026-11-23T17:00:00Z'), ZONE)).toBe('2026-11-24')
    expect(timeOf(new Date('2026-11-23T17:00:00Z'), ZONE)).toBe('00:00')
    expect(instantAt('2026-11-24', '09:00', ZONE)).toEqual(new Date('2026-11-24T02:00:00Z'))
    expect(instantAt('2026-11-24', '24:00', ZONE)).toEqual(instantAt('2026-11-25', '00:00', ZONE))
  })

  it.each(['Asia/Jakarta', 'Asia/Jayapura', 'America/New_York', 'Asia/Kathmandu'])(
    'and its time are found again in %s',
    zone => {
      fc.assert(
        fc.property(anyDay, fc.integer({ min: 4 * 60, max: 24 * 60 - 1 }), (day, minute) => {
          const time = [Math.floor(minute / 60), minute % 60].map(n => String(n).padStart(2, '0')).join(':')
          const instant = instantAt(day, time, zone)
          expect([dayOf(instant, zone), timeOf(instant, zone)]).toEqual([day, time])
        }),
      )
    },
  )

  it('knows its place in the week: 24 November 2026 is a Tuesday', () => {
    expect(weekday('2026-11-24')).toBe(2)
    expect(weekday('2026-11-29')).toBe(7)
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(daysBetween('2026-11-24', '2026-12-31')).toBe(37)
    expect(daysBetween('2026-11-24', '2026-11-23')).toBe(-1)
  })
})

describe('the decrees', () => {
  it.each([
    [2026, 17, 8],
    [2027, 18, 8],
  ])('of %d give %d holidays and %d days of cuti bersama', (year, off, shared) => {
    const { days = [], source } = decreed.years.find(one => one.year === year) ?? {}
    expect(source).toContain('SKB')
    expect(days.filter(({ kind }) => kind === 'libur')).toHaveLength(off)
    expect(days.filter(({ kind }) => kind === 'cuti-bersama')).toHaveLength(shared)
    expect(days.every(({ day, name }) => day.startsWith(`${year}-`) && name !== '')).toBe(true)
    expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))].sort())
  })

  it('reach as far as they say, with a Ramadan of 29 or 30 days each year', () => {
    expect(decreed.validThrough).toBe(`${Math.max(...decreed.years.map(({ year }) => year))}-12-31`)
    expect(decreed.ramadan.map(({ from }) => from.slice(0, 4))).toEqual(
      decreed.years.map(({ year }) => `${year}`),
    )
    for (const { from, until } of decreed.ramadan)
      expect([28, 29]).toContain(daysBetween(from as OfficeDay, until as OfficeDay))
  })

  it('are asked for from October on when the next is missing', () => {
    expect(calendar.missingYears('2026-12-31')).toEqual([])
    expect(calendar.missingYears('2027-09-30')).toEqual([])
    expect(calendar.missingYears('2027-10-01')).toEqual([2028])
    expect(calendar.missingYears('2028-03-01')).toEqual([2028])
    expect(calendar.missingYears('2028-11-01')).toEqual([2028, 2029])
  })
})

describe('working days', () => {
  it.each<[Quarter, number, OfficeDay]>([
    ['2026Q1', 55, '2026-03-31'],
    ['2026Q2', 57, '2026-06-30'],
    ['2026Q3', 64, '2026-09-30'],
    ['2026Q4', 64, '2026-12-31'],
    ['2027Q1', 53, '2027-03-31'],
    ['2027Q2', 59, '2027-06-30'],
    ['2027Q3', 65, '2027-09-30'],
    ['2027Q4', 65, '2027-12-31'],
  ])('of %s are %d, the last %s', (quarter, days, last) => {
    expect(workingDaysOf(quarter, calendar)).toBe(days)
    expect(lastWorkingDayOf(quarter, calendar)).toBe(last)
  })

  it.each<[OfficeDay, number, OfficeDay]>([
    ['2026-12-23', 1, '2026-12-28'],
    ['2026-03-17', 1, '2026-03-25'],
    ['2026-11-28', 1, '2026-11-30'],
    ['2026-11-24', 3, '2026-11-27'],
    ['2026-11-24', 0, '2026-11-24'],
    ['2026-12-28', -1, '2026-12-23'],
    ['2026-11-29', -1, '2026-11-27'],
  ])('from %s, %d further, is %s', (day, count, reached) => {
    expect(calendar.addWorkingDays(day, count)).toBe(reached)
  })

  it('are the office’s own to change, and a unit’s', () => {
    const own = workCalendar({ off: ['2026-12-23'], worked: ['2026-12-24', '2026-12-26'] })
    expect(own.workingDayFrom('2026-12-23')).toBe('2026-12-24')
    expect(own.isWorkingDay('2026-12-26')).toBe(true)
    const clinic = workCalendar({ off: [], worked: [], weekdays: [1, 2, 3, 4, 5, 6] })
    expect(clinic.isWorkingDay('2026-11-28')).toBe(true)
    expect(clinic.isWorkingDay('2026-11-29')).toBe(false)
    expect(() => workCalendar({ off: [], worked: [], weekdays: [] })).toThrow()
  })

  it('add up', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 80 }), (day, count) => {
        const reached = calendar.addWorkingDays(day, count)
        expect(calendar.isWorkingDay(reached)).toBe(true)
        expect(calendar.workingDays(addDays(day, 1), reached)).toBe(count)
        expect(calendar.addWorkingDays(reached, -count) <= day).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a quarter', () => {
  it.each<[OfficeDay, Quarter, string]>([
    ['2026-01-01', '2026Q1', 'I'],
    ['2026-06-30', '2026Q2', 'II'],
    ['2026-07-01', '2026Q3', 'III'],
    ['2026-11-24', '2026Q4', 'IV'],
  ])('of %s is %s, in words %s', (day, quarter, roman) => {
    expect(quarterOf(day)).toBe(quarter)
    expect(romanOf(quarter)).toBe(roman)
    expect(yearOf(quarter)).toBe(2026)
  })

  it('follows on the one before without a gap', () => {
    fc.assert(
      fc.property(anyDay, day => {
        const quarter = quarterOf(day)
        expect(firstDayOf(quarter) <= day && day <= lastDayOf(quarter)).toBe(true)
        expect(addDays(lastDayOf(quarter), 1)).toBe(firstDayOf(nextQuarter(quarter)))
        expect(previousQuarter(nextQuarter(quarter))).toBe(quarter)
        expect(readQuarter(quarter)).toBe(quarter)
      }),
    )
  })

  it.each(['', '2026', '2026Q5', '2026Q0', '2026q4', '99999Q1', '2026Q44'])('%j is none', code => {
    expect(readQuarter(code)).toBeNull()
  })
})
