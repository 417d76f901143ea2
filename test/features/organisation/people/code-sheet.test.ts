import { expect, it } from 'vitest'
import { printSheet, type Slip } from '../../../../src/features/organisation/people/accounts/code-sheet.ts'

const WORDS = {
  title: 'Kode penautan · Dinas A',
  kicker: 'Kode penautan Rekan',
  how: '1. a\n2. b',
  howWithPicture: '1. c\n2. d',
  scan: 'Pindai',
  until: 'Berlaku sampai Selasa, 1 Desember 2026.',
  secret: 'Rahasia.',
  page: (page: number, pages: number) => `Halaman ${page} dari ${pages}`,
}
const slip = (name: string, unit = 'Dinas A'): Slip => ({ name, unit, code: 'ABCDE-23456', link: null })
const NOW = new Date('2026-11-24T02:00:00Z')
const pagesOf = (pdf: Uint8Array) =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length ?? 0

it.each([
  [1, 1],
  [8, 1],
  [9, 2],
  [60, 8],
])('has eight slips a page: %i people are %i pages', async (people, pages) => {
  const slips = Array.from({ length: people }, (_, n) => slip(`Pegawai ${n}`))
  expect(pagesOf(await printSheet(slips, WORDS, NOW))).toBe(pages)
})

it('never runs over onto another page, whatever somebody is called', async () => {
  const names = ['A'.repeat(200), 'Kata '.repeat(40), '😀'.repeat(50), '\u202eabc\u0000', '']
  const slips = names.map(name => ({
    ...slip(name, name),
    link: `https://t.me/rekan_bot?start=${'A'.repeat(60)}`,
  }))
  expect(pagesOf(await printSheet(slips, WORDS, NOW))).toBe(1)
})
