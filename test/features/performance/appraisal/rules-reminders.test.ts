import { describe, expect, it } from 'vitest'
import {
  isEscalated,
  type Load,
  lastMilestone,
  remindersDue,
  type Span,
} from '../../../../src/features/performance/appraisal/rules-reminders.ts'
import { calendar, span, state } from './stage-reminders.ts'

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
