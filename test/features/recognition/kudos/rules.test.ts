import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BERAKHLAK } from '../../../../src/domain/berakhlak.ts'
import type { OfficeDay } from '../../../../src/domain/calendar/office-day.ts'
import {
  apart,
  isRanked,
  MAX_A_DAY,
  MAX_LENGTH,
  MIN_LENGTH,
  mayWithdraw,
  moderators,
  problemWith,
  readValue,
} from '../../../../src/features/recognition/kudos/rules.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const NOW = new Date('2026-11-24T02:00:00Z')
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds)

describe('what may be given', () => {
  const fresh = { givenToday: 0, receivedToday: new Set<string>() }
  const good = { giverId: 'siti', receivers: ['budi'], message: 'Terima kasih atas bantuannya' }
  it.each([
    ['a usual one', good, fresh, undefined],
    ['to oneself', { ...good, receivers: ['budi', 'siti'] }, fresh, 'self'],
    ['to nobody', { ...good, receivers: [] }, fresh, 'nobody'],
    ['to six', { ...good, receivers: ['a', 'b', 'c', 'd', 'e', 'f'] }, fresh, 'too-many'],
    ['too short', { ...good, message: ' Terima   ' }, fresh, 'length'],
    ['nine flags', { ...good, message: '🇮🇩'.repeat(9) }, fresh, 'length'],
    ['ten flags', { ...good, message: '🇮🇩'.repeat(10) }, fresh, undefined],
    ['500 clapping hands', { ...good, message: '👏'.repeat(500) }, fresh, undefined],
    ['501 clapping hands', { ...good, message: '👏'.repeat(501) }, fresh, 'length'],
    ['the fifth of a day', good, { ...fresh, givenToday: 4 }, undefined],
    ['the sixth of a day', good, { ...fresh, givenToday: 5 }, 'day-full'],
    ['a second to Budi', good, { givenToday: 1, receivedToday: new Set(['budi']) }, 'same-person'],
  ])('%s', (_name, kudos, today, problem) => expect(problemWith(kudos, today)?.problem).toBe(problem))

  it('lets nothing through that breaks a limit, whatever comes', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
    const any = fc.record({
      giverId: id,
      receivers: fc.uniqueArray(id, { maxLength: 7 }),
      message: fc.string({ unit: 'grapheme', maxLength: 520 }),
    })
    fc.assert(
      fc.property(any, fc.nat(7), fc.uniqueArray(id), (kudos, givenToday, received) => {
        if (problemWith(kudos, { givenToday, receivedToday: new Set(received) })) return
        expect(kudos.receivers).not.toContain(kudos.giverId)
        expect(kudos.receivers.length).toBeGreaterThan(0)
        expect(kudos.receivers.filter(one => received.includes(one))).toEqual([])
        expect(givenToday).toBeLessThan(MAX_A_DAY)
        const seen = [...new Intl.Segmenter('id').segment(kudos.message.trim())].length
        expect(seen).toBeLessThanOrEqual(MAX_LENGTH)
        expect(kudos.message.length).toBeGreaterThanOrEqual(MIN_LENGTH)
      }),
    )
  })
})

describe('what counts on the board', () => {
  const usual = {
    returnedAt: null,
    now: NOW,
    receiverIsAppraiser: false,
    today: '2026-11-24' as OfficeDay,
    closing: '2026-12-31' as OfficeDay,
  }
  it.each([
    ['praise out of the blue', usual, true],
    ['an answer a minute later', { ...usual, returnedAt: ago(MINUTE) }, false],
    ['an answer exactly seven days later', { ...usual, returnedAt: ago(7 * DAY) }, false],
    ['an answer after seven days', { ...usual, returnedAt: ago(7 * DAY + 1) }, true],
    [
      'praise for the appraiser on day 29',
      { ...usual, receiverIsAppraiser: true, today: '2026-12-03' as OfficeDay },
      true,
    ],
    [
      'praise for the appraiser on day 28',
      { ...usual, receiverIsAppraiser: true, today: '2026-12-04' as OfficeDay },
      false,
    ],
    ['praise for another on day 28', { ...usual, today: '2026-12-04' as OfficeDay }, true],
  ])('%s', (_name, ranking, counts) => expect(isRanked(ranking)).toBe(counts))
})

it.each([
  ['at once', 0, 'siti', true],
  ['after ten minutes', 10 * MINUTE, 'siti', true],
  ['a moment later', 10 * MINUTE + 1, 'siti', false],
  ['by somebody else', 0, 'budi', false],
])('a kudos is taken back: %s', (_name, since, who, may) =>
  expect(mayWithdraw({ giverId: 'siti', createdAt: ago(since) }, who, NOW)).toBe(may),
)

describe('who sees to a report', () => {
  const kudos = { giverId: 'siti', receivers: ['budi'] }
  it.each([
    [['olga', 'siti'], ['olga']],
    [
      ['olga', 'budi', 'tuti'],
      ['olga', 'tuti'],
    ],
    [['siti'], ['siti']],
    [
      ['siti', 'budi'],
      ['siti', 'budi'],
    ],
    [[], []],
  ])('of %j: %j', (officers, officerMenu) => expect(moderators(officers, kudos)).toEqual(officerMenu))
})

describe('the value in a line', () => {
  it.each([
    ['terima kasih #kolaboratif', 'kolaboratif', 'terima kasih'],
    ['#Berorientasi_Pelayanan melayani dengan sabar', 'berorientasi_pelayanan', 'melayani dengan sabar'],
    ['melayani #pelayanan dengan  sabar', 'berorientasi_pelayanan', 'melayani dengan sabar'],
    ['tugas #1 selesai #loyal', 'loyal', 'tugas #1 selesai'],
    ['tugas #selesai', null, 'tugas #selesai'],
  ])('%s', (line, value, rest) => expect(readValue(line)).toEqual({ value, rest }))

  it('is found by its own name, each of the seven', () => {
    for (const value of BERAKHLAK) expect(readValue(`a #${value} b`)).toEqual({ value, rest: 'a b' })
  })
})

describe('what comes at the same moment', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
    maxLength: 20,
  })
  const named = (pair: readonly number[]) => pair.map(String)

  it('is split so that within a group nothing depends on another, and what depends keeps its order', () => {
    fc.assert(
      fc.property(pairs, all => {
        const groups = apart(all, named)
        for (const group of groups) {
          const names = group.flatMap(pair => [...new Set(named(pair))])
          expect(new Set(names).size).toBe(names.length)
        }
        const flat = groups.flat()
        expect(flat).toHaveLength(all.length)
        for (const name of named([0, 1, 2, 3, 4, 5])) {
          const about = (some: typeof all) => some.filter(pair => named(pair).includes(name))
          expect(about(flat)).toEqual(about(all))
        }
      }),
    )
  })

  it('goes in one group where it can', () => {
    expect(apart([[1], [2], [1], [3]], named)).toEqual([[[1], [2], [3]], [[1]]])
  })
})
