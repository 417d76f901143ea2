import { describe, expect, it } from 'vitest'
import { lengthOf } from '../../src/domain/text/graphemes.ts'

describe('length as people count it', () => {
  it.each([
    ['Terima kasih', 12],
    ['', 0],
    ['👏👏👏', 3],
    ['🇮🇩', 1],
    ['é', 1],
    ['e\u0301', 1],
  ])('%s has %i', (said, length) => expect(lengthOf(said)).toBe(length))

  it('counts a sign of very many pieces as several', () => {
    expect(lengthOf('👨‍👩‍👧‍👦')).toBeLessThanOrEqual(3)
    expect(lengthOf(`a${'\u0301'.repeat(4000)}`)).toBeGreaterThan(1000)
  })
})
