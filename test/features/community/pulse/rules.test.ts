import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import {
  daysOf,
  type Month,
  monthsBefore,
  published,
  questionsOf,
  type Tally,
  trendMonths,
  wholeMonth,
} from '../../../../src/features/community/pulse/rules.ts'

const YEAR = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}` as Month)

describe('the questions', () => {
  it('are three a month, twelve in all, and each comes back three times a year', () => {
    const asked = YEAR.flatMap(month => questionsOf(month))
    expect(YEAR.every(month => new Set(questionsOf(month)).size === 3)).toBe(true)
    const times = new Map([...Map.groupBy(asked, id => id)].map(([id, all]) => [id, all.length]))
    expect(times.size).toBe(12)
    expect([...times.values()].every(count => count === 3)).toBe(true)
    expect(questionsOf('2026-11')).toEqual(questionsOf('2027-03'))
  })
  it('go on over the turn of the year', () => {
    expect(monthsBefore('2026-01', 1)).toBe('2025-12')
    expect(monthsBefore('2026-12', -1)).toBe('2027-01')
    expect(trendMonths('2026-11')).toEqual(['2025-11', '2025-12', ...YEAR.slice(0, 10)])
  })
  it('are sent on the first working day from the 10th, and once more a week later', () => {
    expect(daysOf('2026-10', workCalendar())).toEqual({ asked: '2026-10-12', reminded: '2026-10-19' })
  })
})

const of = (unitId: string, ...counts: number[]): Tally => ({ unitId, counts })

describe('what is shown', () => {
  it('nothing of four answers, something of five', () => {
    expect(published([of('a', 0, 0, 0, 4, 0)])).toEqual({ office: null, units: new Map() })
    const five = { mean: 4, answers: 5 }
    expect(published([of('a', 0, 0, 0, 5, 0)])).toEqual({ office: five, units: new Map([['a', five]]) })
    expect(published([])).toEqual({ office: null, units: new Map() })
  })
  it('no unit that would give away the few of another', () => {
    const { office, units } = published([
      of('a', 0, 0, 0, 6, 0),
      of('b', 0, 0, 5, 0, 0),
      of('c', 4, 0, 0, 0, 0),
    ])
    expect(office?.answers).toBe(15)
    expect([...units.keys()]).toEqual(['a'])
    expect([...published([of('a', 0, 0, 0, 6, 0), of('', 1, 0, 0, 0, 0)]).units.keys()]).toEqual([])
    expect([...published([of('a', 0, 0, 0, 6, 0), of('', 5, 0, 0, 0, 0)]).units.keys()]).toEqual(['a'])
  })
  it('never lets one to four answers be worked out, whatever is taken from what', () => {
    const tally = fc.tuple(...[1, 2, 3, 4, 5].map(() => fc.integer({ min: 0, max: 4 })))
    fc.assert(
      fc.property(fc.array(tally, { maxLength: 6 }), fc.nat(6), (all, noUnit) => {
        const tallies = all.map((counts, index) => of(index === noUnit ? '' : `u${index}`, ...counts))
        const { office, units } = published(tallies)
        const shown = [...units.values()].map(({ answers }) => answers)
        expect(units.has('')).toBe(false)
        if (!office) expect(shown).toEqual([])
        if (!office) return
        for (let some = 0; some < 2 ** shown.length; some++) {
          const taken = shown.filter((_, index) => some & (2 ** index)).reduce((sum, n) => sum + n, 0)
          for (const left of [taken, office.answers - taken]) expect(left === 0 || left >= 5).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
  it('a month as a whole only where all of its questions may be shown', () => {
    const figure = (mean: number) => ({ mean, answers: 9 })
    expect(wholeMonth([figure(3), figure(4), figure(4)])).toBe(3.7)
    expect(wholeMonth([figure(3), null, figure(4)])).toBeNull()
    expect(wholeMonth([])).toBeNull()
  })
})
