import { describe, expect, it } from 'vitest'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import { bandOf, DEFAULT_WEIGHTS } from '../../../../src/domain/criteria.ts'
import {
  newcomersFrom,
  phaseOn,
  problemWith,
  suggestedPlan,
} from '../../../../src/features/performance/cycle/rules.ts'

const calendar = workCalendar()

describe('a quarter', () => {
  it.each([
    ['planned', '2026-12-01', 'planned'],
    ['open', '2026-12-20', 'open'],
    ['open', '2027-01-10', 'open'],
    ['open', '2027-01-11', 'closing'],
    ['closed', '2027-01-20', 'closed'],
    ['published', '2027-01-20', 'published'],
  ] as const)('that is %s is on %s in the phase %s', (stage, day, phase) => {
    expect(phaseOn({ stage, deadline: '2027-01-10' }, day)).toBe(phase)
  })

  it('is suggested to open shortly before its end and to be due on a working day ten days after it', () => {
    expect(suggestedPlan('2026Q4', calendar)).toEqual({
      opensOn: '2026-12-11',
      deadline: '2027-01-11',
      weights: { attendance: 30, quality: 40, initiative: 30 },
      publishing: 'officer',
    })
  })

  it.each([
    ['weights', { weights: { attendance: 30, quality: 40, initiative: 31 } }],
    ['weights', { weights: { attendance: -10, quality: 80, initiative: 30 } }],
    ['weights', { weights: { attendance: 33.5, quality: 36.5, initiative: 30 } }],
    ['deadline-before-opening', { deadline: '2026-12-10' }],
    ['deadline-not-worked', { deadline: '2027-01-10' }],
    ['opens-before-quarter', { opensOn: '2026-09-30' }],
    [null, { deadline: '2026-12-11' }],
    [null, { weights: { attendance: 0, quality: 100, initiative: 0 } }],
    [null, { weights: DEFAULT_WEIGHTS }],
  ] as const)('has the problem %s with %o', (problem, change) => {
    expect(problemWith('2026Q4', { ...suggestedPlan('2026Q4', calendar), ...change }, calendar)).toBe(problem)
  })

  it.each([
    [0, 1],
    [49.9, 1],
    [50, 2],
    [69, 2],
    [70, 3],
    [84.99, 3],
    [85, 4],
    [100, 4],
  ])('puts a score of %d in band %d', (score, band) => expect(bandOf(score)).toBe(band))

  it('takes for newcomers those who started in its last month', () => {
    expect(newcomersFrom('2026Q4')).toBe('2026-12-01')
    expect(newcomersFrom('2027Q1')).toBe('2027-03-01')
  })
})
