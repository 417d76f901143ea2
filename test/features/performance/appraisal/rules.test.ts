import { describe, expect, it } from 'vitest'
import { weakest } from '../../../../src/domain/criteria.ts'
import { suggestedPredicate } from '../../../../src/domain/ratings.ts'
import {
  contradicts,
  criteriaScore,
  problemsWith,
  type Said,
} from '../../../../src/features/performance/appraisal/rules.ts'

describe('the suggested predicate is read from the matrix of PermenPANRB 6/2022', () => {
  it.each([
    ['above', 'below', 'poor'],
    ['above', 'as', 'good'],
    ['above', 'above', 'very-good'],
    ['as', 'below', 'poor'],
    ['as', 'as', 'good'],
    ['as', 'above', 'good'],
    ['below', 'below', 'very-poor'],
    ['below', 'as', 'needs-improvement'],
    ['below', 'above', 'needs-improvement'],
  ] as const)('results %s, behaviour %s: %s', (results, behaviour, predicate) => {
    expect(suggestedPredicate({ results, behaviour })).toBe(predicate)
  })
})

describe('the criteria score', () => {
  const weights = { attendance: 30, quality: 40, initiative: 30 }

  it('adds up what each criterion adds, and every line can be checked by hand', () => {
    expect(criteriaScore({ attendance: 95, quality: 86, initiative: 80 }, weights)).toEqual({
      total: 86.9,
      parts: [
        { criterion: 'attendance', score: 95, weight: 30, adds: 28.5 },
        { criterion: 'quality', score: 86, weight: 40, adds: 34.4 },
        { criterion: 'initiative', score: 80, weight: 30, adds: 24 },
      ],
    })
  })

  it.each([
    [{ attendance: 0, quality: 0, initiative: 0 }, 0],
    [{ attendance: 100, quality: 100, initiative: 100 }, 100],
    [{ attendance: 92.59, quality: 87.5, initiative: 66.6 }, 82.76],
  ])('of %o is %d', (scores, total) => expect(criteriaScore(scores, weights).total).toBe(total))

  it('shows which criterion is the weakest', () => {
    expect(weakest({ attendance: 90, quality: 70, initiative: 80 })).toBe('quality')
    expect(weakest({ attendance: 70, quality: 70, initiative: 70 })).toBe('attendance')
  })
})

describe('what an appraiser says', () => {
  const said: Said = {
    quality: 80,
    initiative: 80,
    results: 'as',
    behaviour: 'as',
    good: 'Tertib',
    improve: 'Cepat',
    nextStep: 'Belajar',
    nextStepOn: '2027-01-04',
  }
  const known = { attendance: 90, achievement: null, today: '2027-01-04' } as const
  const problems = (change: Partial<Said>, more = {}) =>
    problemsWith({ ...said, ...change }, { ...known, ...more }).map(({ problem }) => problem)

  it('is complete with the computed attendance', () => expect(problems({})).toEqual([]))
  it('needs an attendance where none was computed', () => {
    expect(problems({}, { attendance: null })).toEqual(['attendance'])
    expect(problems({ attendance: 80 }, { attendance: null })).toEqual([])
  })
  it('needs a reason for another attendance than the computed one', () => {
    expect(problems({ attendance: 91 })).toEqual(['attendance-reason'])
    expect(problems({ attendance: 90 })).toEqual([])
    expect(problems({ attendance: 91, attendanceReason: 'Mesin rusak 3 hari' })).toEqual([])
  })
  it('needs a next step that is still to come', () => {
    expect(problems({ nextStepOn: '2027-01-03' })).toEqual(['next-step-past'])
  })
  it('needs an explanation where rating and targets contradict each other', () => {
    expect(problems({ results: 'above' }, { achievement: 60 })).toEqual(['explanation'])
    expect(problems({ results: 'above', explanation: 'Target diubah' }, { achievement: 60 })).toEqual([])
  })

  it.each([
    ['below', 100, true],
    ['below', 99.9, false],
    ['as', 20, false],
    ['above', 80, false],
    ['above', 79.9, true],
    ['above', null, false],
  ] as const)('rated %s with %s %% of the targets: contradiction %s', (rating, achievement, expected) => {
    expect(contradicts(rating, achievement)).toBe(expected)
  })
})
