import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import { icsOf } from '../../../../src/features/community/events/calendar-file.ts'
import {
  answerProblem,
  average,
  changedParts,
  makerScope,
  planProblem,
  ratingTime,
  readHours,
  reminderTimes,
  stateFor,
  withBelow,
} from '../../../../src/features/community/events/rules.ts'

const zone = 'Asia/Jakarta'
const at = (instant: string) => new Date(instant)

describe('the hours somebody wrote', () => {
  it.each([
    ['09.00-12.00', '09:00', '12:00'],
    ['9:00 – 12:30', '09:00', '12:30'],
    ['pukul 07.30 s.d. 09.00 WIB', '07:30', '09:00'],
    ['08.00 sampai 16.00', '08:00', '16:00'],
    ['19.00-23.59', '19:00', '23:59'],
  ])('%s is understood', (said, from, until) => expect(readHours(said)).toEqual({ from, until }))

  it.each([
    '',
    '9',
    '09.00',
    '12.00-09.00',
    '09.00-09.00',
    '24.00-25.00',
    '09.60-10.00',
    'pagi',
    '09.00-10.00-11.00',
  ])('“%s” is asked again', said => expect(readHours(said)).toBeNull())
})

describe('who may plan an event for whom', () => {
  it.each([
    [['employee'], null, null],
    [['employee'], 'unit', 'unit'],
    [['employee'], 'office', 'office'],
    [['employee', 'appraiser'], null, 'unit'],
    [['employee', 'leader'], null, 'unit'],
    [['employee', 'appraiser'], 'office', 'office'],
    [['employee', 'officer'], null, 'office'],
    [['employee', 'administrator'], null, null],
  ] as const)('%s with the grant %s: %s', (roles, granted, scope) =>
    expect(makerScope(roles, granted)).toBe(scope),
  )

  it('takes in the units below, and ends where the tree was made a ring', () => {
    const tree = [
      { id: 'a', parentId: 'c' },
      { id: 'b', parentId: 'a' },
      { id: 'c', parentId: 'b' },
      { id: 'd', parentId: null },
    ]
    expect(withBelow(tree, ['b']).sort()).toEqual(['a', 'b', 'c'])
    expect(withBelow(tree, ['d'])).toEqual(['d'])
  })
})

describe('seats', () => {
  it.each([
    ['yes', null, 0, 1, 'yes'],
    ['yes', null, 1, 1, 'waiting'],
    ['yes', 'waiting', 1, 1, 'waiting'],
    ['yes', 'yes', 1, 1, 'yes'],
    ['yes', 'no', 5, null, 'yes'],
    ['maybe', 'yes', 1, 1, 'maybe'],
    ['no', 'waiting', 1, 1, 'no'],
  ] as const)('%s after %s with %s of %s taken: %s', (choice, before, going, seats, state) =>
    expect(stateFor(choice, before, { taken: going, seats, waiting: 0 })).toBe(state),
  )
})

describe('until when people may answer', () => {
  const event = {
    startsAt: at('2026-12-01T02:00:00Z'),
    endsAt: at('2026-12-01T05:00:00Z'),
    deadline: '2026-11-27' as const,
    announcedAt: at('2026-11-24T02:00:00Z'),
    cancelledAt: null,
  }
  it.each([
    ['yes', '2026-11-27T16:59:00Z', null],
    ['yes', '2026-11-27T17:00:00Z', 'late'],
    ['maybe', '2026-11-28T00:00:00Z', 'late'],
    ['no', '2026-11-30T00:00:00Z', null],
    ['no', '2026-12-01T02:00:00Z', 'begun'],
  ] as const)('%s at %s', (choice, now, problem) =>
    expect(answerProblem(event, choice, { now: at(now), zone })).toBe(problem),
  )
  it('not before it is announced, nor after it is called off', () => {
    const now = at('2026-11-25T00:00:00Z')
    expect(answerProblem({ ...event, announcedAt: null }, 'yes', { now, zone })).toBe('early')
    expect(answerProblem({ ...event, cancelledAt: now }, 'no', { now, zone })).toBe('cancelled')
  })
  it('a plan in the past, or with a deadline that makes no sense, is refused', () => {
    const now = at('2026-11-24T02:00:00Z')
    expect(planProblem({ ...event, startsAt: now }, now, zone)).toBe('past')
    expect(planProblem({ ...event, deadline: '2026-12-02' }, now, zone)).toBe('deadline-after')
    expect(planProblem({ ...event, deadline: '2026-11-23' }, now, zone)).toBe('deadline-past')
    expect(planProblem({ ...event, deadline: '2026-12-01' }, now, zone)).toBeNull()
  })
})

