import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressed, longestNamePrefix, nameIndex, nameWords, searchNames } from '../../src/domain/names.ts'

const called = (...names: string[]) => names.map(name => ({ name }))
const names = (people: readonly { name: string }[]) => people.map(({ name }) => name)

describe('the words of a name', () => {
  it.each([
    ['Siti Aminah, S.Sos.', 'siti aminah'],
    ['Dr. H. M. Yusuf Siregar, S.E., M.Si', 'm yusuf siregar'],
    ['BUDI SANTOSO SE MM', 'budi santoso'],
    ['Drs. A. Rahman Hakim M.Si', 'a rahman hakim'],
    ['H.Abdul Rahman', 'abdul rahman'],
    ['Hj.Rosmala Dewi, A.Md.Keb', 'rosmala dewi'],
    ['drg. Dewi', 'dewi'],
    ['Ir. Joko', 'joko'],
    ['Bapak Budi', 'budi'],
    ['Ma’ruf Amin', 'maruf amin'],
    ["Ma'ruf Amin", 'maruf amin'],
    ['José Muñoz', 'jose munoz'],
    ['Nur-Aini', 'nur aini'],
    ['Ir', 'ir'],
    ['Si Budi', 'si budi'],
    ['  ', ''],
  ])('of %j are %j', (name, words) => {
    expect(nameWords(name).join(' ')).toBe(words)
  })
})

describe('a search by part of a name', () => {
  const office = called(
    'Siti Aminah Lubis, S.Sos.',
    'Siti Mariam Harahap',
    'Aminah Siti Rohani',
    'Siti',
    'dr. Budi Santoso',
    'Budi Santoso Wijaya, S.E.',
    'Ahmad Budiman',
    'Ma’ruf Amin',
  )
  it.each([
    ['siti', ['Siti', 'Siti Aminah Lubis, S.Sos.', 'Siti Mariam Harahap', 'Aminah Siti Rohani']],
    ['SITI AM', ['Siti Aminah Lubis, S.Sos.', 'Aminah Siti Rohani']],
    ['lubis siti', ['Siti Aminah Lubis, S.Sos.']],
    ['siti ma', ['Siti Mariam Harahap', 'Siti', 'Siti Aminah Lubis, S.Sos.', 'Aminah Siti Rohani']],
    ['budi santoso', ['dr. Budi Santoso', 'Budi Santoso Wijaya, S.E.']],
    ['dr. budi', ['dr. Budi Santoso', 'Budi Santoso Wijaya, S.E.', 'Ahmad Budiman']],
    ['Hj. Siti Aminah, M.Si.', ['Siti Aminah Lubis, S.Sos.', 'Aminah Siti Rohani']],
    ['maruf', ['Ma’ruf Amin']],
    ["ma'ruf", ['Ma’ruf Amin']],
    ['inah', []],
    ['', []],
    ['  .,', []],
  ])('%j finds %j', (query, found) => {
    expect(names(searchNames(office, query, 10))).toEqual(found)
  })

  it('stops at its limit', () => {
    expect(searchNames(office, 's', 2)).toHaveLength(2)
  })

  it('finds everybody by beginnings of their own words, in any order', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{3,8}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(), (words, seed) => {
        const people = called('Orang Lain', `Dr. ${words.join(' ')}, M.Si.`)
        const query = words.map((one, at) => one.slice(0, 3 + ((seed + at) % 4)))
        expect(names(searchNames(people, query.reverse().join(' '), 5))).toContain(people[1]?.name)
      }),
    )
  })

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), query => {
        expect(searchNames(office, query, 3).length).toBeLessThanOrEqual(3)
      }),
    )
  })

  it('takes each name apart once, however often one searches', () => {
    const firsts = ['Siti', 'Budi', 'Ahmad', 'Dewi', 'Nur']
    let read = 0
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      get name() {
        read += 1
        return `${firsts[at % 5]} Nama${at}, S.Sos.`
      },
    }))
    const index = nameIndex(many)
    for (let round = 0; round < 20; round++) expect(index.search('siti nama99', 8)).toHaveLength(8)
    expect(read).toBe(many.length)
  })
})

