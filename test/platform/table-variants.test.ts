import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSheet } from '../../src/platform/spreadsheets/files.ts'
import type { Column } from '../../src/platform/spreadsheets/model.ts'
import { writeSheet } from '../../src/platform/spreadsheets/writing.ts'

const COLUMNS: Column[] = [
  { name: 'NIP', best: ['NIP Baru'], required: true },
  { name: 'Nama', required: true },
  { name: 'Tanggal', holds: 'recent-day' },
  { name: 'Masuk', weak: ['Jam Masuk'], best: ['Scan Masuk'], holds: 'time' },
]
const SUBJECT = { number: 'NIP', name: 'Nama' }
const NIP = '198001012005011001'
const ROW = new Map([
  ['NIP', NIP],
  ['Nama', 'Siti Contohwati, S.Sos.'],
  ['Tanggal', '02/11/2026'],
  ['Masuk', '07:25'],
])
const read = (bytes: Uint8Array) => readSheet(bytes, { columns: COLUMNS, subject: SUBJECT })

const ENCODINGS = {
  utf8: (text: string) => new TextEncoder().encode(text),
  mark: (text: string) => new TextEncoder().encode(`\ufeff${text}`),
  latin: (text: string) => Uint8Array.from(Buffer.from(text, 'latin1')),
  wide: (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le')),
}
const variant = fc.record({
  order: fc.shuffledSubarray([...ROW.keys()], { minLength: 4, maxLength: 4 }),
  titles: fc.array(fc.constantFrom('PEMERINTAH KOTA CONTOH', 'Keadaan November 2026', ''), { maxLength: 5 }),
  separator: fc.constantFrom(';', ',', '\t'),
  encoding: fc.constantFrom(...(Object.keys(ENCODINGS) as (keyof typeof ENCODINGS)[])),
  day: fc.constantFrom(
    '02/11/2026',
    '02-Nov-26',
    '2026-11-02 00:00:00',
    'Senin/02-11-2026',
    '2 November 2026',
  ),
  foot: fc.constantFrom([], ['JUMLAH', 'Kota Contoh, 30 November 2026', `NIP. ${NIP}`]),
})

describe('a table however it was saved', () => {
  it('says the same in any order of columns, below any titles, in any separator and encoding', async () => {
    await fc.assert(
      fc.asyncProperty(variant, async ({ order, titles, separator, encoding, day, foot }) => {
        const quoted = (said: string) => (said.includes(separator) ? `"${said}"` : said)
        const row = order.map(name => quoted(name === 'Tanggal' ? day : (ROW.get(name) ?? '')))
        const lines = [...titles.map(quoted), order.join(separator), row.join(separator), ...foot.map(quoted)]
        const found = await read(ENCODINGS[encoding](lines.join('\r\n')))
        if (!found.ok) throw new Error(JSON.stringify(found.problem))
        const { rows, leftOut } = found.sheet
        expect(rows.map(({ cells, faults }) => ({ ...cells, faults }))).toEqual([
          { ...Object.fromEntries(ROW), Tanggal: '2026-11-02', faults: undefined },
        ])
        expect(leftOut).toHaveLength(foot.length)
      }),
      { numRuns: 150 },
    )
  })

  it('is the same as XLSX, titles and all', async () => {
    await fc.assert(
      fc.asyncProperty(variant, async ({ order, titles, day }) => {
        const above = titles.map(title => [title])
        const row = order.map(name => (name === 'Tanggal' ? day : (ROW.get(name) ?? '')))
        const columns = (above[0] ?? order).map(title => ({ title }))
        const rows = above.length > 0 ? [...above.slice(1), order, row] : [row]
        const found = await read((await writeSheet({ columns, rows }, 'xlsx', 'x')).bytes)
        if (!found.ok) throw new Error(JSON.stringify(found.problem))
        expect(found.sheet.rows.map(({ cells }) => cells)).toEqual([
          { ...Object.fromEntries(ROW), Tanggal: '2026-11-02' },
        ])
      }),
      { numRuns: 30 },
    )
  })

  it('tells apart two columns that are called alike, and says which was used', async () => {
    const text = `NIP;NIP Baru;Nama;Jam Masuk;Scan Masuk\n140123456;${NIP};Siti;07:30;07:25\n`
    const found = await read(ENCODINGS.utf8(text))
    if (!found.ok) throw new Error(found.problem.problem)
    expect(found.sheet.rows[0]?.cells).toMatchObject({ NIP, Masuk: '07:25' })
    expect(found.sheet.unknown).toEqual(['NIP', 'Jam Masuk'])
  })

  it.each([
    ['an error of the spreadsheet', `${NIP};#N/A;02/11/2026;07:25`, 'error-cell'],
    ['a separator nobody quoted', `${NIP};Siti; S.Sos.;02/11/2026;07:25`, 'more-cells'],
    ['a line that was cut', `${NIP};Siti;02/11/20`, 'fewer-cells'],
  ])('makes a wrong row of %s', async (_what, line, fault) => {
    const found = await read(
      ENCODINGS.utf8(`NIP;Nama;Tanggal;Masuk\n${line}\n${NIP};Budi;02/11/2026;07:25\n`),
    )
    if (!found.ok) throw new Error(found.problem.problem)
    expect(found.sheet.rows.map(({ faults }) => faults?.[0]?.fault)).toEqual([fault, undefined])
  })

  it('believes Excel when sixteen lines together lack their last, empty cells', async () => {
    const full = `NIP;Nama;Tanggal;Masuk\n${`${NIP};Siti;02/11/2026;07:25\n`.repeat(15)}`
    const found = await read(ENCODINGS.utf8(`${full}${`${NIP};Siti;02/11/2026\n`.repeat(16)}`))
    if (!found.ok) throw new Error(found.problem.problem)
    expect(found.sheet.rows.filter(({ faults }) => faults)).toEqual([])
  })
})
