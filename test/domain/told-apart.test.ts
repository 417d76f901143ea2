import { describe, expect, it } from 'vitest'
import { searchNames } from '../../src/domain/names.ts'
import { toldApart } from '../../src/domain/told-apart.ts'

const dewi = (position: string, unitName: string, nip: string) => ({
  name: 'Dewi Andaikata',
  position,
  unitName,
  nip,
})

describe('people of one name on buttons', () => {
  it('are told apart by the post, else the unit, else the last four digits of the NIP', () => {
    const names = (...people: Parameters<typeof toldApart>[0][number][]) => toldApart(people)
    expect(names(dewi('Bidan', 'Dinkes', '1111'), dewi('Bendahara', 'Dinkes', '2222'))).toEqual([
      'Dewi Andaikata · Bidan',
      'Dewi Andaikata · Bendahara',
    ])
    expect(names(dewi('Guru', 'SD 1', '1111'), dewi('Guru', 'SD 2', '2222'))).toEqual([
      'Dewi Andaikata · SD 1',
      'Dewi Andaikata · SD 2',
    ])
    expect(
      names(dewi('Guru', 'SD 1', '199001012015012001'), dewi('Guru', 'SD 1', '199101012015012002')),
    ).toEqual(['Dewi Andaikata · ••2001', 'Dewi Andaikata · ••2002'])
    expect(names(dewi('', 'SD 1', '71001'), dewi('Guru', 'SD 2', '81001'))).toEqual([
      'Dewi Andaikata · SD 1',
      'Dewi Andaikata · SD 2',
    ])
  })
  it('alone stand with their unit', () => {
    expect(
      toldApart([dewi('Bidan', 'Dinkes', '1'), { ...dewi('Bidan', 'RSUD', '2'), name: 'Siti' }]),
    ).toEqual(['Dewi Andaikata · Dinkes', 'Siti · RSUD'])
  })
})

describe('a name is found', () => {
  const people = [
    'H. Maʼruf Amin',
    'A.R. Siregar',
    'M. Rizki Pratama, S.T.',
    'Ma Ling',
    'Abdul Rahman Siregar',
  ].map(name => ({ name }))
  const found = (query: string) => searchNames(people, query, 3).map(({ name }) => name)
  it.each(["Ma'ruf", 'Maʼruf', 'Ma’ruf', 'maruf', 'MA‘RUF'])('with any apostrophe: %s', query => {
    expect(found(query)[0]).toBe('H. Maʼruf Amin')
  })
  it.each([
    ['A.R. Siregar', 'A.R. Siregar'],
    ['ar siregar', 'A.R. Siregar'],
    ['a r siregar', 'A.R. Siregar'],
    ['Muhammad Rizki', 'M. Rizki Pratama, S.T.'],
    ['m rizki', 'M. Rizki Pratama, S.T.'],
    ['abdul r', 'Abdul Rahman Siregar'],
  ])('by initials: %s', (query, name) => {
    expect(found(query)[0]).toBe(name)
  })
})