describe('a name at the head of a line', () => {
  const office = called(
    'Siti Aminah, S.Sos.',
    'Siti Rahayu',
    'Budi Santoso, S.E.',
    'Budi Santoso Wijaya',
    'Rina',
    'Rina Marlina',
    'Nur-Aini Lubis',
    'Dewi',
    'Dewi',
  )
  const read = (line: string) => longestNamePrefix(line.split(/\s+/), office)
  it.each([
    ['Siti Aminah terima kasih atas bantuannya', 'Siti Aminah, S.Sos.', 2],
    ['aminah terima kasih', 'Siti Aminah, S.Sos.', 1],
    ['Siti Aminah, S.Sos. terima kasih', 'Siti Aminah, S.Sos.', 3],
    ['Siti Aminah S.Sos terima kasih', 'Siti Aminah, S.Sos.', 3],
    ['Ibu Siti Aminah terima kasih', 'Siti Aminah, S.Sos.', 3],
    ['Hj. Siti Aminah: hebat', 'Siti Aminah, S.Sos.', 3],
    ['Budi Santoso SE hebat', 'Budi Santoso, S.E.', 3],
    ['Budi Santoso terima kasih', 'Budi Santoso, S.E.', 2],
    ['Budi Santoso Wijaya terima kasih', 'Budi Santoso Wijaya', 3],
    ['Wijaya si paling rajin', 'Budi Santoso Wijaya', 1],
    ['Nur-Aini selalu membantu', 'Nur-Aini Lubis', 1],
    ['Nur Aini selalu membantu', 'Nur-Aini Lubis', 2],
    ['Rahayu, Siti tadi bercerita', 'Siti Rahayu', 1],
  ])('%j: %s, %d words', (line, name, words) => {
    expect(read(line)).toEqual({ kind: 'unique', person: { name }, words })
  })

  it.each([
    ['Siti terima kasih', ['Siti Aminah, S.Sos.', 'Siti Rahayu'], 1],
    ['Rina terima kasih', ['Rina', 'Rina Marlina'], 1],
    ['Budi hebat', ['Budi Santoso, S.E.', 'Budi Santoso Wijaya'], 1],
    ['Dewi hebat', ['Dewi', 'Dewi'], 1],
  ])('%j could be %j', (line, people, words) => {
    expect(read(line)).toEqual({ kind: 'ambiguous', people: called(...people), words })
  })

  it.each(['', 'terima kasih', 'Sit Aminah', 'Dr. terima kasih', 'Bapak terima kasih'])(
    '%j is nobody',
    line => {
      expect(read(line)).toEqual({ kind: 'none' })
    },
  )

  it('several may be addressed, and the message stays as it was written', () => {
    const { denoted, message } = addressed(
      '@Siti Aminah @Budi Santoso, S.E. terima  kasih\natas @kerjanya',
      office,
    )
    expect(denoted.map(one => one.kind === 'unique' && one.person.name)).toEqual([
      'Siti Aminah, S.Sos.',
      'Budi Santoso, S.E.',
    ])
    expect(message).toBe('terima  kasih\natas @kerjanya')
  })

  it('somebody unknown stays in the message', () => {
    expect(addressed('@Joko hebat', office)).toEqual({ denoted: [], message: '@Joko hebat' })
    expect(addressed('hebat', office)).toEqual({ denoted: [], message: 'hebat' })
  })

  it('is found for everybody who is said in full, unless two share it', () => {
    const word = fc.stringMatching(/^[B-Z][a-z]{4,8}$/)
    const people = fc.uniqueArray(fc.tuple(word, word), { minLength: 1, selector: pair => pair.join(' ') })
    fc.assert(
      fc.property(people, pairs => {
        const list = called(...pairs.map(pair => pair.join(' ')))
        for (const person of list)
          expect(longestNamePrefix(`${person.name} 123 hebat`.split(' '), list)).toEqual({
            kind: 'unique',
            person,
            words: 2,
          })
      }),
    )
  })
})
