import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import {
  type Member,
  matched,
  pairKey,
  roundOn,
  suggestedTime,
} from '../../../../src/features/community/coffee/rules.ts'

const someone = (n: number, unit: number): Member => ({ id: `p${n}`, unitId: `u${unit}` })
const crowd = fc
  .array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 })
  .map(units => units.map((unit, n) => someone(n, unit)))
const pairsIn = (groups: Member[][]) =>
  groups.flatMap(group =>
    group.flatMap((one, index) => group.slice(index + 1).map(other => pairKey(one.id, other.id))),
  )

describe('who meets whom', () => {
  it('nobody where there is nobody, or only one', () => {
    expect(matched([], new Map())).toEqual([])
    expect(matched([someone(1, 1)], new Map())).toEqual([])
  })

  it('everyone once, two by two, and three where the number is odd', () => {
    fc.assert(
      fc.property(crowd, members => {
        const groups = matched(members, new Map())
        const ids = groups.flat().map(({ id }) => id)
        if (members.length >= 2) expect(ids.toSorted()).toEqual(members.map(({ id }) => id).toSorted())
        expect(groups.filter(({ length }) => length === 3)).toHaveLength(
          members.length > 2 ? members.length % 2 : 0,
        )
        expect(groups.every(({ length }) => length === 2 || length === 3)).toBe(true)
      }),
    )
  })

  it('across units wherever no unit has more than half of all', () => {
    fc.assert(
      fc.property(crowd, members => {
        const sizes = Map.groupBy(members, ({ unitId }) => unitId)
        const largest = Math.max(0, ...[...sizes.values()].map(({ length }) => length))
        fc.pre(members.length % 2 === 0 && largest <= members.length / 2)
        for (const [one, other] of matched(members, new Map())) expect(one?.unitId).not.toBe(other?.unitId)
      }),
    )
  })

  it.each([4, 6, 8, 10, 12, 14, 20, 40])('no two of %i twice in twelve rounds while that can be', size => {
    const members = Array.from({ length: size }, (_, n) => someone(n, n % 4))
    const last = new Map<string, number>()
    for (let round = 1; round <= 12; round++) {
      const met = new Map([...last].map(([pair, then]) => [pair, round - then]))
      const pairs = pairsIn(matched(members, met))
      const again = pairs.filter(pair => met.has(pair))
      // Half as many rounds as there are others can always be had without meeting twice (Dirac).
      if (round <= size / 2) expect(again).toEqual([])
      for (const pair of pairs) last.set(pair, round)
    }
  })

  it('the one met longest ago, where all have been met', () => {
    const members = [someone(1, 1), someone(2, 2), someone(3, 3), someone(4, 4)]
    const met = new Map([
      [pairKey('p1', 'p2'), 1],
      [pairKey('p3', 'p4'), 1],
      [pairKey('p1', 'p3'), 3],
      [pairKey('p2', 'p4'), 3],
      [pairKey('p1', 'p4'), 2],
      [pairKey('p2', 'p3'), 2],
    ])
    expect(pairsIn(matched(members, met)).toSorted()).toEqual(['p1 p3', 'p2 p4'])
  })
})

describe('when', () => {
  const calendar = workCalendar()
  it('a round begins every second Monday, or on the next working day', () => {
    expect(roundOn('2026-11-23', calendar)).toEqual({ number: 23, beginsOn: '2026-11-23' })
    expect(roundOn('2026-12-06', calendar)).toEqual({ number: 23, beginsOn: '2026-11-23' })
    expect(roundOn('2026-12-07', calendar)).toEqual({ number: 24, beginsOn: '2026-12-07' })
  })
  it('the time that is suggested is in working hours on a working day', () => {
    expect(suggestedTime('2026-11-23', calendar, 'Asia/Jakarta')).toEqual(new Date('2026-11-25T03:00:00Z'))
    const christmas = suggestedTime('2026-12-22', calendar, 'Asia/Jakarta')
    expect(christmas.getTime()).toBeGreaterThan(new Date('2026-12-25T17:00:00Z').getTime())
  })
})
