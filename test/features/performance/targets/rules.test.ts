import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import { readWrittenQuarter, rowFrom } from '../../../../src/features/performance/targets/import-rows.ts'
import {
  achievement,
  bar,
  CAP,
  type Direction,
  expectedBy,
  isLastWeek,
  isLocked,
  isReached,
  passedShare,
  percentOf,
} from '../../../../src/features/performance/targets/rules.ts'

const target = (direction: Direction, value: number) => ({ direction, value })

describe('how far a target is reached', () => {
  it.each([
    ['higher', 20, 13, 65, false],
    ['higher', 20, 20, 100, true],
    ['higher', 20, 50, CAP, true],
    ['higher', 20, null, 0, false],
    ['higher', 0, 0, 100, true],
    ['lower', 5, 5, 100, true],
    ['lower', 5, 10, 50, false],
    ['lower', 5, 0, CAP, true],
    ['lower', 0, 0, 100, true],
    ['lower', 0, 1, 0, false],
    ['lower', 5, null, 0, false],
    ['yesno', 1, 1, 100, true],
    ['yesno', 1, 0, 0, false],
  ] as const)('%s %d, %s reached: %d per cent', (direction, value, reached, percent, whole) => {
    expect(percentOf(target(direction, value), reached)).toBe(percent)
    expect(isReached(target(direction, value), reached)).toBe(whole)
  })

  it('is never below 0 nor above the cap, and reached means 100 or more', () => {
    const value = fc.double({ min: 0, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(
        fc.constantFrom<Direction>('higher', 'lower', 'yesno'),
        value,
        value,
        (direction, goal, reached) => {
          const percent = percentOf(target(direction, goal), reached)
          expect(percent).toBeGreaterThanOrEqual(0)
          expect(percent).toBeLessThanOrEqual(CAP)
          if (isReached(target(direction, goal), reached)) expect(percent).toBeGreaterThanOrEqual(100)
        },
      ),
    )
  })
})

describe('the achievement of a quarter', () => {
  const standing = (weight: number, confirmedValue: number | null, value = 10) => ({
    direction: 'higher' as const,
    value,
    weight,
    confirmedValue,
  })
  it('is the weighted mean', () => {
    expect(achievement([standing(60, 10), standing(40, 5)])).toEqual({
      percent: 80,
      reached: 1,
      targets: 2,
      allReached: false,
    })
  })
  it('lets much of one thing not make up for nothing of another', () => {
    expect(achievement([standing(50, 1000), standing(50, null)])?.percent).toBe(60)
  })
  it('is whole only where the weights make 100', () => {
    expect(achievement([standing(60, 10)])?.allReached).toBe(false)
    expect(achievement([standing(60, 10), standing(40, 12)])?.allReached).toBe(true)
  })
  it('is unknown without targets', () => expect(achievement([])).toBeNull())
})

it('expects an even pace over working days', () => {
  const calendar = workCalendar()
  expect(passedShare('2026Q4', '2026-09-30', calendar)).toBe(0)
  expect(passedShare('2026Q4', '2026-12-31', calendar)).toBe(1)
  // 64 working days in the quarter, 39 until 24 November.
  expect(passedShare('2026Q4', '2026-11-24', calendar)).toBeCloseTo(39 / 64)
  expect(expectedBy(target('higher', 64), 39 / 64)).toBe(39)
  expect(expectedBy(target('lower', 5), 0.5)).toBeNull()
})

it.each([
  [0, '░░░░░░░░░░'],
  [65, '▓▓▓▓▓▓░░░░'],
  [100, '▓▓▓▓▓▓▓▓▓▓'],
  [120, '▓▓▓▓▓▓▓▓▓▓'],
])('draws %d per cent', (percent, drawn) => expect(bar(percent)).toBe(drawn))

it.each([
  ['open', '2026Q3', false],
  ['closed', '2026Q4', true],
  ['published', '2026Q4', true],
  [null, '2026Q3', true],
  [null, '2026Q4', false],
  [null, '2027Q1', false],
] as const)('a quarter that is %s: %s', (stage, quarter, locked) => {
  expect(isLocked(stage, quarter, '2026Q4')).toBe(locked)
})

it.each([
  ['2026-11-23', false],
  ['2026-11-24', true],
  ['2026-11-30', true],
  ['2027-02-21', false],
  ['2027-02-22', true],
] as const)('%s in the last week: %s', (day, last) => expect(isLastWeek(day)).toBe(last))

it.each([
  ['2026Q4', '2026Q4'],
  ['TW IV 2026', '2026Q4'],
  ['Triwulan II Tahun 2026', '2026Q2'],
  ['4/2026', '2026Q4'],
  ['iii-2026', '2026Q3'],
  ['V 2026', null],
  ['2026', null],
])('reads the quarter %s', (said, quarter) => expect(readWrittenQuarter(said)).toBe(quarter))

it('names the first column of a row that is not right', () => {
  const cells = {
    NIP: '198001012005011001',
    Triwulan: '2026Q4',
    'Hasil Kerja': 'Surat dijawab',
    Indikator: 'Jumlah',
  }
  const row = (more: Record<string, string>) =>
    rowFrom({ number: 2, cells: { ...cells, Target: '20', Bobot: '50', ...more } })
  expect(row({})).toMatchObject({ quarter: '2026Q4', terms: { value: 20, weight: 50, direction: 'higher' } })
  expect(row({ Target: '3 Laporan' })).toMatchObject({ terms: { value: 3, unit: 'Laporan' } })
  expect(row({ Target: '95%' })).toMatchObject({ terms: { value: 95, unit: '%' } })
  expect(row({ Bobot: '0' })).toEqual({ column: 'Bobot', why: 'weight' })
  expect(row({ Target: '1.234' })).toEqual({ column: 'Target', why: 'value' })
  expect(row({ Arah: 'miring' })).toEqual({ column: 'Arah', why: 'direction' })
  expect(row({ Arah: 'Ya/Tidak', Target: '' })).toMatchObject({ terms: { direction: 'yesno', value: 1 } })
})
