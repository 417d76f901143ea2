import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type OfficeDay } from '../../../../src/domain/calendar/office-day.ts'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import {
  isEscalated,
  type Load,
  lastMilestone,
  type Reached,
  remindersDue,
  type Span,
} from '../../../../src/features/performance/appraisal/rules-reminders.ts'

const calendar = workCalendar()
const span: Span = { opened: '2026-12-11', deadline: '2027-01-11' } // a Friday; a Monday

describe('milestones', () => {
  it.each([
    ['2026-12-10', null],
    ['2026-12-11', '2026-12-11'],
    ['2026-12-27', '2026-12-11'],
    ['2026-12-28', '2026-12-28'],
    ['2027-01-03', '2026-12-28'],
    ['2027-01-04', '2027-01-04'],
    ['2027-01-08', '2027-01-08'],
    ['2027-01-09', '2027-01-08'],
    ['2027-01-10', '2027-01-10'],
    ['2027-01-11', '2027-01-11'],
    ['2027-01-12', '2027-01-12'],
    ['2027-01-16', '2027-01-15'],
    ['2027-01-17', '2027-01-15'],
    ['2027-01-18', '2027-01-18'],
  ] as const)('on %s the last one was %s', (day, milestone) => {
    expect(lastMilestone(span, day, { calendar })).toBe(milestone)
  })

  it('before the opening are left out when a quarter opens late', () => {
    const late: Span = { opened: '2027-01-06', deadline: '2027-01-11' }
    expect(lastMilestone(late, '2027-01-06', { calendar })).toBe('2027-01-06')
    expect(lastMilestone(late, '2027-01-08', { calendar })).toBe('2027-01-08')
  })

  it('of an officer begin after the opening, which they did themselves', () => {
    expect(lastMilestone(span, '2026-12-14', { calendar, officer: true })).toBe(null)
    expect(lastMilestone(span, '2026-12-28', { calendar, officer: true })).toBe('2026-12-28')
  })

  it('reach the superior from three working days after the deadline on', () => {
    expect(isEscalated(span, '2027-01-13', calendar)).toBe(false)
    expect(isEscalated(span, '2027-01-14', calendar)).toBe(true)
  })
})

const state = (today: OfficeDay, loads: Load[], reached: [string, Reached][] = []) => ({
  span,
  today,
  loads,
  officers: ['olga'],
  reached: new Map(reached),
  calendarOf: () => calendar,
})
const budi: Load = { appraiserId: 'budi', superiorId: 'karta', left: 2 }

describe('whoever has something left', () => {
  it.each([
    ['at the opening', '2026-12-11', null, ['budi']],
    ['not twice for the opening', '2026-12-14', '2026-12-11', []],
    ['not on a Saturday', '2026-12-12', null, []],
    ['on the next working day instead', '2026-12-14', null, ['budi']],
    ['fourteen days before', '2026-12-28', '2026-12-11', ['olga', 'budi']],
    ['not on cuti bersama', '2026-12-24', null, []],
    ['on the last day', '2027-01-11', '2027-01-08', ['olga', 'budi']],
    ['the day after', '2027-01-12', '2027-01-11', ['olga', 'budi']],
    ['with the superior three working days after', '2027-01-14', '2027-01-13', ['olga', 'karta', 'budi']],
  ] as const)('is reminded %s (%s)', (_, day, last, expected) => {
    expect(remindersDue(state(day, [budi], [['budi', { waiting: false, last }]]))).toEqual(expected)
  })

  it('gets one message for a week of silence', () => {
    expect(
      remindersDue(state('2027-01-08', [budi], [['budi', { waiting: false, last: '2026-12-11' }]])),
    ).toContain('budi')
    expect(
      remindersDue(state('2027-01-08', [budi], [['budi', { waiting: false, last: '2027-01-08' }]])),
    ).not.toContain('budi')
  })

  it('gets none beside the one that still waits from yesterday', () => {
    expect(
      remindersDue(state('2027-01-12', [budi], [['budi', { waiting: true, last: '2027-01-08' }]])),
    ).not.toContain('budi')
  })

  it('gets one message also when appraiser, superior and officer in one', () => {
    const loads = [
      { appraiserId: 'olga', superiorId: null, left: 1 },
      { appraiserId: 'budi', superiorId: 'olga', left: 1 },
    ]
    expect(remindersDue(state('2027-01-15', loads)).filter(id => id === 'olga')).toHaveLength(1)
  })

  it('leaves it to the officers where nobody is there to appraise', () => {
    const gap = { appraiserId: null, superiorId: null, left: 1 }
    expect(remindersDue(state('2026-12-28', [gap]))).toEqual(['olga'])
  })

  it('is left alone with nothing left, and so are the officers then', () => {
    expect(remindersDue(state('2027-01-15', [{ ...budi, left: 0 }]))).toEqual([])
  })
})

/** An office that lives on: what is done, what a tick queues, what a worker brings out, when a process is down. */
type Event =
  | { kind: 'tick' }
  | { kind: 'send'; lost: boolean }
  | { kind: 'done'; who: number }
  | { kind: 'more'; who: number }
  | { kind: 'night'; nights: number }

