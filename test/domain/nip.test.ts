import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskNip, readNip } from '../../src/domain/nip.ts'

const GOOD = '198609262015051001'

describe('the number of a civil servant', () => {
  it.each([
    ['as digits', GOOD],
    ['in groups', '19860926 201505 1 001'],
    ['with dots', '19860926.201505.1.001'],
    ['with an apostrophe of Excel', `'${GOOD}`],
    ['with a curly apostrophe', `’${GOOD}`],
    ['as a formula that says text', `="${GOOD}"`],
    ['with a mark nobody sees', `\u202D${GOOD}\u202C`],
    ['with a no-break space', '19860926\u00A0201505\u00A01\u00A0001'],
  ])('is read %s', (_, typed) => {
    expect(readNip(typed)).toEqual({ ok: true, nip: GOOD, born: '1986-09-26' })
  })

  it('is read for a PPPK, whose contract number is no month', () => {
    expect(readNip('199001152023212005')).toEqual({
      ok: true,
      nip: '199001152023212005',
      born: '1990-01-15',
    })
  })

  it.each([
    ['1.98609E+17', 'cut-by-spreadsheet'],
    ['1,98609E+17', 'cut-by-spreadsheet'],
    ["'1.98609262015051e+17", 'cut-by-spreadsheet'],
    ['198609262015051000', 'cut-by-spreadsheet'],
    ['19860926 201505 1 000', 'sequence'],
    ['', 'digits'],
    ['NIP', 'digits'],
    ['19860926201505100l', 'digits'],
    ['1986', 'length'],
    [`${GOOD}1`, 'length'],
    ['198602302015051001', 'birth-date'],
    ['198613262015051001', 'birth-date'],
    ['008609262015051001', 'birth-date'],
    ['198609261986051001', 'appointment'],
    ['198609262000051001', 'appointment'],
    ['198609262015001001', 'appointment'],
    ['198609262065051001', 'appointment'],
    ['198609262015053001', 'sex'],
    ['198609262015050001', 'sex'],
  ])('%j is refused for %s', (typed, problem) => {
    expect(readNip(typed)).toEqual({ ok: false, problem })
  })

  it('never fails, and what it takes it takes again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^\d{18}$/)), typed => {
        const read = readNip(typed)
        if (read.ok) expect(readNip(read.nip)).toEqual(read)
      }),
    )
  })

  it('is shown by its last four digits', () => {
    expect(maskNip(GOOD)).toBe('••••••••••••••1001')
    expect(maskNip('001')).toBe('001')
  })
})
