import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, instantAt, type OfficeDay, timeOf, weekday } from '../../../src/domain/calendar/office-day.ts'
import { type QuietHours, sendAt } from '../../../src/domain/calendar/sending-window.ts'
import { workCalendar } from '../../../src/domain/calendar/working-days.ts'

const zone = 'Asia/Jakarta'
const calendar = workCalendar()
const due = (now: Date, quietHours: QuietHours | null = null) => sendAt({ now, calendar, zone, quietHours })
function at(said: string): Date {
  const [day = '', time = ''] = said.split(' ')
  return instantAt(day as OfficeDay, time, zone)
}
const said = (instant: Date) => `${dayOf(instant, zone)} ${timeOf(instant, zone)}`
const quiet = (from: string, until: string): QuietHours => ({ from, until })

describe('a reminder goes out', () => {
  it.each([
    ['on a working day at once', '2026-11-24 09:00', '2026-11-24 09:00'],
    ['not before eight', '2026-11-24 06:00', '2026-11-24 08:00'],
    ['not at half past three', '2026-11-24 15:30', '2026-11-25 08:00'],
    ['not at the week’s end', '2026-11-28 10:00', '2026-11-30 08:00'],
    ['not after Friday afternoon', '2026-11-27 16:00', '2026-11-30 08:00'],
    ['after the Friday prayer', '2026-11-27 11:30', '2026-11-27 13:30'],
    ['before the Friday prayer', '2026-11-27 11:29', '2026-11-27 11:29'],
    ['after cuti bersama, Christmas and the week’s end', '2026-12-24 08:00', '2026-12-28 08:00'],
    ['after the whole of Idulfitri', '2026-03-18 08:00', '2026-03-25 08:00'],
    ['later in Ramadan', '2026-03-04 08:00', '2026-03-04 08:30'],
    ['and ends earlier then', '2026-03-04 14:30', '2026-03-05 08:30'],
    ['with the Friday pause then too', '2026-03-06 12:00', '2026-03-06 13:30'],
    ['over the turn of the year', '2026-12-31 15:31', '2027-01-04 08:00'],
  ])('%s', (_, now, expected) => {
    expect(said(due(at(now)))).toBe(expected)
  })

  it.each([
    ['in the morning', quiet('07:00', '09:30'), '2026-11-24 08:00', '2026-11-24 09:30'],
    ['at noon', quiet('12:00', '13:00'), '2026-11-24 12:00', '2026-11-24 13:00'],
    ['over midnight', quiet('17:00', '10:00'), '2026-11-24 06:00', '2026-11-24 10:00'],
    ['over midnight, from the afternoon', quiet('15:00', '06:00'), '2026-11-24 15:10', '2026-11-25 08:00'],
    ['up to the Friday prayer', quiet('06:00', '12:00'), '2026-11-27 08:00', '2026-11-27 13:30'],
    ['all day: set aside', quiet('06:00', '20:00'), '2026-11-24 06:30', '2026-11-24 08:00'],
    ['all day over midnight: set aside', quiet('15:30', '15:29'), '2026-11-24 16:00', '2026-11-25 15:29'],
    ['none at all', quiet('08:00', '08:00'), '2026-11-24 08:00', '2026-11-24 08:00'],
  ])('outside quiet hours %s', (_, hours, now, expected) => {
    expect(said(due(at(now), hours))).toBe(expected)
  })

  const instants = fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2027-12-31'),
    noInvalidDate: true,
  })
  const times = fc
    .integer({ min: 0, max: 24 * 60 - 1 })
    .map(minute => [Math.floor(minute / 60), minute % 60].map(n => String(n).padStart(2, '0')).join(':'))
  const hours = fc.option(fc.record({ from: times, until: times }))

  it('never before it is due, in the window, and stays where it is', () => {
    fc.assert(
      fc.property(instants, hours, (now, quietHours) => {
        const sent = due(now, quietHours)
        const [day, time] = [dayOf(sent, zone), timeOf(sent, zone)]
        const [from, until] = calendar.isRamadan(day) ? ['08:30', '14:30'] : ['08:00', '15:30']
        expect(sent >= now).toBe(true)
        expect(calendar.isWorkingDay(day)).toBe(true)
        expect(from <= time && time < until).toBe(true)
        expect(weekday(day) === 5 && '11:30' <= time && time < '13:30').toBe(false)
        expect(due(sent, quietHours)).toEqual(sent)
      }),
    )
  })

  it('in the order in which it was due', () => {
    fc.assert(
      fc.property(instants, instants, hours, (one, other, quietHours) => {
        const [first, second] = one < other ? [one, other] : [other, one]
        expect(due(first, quietHours) <= due(second, quietHours)).toBe(true)
      }),
    )
  })

  it('never within quiet hours that leave room on every day', () => {
    const early = fc.record({ from: fc.constant('18:00'), until: times.filter(time => time < '11:00') })
    fc.assert(
      fc.property(instants, early, (now, quietHours) => {
        expect(timeOf(due(now, quietHours), zone) >= quietHours.until).toBe(true)
      }),
    )
  })
})
