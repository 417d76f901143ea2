import { describe, expect, it } from 'vitest'
import { readLine } from '../../../../src/features/recognition/kudos/giving/one-line.ts'

const OFFICE = [
  { id: 'siti', name: 'Siti Contohwati, S.Sos.' },
  { id: 'aminah', name: 'Siti Aminah' },
  { id: 'budi', name: 'drg. Budi Misalnya' },
  { id: 'dewi', name: 'Dewi Andaikata' },
  // More people of one first name than anybody looks at.
  ...Array.from({ length: 300 }, (_, at) => ({
    id: `ani${at}`,
    name: `Ani Anu${String(at).padStart(3, '0')}`,
  })),
  { id: 'zubaidah', name: 'Ani Zubaidah' },
]
/** As the directory searches: every word somewhere in the name, by the alphabet, so many and no more. */
const search = async (words: readonly string[], limit: number) =>
  OFFICE.filter(({ name }) => words.every(word => name.toLowerCase().includes(word.toLowerCase())))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, limit)
const read = (rest: string, more: { mentioned?: string[]; strangers?: number } = {}) =>
  readLine({ rest, mentioned: [], strangers: 0, ...more }, search)

describe('one line', () => {
  it.each([
    ['@Budi terima kasih banyak', ['budi'], 'terima kasih banyak'],
    ['@Siti Aminah terima kasih', ['aminah'], 'terima kasih'],
    ['@siti contohwati, S.Sos. terima kasih', ['siti'], 'terima kasih'],
    ['@drg. Budi @Dewi Andaikata: kerja\nbersama', ['budi', 'dewi'], 'kerja\nbersama'],
    ['@Ani Zubaidah terima kasih', ['zubaidah'], 'terima kasih'],
    ['@Ani Anu007 terima kasih', ['ani7'], 'terima kasih'],
    ['@Budi tulis ke budi@contoh.go.id', ['budi'], 'tulis ke budi@contoh.go.id'],
  ])('%s', async (line, receivers, message) =>
    expect(await read(line)).toEqual({ receivers, unclear: false, value: null, message }),
  )

  it('leaves it to the form when a name is two people, and loses no word of the message', async () => {
    expect(await read('@Siti terima kasih')).toMatchObject({ unclear: true, message: 'terima kasih' })
    expect(await read('@Budi @Ani terima kasih')).toMatchObject({ unclear: true, message: 'terima kasih' })
  })

  it('keeps a name that is nobody’s in the message', async () => {
    expect(await read('@Zulfikar Anwar terima kasih')).toMatchObject({
      receivers: [],
      unclear: true,
      message: '@Zulfikar Anwar terima kasih',
    })
  })

  it('does not take one of two mentioned people for both', async () => {
    expect(await read('terima kasih', { mentioned: ['budi'], strangers: 1 })).toMatchObject({ unclear: true })
  })

  it('counts a person once, however often named', async () => {
    expect((await read('@Budi @Budi Misalnya halo', { mentioned: ['budi'] })).receivers).toEqual(['budi'])
  })
})
