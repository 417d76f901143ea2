import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay, parseNumber } from '../../src/domain/dates.ts'

describe('a date as people write it', () => {
  it.each([
    '24-11-2026',
    '24/11/2026',
    '24.11.2026',
    '2026-11-24',
    '2026/11/24',
    ' 24 November 2026 ',
    '24 NOVEMBER 2026',
    '24 Nopember 2026',
    '24 Nov 2026',
    '24 Nov. 2026',
    '24-Nov-2026',
    'Selasa, 24 November 2026',
    'November 24, 2026',
    'Nov 24 2026',
  ])('%j', said => {
    expect(parseDay(said)).toBe('2026-11-24')
  })

  it.each([
    ['1-2-2026', '2026-02-01'],
    ['17 Agustus 1945', '1945-08-17'],
    ['3 Mei 2027', '2027-05-03'],
    ['May 3, 2027', '2027-05-03'],
    ['29 Februari 2028', '2028-02-29'],
  ])('%j is %s', (said, day) => {
    expect(parseDay(said)).toBe(day)
  })

  it.each([
    '',
    'besok',
    '30 Februari 2026',
    '29-02-2026',
    '31/04/2026',
    '11/24/2026',
    '24-11-26',
    '24-11/2026',
    '24 November',
    '24 Nowember 2026',
    '0024-11-24',
    '9999-01-01',
    '00-00-2026',
    '2026-11-24T09:00',
  ])('%j is none', said => {
    expect(parseDay(said)).toBeNull()
  })

  it('reads back every day, in every form', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, date => {
        const day = date.toISOString().slice(0, 10)
        const worded = ['id-ID', 'en-GB', 'en-US'].map(locale =>
          date.toLocaleDateString(locale, { timeZone: 'UTC', dateStyle: 'full' }),
        )
        // The British write no comma after the day of the week.
        const said = [day, ...worded.filter(one => /^\S+,/.test(one))]
        expect(said.map(parseDay)).toEqual(said.map(() => day))
      }),
    )
  })
})

describe('a number as people write it', () => {
  it.each([
    ['87', 87],
    ['87,5', 87.5],
    ['87.5', 87.5],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234.567', 1234567],
    ['1,234,567', 1234567],
    ['1.234.567,89', 1234567.89],
    ['1234,567', 1234.567],
    ['0,125', 0.125],
    ['-3,25', -3.25],
    [' 100 ', 100],
  ])('%j is %d', (said, value) => {
    expect(parseNumber(said)).toBe(value)
  })

  it.each(['', '1.234', '1,234', '12.345', '87,5,5', '1.23.456', '1.234,567.8', '87,', ',5', 'abc', '1e3'])(
    '%j is none, or could be two',
    said => {
      expect(parseNumber(said)).toBeNull()
    },
  )

  it('reads what Intl writes in both languages, or says that it cannot know', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 99 }), (whole, part) => {
        const value = Number(`${whole}.${String(part).padStart(2, '0')}`)
        for (const locale of ['id-ID', 'en-US']) {
          const read = parseNumber(value.toLocaleString(locale))
          expect(read === null || read === value).toBe(true)
        }
      }),
    )
  })
})
