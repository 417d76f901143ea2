import { describe, expect, it } from 'vitest'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import { afterWrongTry, lockedUntil, type Tries } from '../../../../src/domain/lockout.ts'
import {
  closedFor,
  isFor,
  ROOM_CODE_LOCKOUT,
  readTimes,
  reminderDue,
  statusOf,
  withAncestors,
} from '../../../../src/features/performance/training/rules.ts'

const now = new Date('2026-11-24T02:00:00Z')
const schedule = {
  startsAt: new Date('2026-12-01T01:00:00Z'),
  endsAt: new Date('2026-12-01T09:00:00Z'),
  deadline: '2026-11-30' as const,
  publishedAt: now,
  cancelledAt: null,
}

describe('joining', () => {
  it.each([
    ['before the deadline', schedule, '2026-11-30', null],
    ['after the deadline', schedule, '2026-12-01', 'deadline'],
    ['when it has been cancelled', { ...schedule, cancelledAt: now }, '2026-11-24', 'cancelled'],
    ['once it has begun', { ...schedule, startsAt: now }, '2026-11-24', 'started'],
  ] as const)('%s', (_when, training, today, expected) => {
    expect(closedFor(training, now, today)).toBe(expected)
  })

  it.each([
    ['everyone', [], [], 'Arsiparis', true],
    ['a unit', ['dinas'], [], 'Arsiparis', true],
    ['another unit', ['rsud'], [], 'Arsiparis', false],
    ['a position', [], ['arsiparis'], 'Arsiparis Ahli Muda', true],
    ['another position', [], ['pranata'], 'Arsiparis Ahli Muda', false],
    ['a position of another unit', ['rsud'], ['arsiparis'], 'Arsiparis', false],
  ])('for %s', (_whom, unitIds, positions, position, expected) => {
    expect(isFor({ unitIds, positions }, position, ['bidang', 'dinas'])).toBe(expected)
  })

  it('counts the units above, and stops where the tree goes in a circle', () => {
    const parents = new Map([
      ['seksi', 'bidang'],
      ['bidang', 'dinas'],
      ['dinas', null],
      ['a', 'b'],
      ['b', 'a'],
    ])
    expect(withAncestors('seksi', parents)).toEqual(['seksi', 'bidang', 'dinas'])
    expect(withAncestors('a', parents)).toEqual(['a', 'b'])
  })
})

describe('reminders', () => {
  const calendar = workCalendar()
  it.each([
    // Tuesday 1 December: H-3 is Thursday the 26th, H-1 Monday the 30th.
    ['2026-11-25', null],
    ['2026-11-26', { before: 3, since: '2026-11-26' }],
    ['2026-11-29', { before: 3, since: '2026-11-26' }],
    ['2026-11-30', { before: 1, since: '2026-11-30' }],
    ['2026-12-01', null],
  ] as const)('on %s', (today, expected) => {
    expect(reminderDue('2026-12-01', today, calendar)).toEqual(expected)
  })

  it('goes out before Christmas for a training right after it', () => {
    // 24 (cuti bersama) and 25 December are not worked.
    expect(reminderDue('2026-12-28', '2026-12-23', calendar)?.before).toBe(1)
  })
})

describe('codes', () => {
  it('locks after five wrong ones in a row and begins anew when the lock is over', () => {
    let tries: Tries = { failed: 0, lockedUntil: null }
    for (let n = 0; n < ROOM_CODE_LOCKOUT.maxTries; n++) tries = afterWrongTry(tries, ROOM_CODE_LOCKOUT, now)
    expect(lockedUntil(tries, now) !== null).toBe(true)
    const later = new Date(now.getTime() + ROOM_CODE_LOCKOUT.lockMinutes * 60_000)
    expect(lockedUntil(tries, later) !== null).toBe(false)
    expect(afterWrongTry(tries, ROOM_CODE_LOCKOUT, later).failed).toBe(1)
  })
})

it.each([
  ['08.00–16.00', { from: '08:00', until: '16:00' }],
  ['8:00 - 16:30 WIB', { from: '08:00', until: '16:30' }],
  ['08.00 s.d. 12.00', { from: '08:00', until: '12:00' }],
  ['08.00 sampai 12.00', { from: '08:00', until: '12:00' }],
  ['25.00–26.00', null],
  ['08.00', null],
  ['pagi', null],
])('reads the times %s', (typed, expected) => {
  expect(readTimes(typed)).toEqual(expected)
})

it.each([
  ['PNS', 'pns'],
  ['PPPK', 'pppk'],
  ['PPPK Paruh Waktu', 'pppk'],
  [null, 'unknown'],
])('reads the status %s from the data', (status, expected) => {
  expect(statusOf(status)).toBe(expected)
})
