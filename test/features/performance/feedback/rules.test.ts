import { describe, expect, it } from 'vitest'
import {
  comparisonOf,
  lastObjectionDay,
  objectionEnds,
} from '../../../../src/features/performance/feedback/rules.ts'

const figures = (people: number, value = 83) => ({
  people,
  medians: { attendance: value, quality: value, initiative: value },
})

describe('what a person is compared with', () => {
  it.each([1, 2, 3, 4, 5])('is nothing in a group of %i, oneself included', people => {
    expect(comparisonOf({ unit: figures(people), office: figures(people) }, 'published')).toBeNull()
  })
  it('is the unit from five others on', () => {
    const found = comparisonOf({ unit: figures(6), office: figures(60, 91) }, 'published')
    expect(found).toEqual({ group: 'unit', medians: { attendance: 85, quality: 85, initiative: 85 } })
  })
  it('is the office where the unit is small, and never both', () => {
    const found = comparisonOf({ unit: figures(5, 40), office: figures(6, 91) }, 'published')
    expect(found).toEqual({ group: 'office', medians: { attendance: 90, quality: 90, initiative: 90 } })
  })
  it('is nothing while results come in one by one: two looks would show who came between', () => {
    for (const stage of ['planned', 'open', 'closed'])
      expect(comparisonOf({ unit: figures(30), office: figures(300) }, stage)).toBeNull()
  })
  it('never says the middle itself, which may be somebody’s very score', () => {
    for (let value = 0; value <= 100; value++) {
      const shown =
        comparisonOf({ unit: figures(7, value), office: null }, 'published')?.medians.quality ?? -1
      expect(shown % 5).toBe(0)
      expect(Math.abs(shown - value)).toBeLessThanOrEqual(2.5)
    }
  })
  it('is nothing where nobody was appraised', () => {
    expect(comparisonOf({ unit: null, office: null }, 'published')).toBeNull()
  })
})

describe('the fourteen days of an objection', () => {
  const zone = 'Asia/Jakarta'
  it('run from the office’s day of receipt, and end with the last one', () => {
    // Ten to midnight in the office, and ten past it.
    expect(lastObjectionDay(new Date('2026-12-11T16:50:00Z'), zone)).toBe('2026-12-25')
    expect(lastObjectionDay(new Date('2026-12-11T17:10:00Z'), zone)).toBe('2026-12-26')
    expect(objectionEnds(new Date('2026-12-11T02:00:00Z'), zone).toISOString()).toBe(
      '2026-12-25T17:00:00.000Z',
    )
  })
})
