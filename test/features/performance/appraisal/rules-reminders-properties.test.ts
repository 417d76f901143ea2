import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type OfficeDay } from '../../../../src/domain/calendar/office-day.ts'
import {
  type Load,
  lastMilestone,
  type Reached,
  remindersDue,
} from '../../../../src/features/performance/appraisal/rules-reminders.ts'

import { calendar, span, state } from './stage-reminders.ts'

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