describe('when people are told', () => {
  const calendar = workCalendar()
  it('on Friday of a Monday event, and an hour before', () => {
    const { day, hour } = reminderTimes({ startsAt: at('2026-11-30T02:00:00Z') }, calendar, zone)
    expect(day).toEqual(at('2026-11-27T01:00:00Z'))
    expect(hour).toEqual(at('2026-11-30T01:00:00Z'))
  })
  it('is asked how it was on the working morning after', () => {
    expect(ratingTime({ endsAt: at('2026-11-27T09:00:00Z') }, calendar, zone)).toEqual(
      at('2026-11-30T01:00:00Z'),
    )
  })
})

it('names what changed, and nothing else', () => {
  const one = {
    title: 'A',
    about: 'b',
    place: 'c',
    seats: null,
    deadline: null,
    picture: null,
    startsAt: at('2026-12-01T02:00:00Z'),
    endsAt: at('2026-12-01T05:00:00Z'),
  }
  expect(changedParts(one, { ...one })).toEqual([])
  expect(changedParts(one, { ...one, endsAt: at('2026-12-01T06:00:00Z'), place: 'd' })).toEqual([
    'time',
    'place',
  ])
})

it('shows no average of fewer than five', () => {
  expect(average([5, 5, 5, 5])).toBeNull()
  expect(average([5, 4, 4, 4, 4])).toBe(4.2)
})

describe('the calendar file', () => {
  const entry = {
    id: 'abc123abc123',
    title: 'Senam; pagi, <b>&\\ 🏃',
    about: `Baris satu\nbaris dua ${'panjang '.repeat(40)}`,
    place: 'Lapangan, sisi timur',
    startsAt: at('2026-12-01T02:00:00Z'),
    endsAt: at('2026-12-01T05:00:00Z'),
    changedAt: at('2026-11-24T02:00:00Z'),
    revision: 3,
    cancelled: false,
  }
  const read = (ics: string) => new ICAL.Component(ICAL.parse(ics))
  const eventOf = (ics: string) => new ICAL.Event(read(ics).getFirstSubcomponent('vevent') ?? undefined)

  it('says the same to another library', () => {
    const ics = icsOf(entry)
    const event = eventOf(ics)
    expect(event.uid).toBe('abc123abc123@rekan')
    expect(event.summary).toBe(entry.title)
    expect(event.description).toBe(entry.about)
    expect(event.location).toBe(entry.place)
    expect(event.startDate.toJSDate()).toEqual(entry.startsAt)
    expect(event.endDate.toJSDate()).toEqual(entry.endsAt)
    expect(event.sequence).toBe(3)
    expect(read(ics).getFirstPropertyValue('method')).toBe('PUBLISH')
    expect(ics.split('\r\n').every(line => Buffer.byteLength(line) <= 75)).toBe(true)
  })
  it('takes itself back when the event is called off', () => {
    const ics = icsOf({ ...entry, revision: 4, cancelled: true })
    expect(read(ics).getFirstPropertyValue('method')).toBe('CANCEL')
    expect(eventOf(ics).uid).toBe(eventOf(icsOf(entry)).uid)
    expect(eventOf(ics).sequence).toBe(4)
    expect(ics).toContain('STATUS:CANCELLED')
  })
  it('is the same file for the same event', () => expect(icsOf(entry)).toBe(icsOf(entry)))
})