const PEOPLE = ['a', 'b', 'c', 'boss', 'officer']
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Event>({ kind: 'tick' }) },
  { weight: 3, arbitrary: fc.boolean().map((lost): Event => ({ kind: 'send', lost })) },
  { weight: 1, arbitrary: fc.nat({ max: 2 }).map((who): Event => ({ kind: 'done', who })) },
  { weight: 1, arbitrary: fc.nat({ max: 2 }).map((who): Event => ({ kind: 'more', who })) },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 9 }).map((nights): Event => ({ kind: 'night', nights })),
  },
)

function life(lefts: readonly number[]) {
  let today: OfficeDay = span.opened
  const left = [...lefts]
  const reached = new Map<string, Reached>()
  const got: { person: string; day: OfficeDay }[] = []
  const loads = (): Load[] =>
    left.map((count, index) => ({ appraiserId: PEOPLE[index] ?? '', superiorId: 'boss', left: count }))
  const due = () => remindersDue({ ...state(today, loads()), officers: ['officer'], reached })
  const concerned = (person: string) => (loads().find(load => load.appraiserId === person)?.left ?? 1) > 0
  return {
    due,
    got,
    today: () => today,
    tick: () => {
      for (const person of due())
        reached.set(person, { waiting: true, last: reached.get(person)?.last ?? null })
    },
    /** The worker: only on working days, and nothing for whoever has nothing left by then. */
    send: () => {
      if (!calendar.isWorkingDay(today)) return
      for (const [person, { waiting, last }] of reached) {
        if (!waiting) continue
        const moot = !concerned(person) || left.every(count => count === 0)
        reached.set(person, { waiting: false, last: moot ? last : today })
        if (!moot) got.push({ person, day: today })
      }
    },
    done: (who: number) => {
      left[who] = 0
    },
    more: (who: number) => {
      left[who] = (left[who] ?? 0) + 1
    },
    nights: (count: number) => {
      today = addDays(today, count)
    },
    left: (person: string) => loads().find(load => load.appraiserId === person)?.left,
  }
}

function play(events: readonly Event[], office: ReturnType<typeof life>, check: () => void): void {
  for (const one of events) {
    if (one.kind === 'tick') office.tick()
    else if (one.kind === 'send') {
      // Two workers, or a tick between planning and sending, change nothing.
      if (!one.lost) office.send()
    } else if (one.kind === 'done') office.done(one.who)
    else if (one.kind === 'more') office.more(one.who)
    else office.nights(one.nights)
    check()
  }
}

const lefts = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }))

describe('whatever happens, in whatever order', () => {
  it('nobody gets two messages on one day', () => {
    fc.assert(
      fc.property(lefts, fc.array(event, { maxLength: 60 }), (begin, events) => {
        const office = life(begin)
        play(events, office, () => {})
        const once = new Set(office.got.map(({ person, day }) => `${person} ${day}`))
        expect(once.size).toBe(office.got.length)
      }),
      { numRuns: 500 },
    )
  })

  it('nobody who is done is reminded, and none goes out on a day that is not worked', () => {
    fc.assert(
      fc.property(lefts, fc.array(event, { maxLength: 60 }), (begin, events) => {
        const office = life(begin)
        let seen = 0
        play(events, office, () => {
          for (const person of ['a', 'b', 'c'])
            if (office.left(person) === 0) expect(office.due()).not.toContain(person)
          for (const { person, day } of office.got.slice(seen)) {
            expect(office.left(person)).not.toBe(0)
            expect(calendar.isWorkingDay(day)).toBe(true)
          }
          seen = office.got.length
        })
      }),
      { numRuns: 500 },
    )
  })

  it('everybody who is owed one has it by the end of the next working day, once ticks and workers run', () => {
    fc.assert(
      fc.property(lefts, fc.array(event, { maxLength: 40 }), (begin, events) => {
        const office = life(begin)
        play(events, office, () => {})
        office.nights(1)
        while (!calendar.isWorkingDay(office.today())) office.nights(1)
        const owed = office.due()
        office.tick()
        office.send()
        const today = office.got.filter(({ day }) => day === office.today()).map(({ person }) => person)
        expect(today).toEqual(expect.arrayContaining(owed))
        expect(office.due()).toEqual([])
        // And by then nobody with something left has missed the last milestone.
        const milestone = lastMilestone(span, office.today(), { calendar })
        for (const person of ['a', 'b', 'c'])
          if ((office.left(person) ?? 0) > 0)
            expect(office.got.some(one => one.person === person && milestone && one.day >= milestone)).toBe(
              true,
            )
      }),
      { numRuns: 500 },
    )
  })

  it('planning twice queues nothing more', () => {
    fc.assert(
      fc.property(lefts, fc.array(event, { maxLength: 40 }), (begin, events) => {
        const office = life(begin)
        play(events, office, () => {})
        office.tick()
        expect(office.due()).toEqual([])
      }),
    )
  })
})
