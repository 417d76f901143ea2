import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SMALLEST_GROUP } from '../../../../src/domain/anonymity.ts'
import {
  type Merits,
  numberText,
  patternFits,
  rankCandidates,
  restingSince,
  startedBy,
  teamMerits,
  weightsMake100,
} from '../../../../src/features/recognition/awards/rules.ts'

const one = (id: string, more: Partial<Merits> = {}): Merits => ({
  id,
  targets: null,
  allReached: false,
  appraisal: null,
  kudos: 0,
  kudosEach: more.kudos ?? 0,
  ...more,
})
const WEIGHTS = { targets: 40, appraisal: 40, kudos: 20 }
const ranks = (all: Merits[]) => rankCandidates(all, WEIGHTS).map(({ id, rank }) => `${rank} ${id}`)

describe('the order of candidates', () => {
  it('follows the open formula, part by part', () => {
    // 40+40×0,8=72 | 40×0,9+40×0,85+20×0,5=80 | 20
    const all = [
      one('a', { targets: 100, appraisal: 80 }),
      one('b', { targets: 90, appraisal: 85, kudos: 5 }),
      one('c', { kudos: 10 }),
    ]
    expect(ranks(all)).toEqual(['1 b', '2 a', '3 c'])
  })
  it('gives those who are level one rank, and leaves out the next', () => {
    expect(ranks([one('c', { targets: 50 }), one('b', { targets: 90 }), one('a', { targets: 90 })])).toEqual([
      '1 a',
      '1 b',
      '3 c',
    ])
  })
  it('counts more than 100 per cent of targets as 100', () => {
    expect(ranks([one('a', { targets: 100 }), one('b', { targets: 250 })])).toEqual(['1 a', '1 b'])
  })
  it('knows no candidate without any merit', () => {
    expect(ranks([one('a'), one('b', { targets: 0, appraisal: 0 })])).toEqual([])
    expect(ranks([])).toEqual([])
  })
  it('ends after five places, with all who are level on the last', () => {
    const all = [90, 80, 70, 60, 50, 50, 40].map((targets, index) => one(`p${index}`, { targets }))
    expect(ranks(all)).toEqual(['1 p0', '2 p1', '3 p2', '4 p3', '5 p4', '5 p5'])
  })
  it('hands on reasons, and never a score', () => {
    const [first] = rankCandidates(
      [one('a', { targets: 100, allReached: true, appraisal: 91.5, kudos: 3 })],
      WEIGHTS,
    )
    expect(first).toEqual({ id: 'a', rank: 1, allReached: true, appraised: true, kudos: 3 })
  })
  it('does not depend on the order in which people are read', () => {
    const merit = fc.record({ targets: fc.option(fc.integer({ min: 0, max: 120 })), kudos: fc.nat(20) })
    fc.assert(
      fc.property(fc.array(merit, { maxLength: 30 }), merits => {
        const all = merits.map((more, index) => one(`p${String(index).padStart(2, '0')}`, more))
        expect(ranks([...all].reverse())).toEqual(ranks(all))
      }),
    )
  })
})

describe('a team', () => {
  const members = (count: number, more: Partial<Merits>) =>
    Array.from({ length: count }, (_, index) => one(`m${index}`, more))
  it('of fewer than five is not compared: it would be known whose figure it is', () => {
    expect(teamMerits('u', members(SMALLEST_GROUP - 1, { targets: 90 }))).toBeNull()
  })
  it('is compared by means, and by kudos for each member', () => {
    const team = teamMerits('u', [...members(5, { targets: 100, kudos: 2 }), one('x', { targets: 40 })])
    expect(team).toMatchObject({
      targets: 90,
      kudos: 10,
      kudosEach: 10 / 6,
      appraisal: null,
      allReached: false,
    })
  })
  it('takes no mean of fewer than five either', () => {
    expect(teamMerits('u', [...members(4, { appraisal: 90 }), ...members(3, {})])?.appraisal).toBeNull()
  })
})

describe('conditions and numbers', () => {
  it('a pause of four quarters reaches back over the year’s end', () => {
    expect(restingSince('2026Q2', 4)).toBe('2025Q2')
    expect(restingSince('2026Q2', 0)).toBe('2026Q2')
  })
  it('twelve months in office are counted from the quarter’s first day', () => {
    expect(startedBy('2026Q4', 12)).toBe('2025-10-01')
    expect(startedBy('2026Q1', 1)).toBe('2025-12-01')
  })
  it('weights make 100', () => {
    expect(weightsMake100({ targets: 50, appraisal: 30, kudos: 20 })).toBe(true)
    expect(weightsMake100({ targets: 50, appraisal: 30, kudos: 21 })).toBe(false)
  })
  it('numbers follow the office’s pattern, which has to hold number and year', () => {
    expect(numberText('{nomor}/PIAGAM/REKAN/{tahun}', { number: 7, year: 2026 })).toBe(
      '007/PIAGAM/REKAN/2026',
    )
    expect(numberText('{tahun}-{nomor}', { number: 1234, year: 2026 })).toBe('2026-1234')
    expect(patternFits('PIAGAM/{tahun}')).toBe(false)
  })
})
