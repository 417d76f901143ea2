import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import {
  type Column,
  readSheet,
  type SheetProblem,
  writeSheet,
} from '../../src/platform/spreadsheets/files.ts'

const COLUMNS: Column[] = [
  { name: 'NIP', required: true },
  { name: 'Nama', required: true },
  { name: 'NIP Atasan' },
  { name: 'TMT', also: ['Mulai Tugas'] },
]
const utf8 = (text: string) => new TextEncoder().encode(text)
async function rowsOf(bytes: Uint8Array, maxRows?: number) {
  const read = await readSheet(bytes, { columns: COLUMNS, ...(maxRows !== undefined && { maxRows }) })
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  return read.sheet
}
async function problemOf(bytes: Uint8Array, maxRows?: number): Promise<SheetProblem['problem']> {
  const read = await readSheet(bytes, { columns: COLUMNS, ...(maxRows !== undefined && { maxRows }) })
  return read.ok ? ('none' as never) : read.problem.problem
}
/** A workbook written by hand, for what no honest program writes. */
const workbook = (sheetData: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${sheetData}</sheetData></worksheet>`),
    ...more,
  })
const cell = (place: string, said: string) => `<c r="${place}" t="inlineStr"><is><t>${said}</t></is></c>`
const HEAD = `<row r="1">${cell('A1', 'NIP')}${cell('B1', 'Nama')}</row>`

describe('a CSV as offices save it', () => {
  it.each([
    ['semicolons', 'NIP;Nama\n1;Siti, S.Sos.\n'],
    ['commas', 'NIP,Nama\n1,"Siti, S.Sos."\n'],
    ['tabs', 'NIP\tNama\n1\tSiti, S.Sos.\n'],
    ['a sep line', 'sep=|\nNIP|Nama\n1|Siti, S.Sos.\n'],
    ['Windows line ends and a byte order mark', '\ufeffNIP;Nama\r\n1;Siti, S.Sos.\r\n'],
    ['old Mac line ends', 'NIP;Nama\r1;Siti, S.Sos.\r'],
    ['a comma inside a quoted name of a column', '"NIP";"Nama";"a,b,c,d"\n1;Siti, S.Sos.;x\n'],
  ])('reads %s', async (_what, text) => {
    const { rows } = await rowsOf(utf8(text))
    expect(rows.map(({ cells }) => [cells.NIP, cells.Nama])).toEqual([['1', 'Siti, S.Sos.']])
  })

  it('finds columns in any order, however they are written, and tells which it does not know', async () => {
    const { headers, unknown, rows } = await rowsOf(
      utf8('nama ;HOBI; nip_atasan;n.i.p;Mulai tugas\nSiti;x;2;1;3\n'),
    )
    expect(headers).toEqual(['Nama', 'NIP Atasan', 'NIP', 'TMT'])
    expect(unknown).toEqual(['HOBI'])
    expect(rows).toEqual([{ number: 2, cells: { NIP: '1', Nama: 'Siti', 'NIP Atasan': '2', TMT: '3' } }])
  })

  it('keeps the numbers of rows when lines are empty', async () => {
    const { rows } = await rowsOf(utf8('NIP;Nama\n1;Siti\n\n;\n2;Budi\n'))
    expect(rows.map(({ number }) => number)).toEqual([2, 5])
  })

  it.each([
    ['Windows-1252', Buffer.from('NIP;Nama\n1;André\n', 'latin1')],
    [
      'UTF-16 of Excel',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('NIP\tNama\n1\tAndré\n', 'utf16le')]),
    ],
    ['UTF-8', Buffer.from('NIP;Nama\n1;André\n')],
  ])('reads letters with marks in %s', async (_what, bytes) => {
    expect((await rowsOf(bytes)).rows[0]?.cells.Nama).toBe('André')
  })

  it('takes away what nobody sees, and breaks within a cell', async () => {
    const { rows } = await rowsOf(utf8('NIP;Nama\n\u200b\'1986 ;"Siti\n Aminah\u00a0 "\n'))
    expect(rows[0]?.cells).toMatchObject({ NIP: '1986', Nama: 'Siti Aminah' })
  })

  it.each<[string, Uint8Array, SheetProblem['problem']]>([
    ['nothing', new Uint8Array(), 'nothing'],
    ['only blanks', utf8(' \n\n;;\n'), 'empty'],
    ['only names of columns', utf8('NIP;Nama\n'), 'empty'],
    ['a web page called .xls', utf8('\n<html><table><tr><td>NIP</td></tr></table></html>'), 'web-page'],
    ['an old Excel file', Uint8Array.from(Buffer.from('d0cf11e0a1b11ae100', 'hex')), 'old-excel'],
    ['a letter', utf8('%PDF-1.7 NIP'), 'not-a-sheet'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), 'not-a-sheet'],
    ['some program', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), 'not-a-sheet'],
    ['no NIP', utf8('Nama;TMT\nSiti;2020\n'), 'columns-missing'],
    ['two columns NIP', utf8('NIP;nip;Nama\n1;2;Siti\n'), 'columns-twice'],
    ['a quote that is never closed', utf8('NIP;Nama\n1;"Siti\n2;Budi\n'), 'damaged'],
    ['a huge cell', utf8(`NIP;Nama\n1;${'x'.repeat(1001)}\n`), 'cell-too-long'],
    ['too large a file', new Uint8Array(10_000_001), 'too-large'],
  ])('says what is wrong with %s', async (_what, bytes, problem) => {
    expect(await problemOf(bytes)).toBe(problem)
  })

  it('reads as many rows as it may, and not one more', async () => {
    const people = (n: number) =>
      utf8(`NIP;Nama\n${Array.from({ length: n }, (_, i) => `${i};A`).join('\n')}\n\n\n`)
    expect((await rowsOf(people(50), 50)).rows).toHaveLength(50)
    expect(await problemOf(people(51), 50)).toBe('too-many-rows')
    expect((await rowsOf(people(10_000))).rows).toHaveLength(10_000)
  })

  it('leaves a huge cell alone in a column nobody asked for', async () => {
    expect((await rowsOf(utf8(`NIP;Nama;Catatan\n1;Siti;${'x'.repeat(5000)}\n`))).rows).toHaveLength(1)
  })
})

describe('an XLSX', () => {
  it('comes back as it was written, a NIP with all its digits and dates as days', async () => {
    const columns = [{ title: 'NIP' }, { title: 'Nama' }, { title: 'TMT' }]
    const rows = [['198609262015051001', '=Siti & <b>"', '2015-05-01']]
    const { name, mime, bytes } = await writeSheet({ columns, rows }, 'xlsx', 'pegawai')
    expect([name, mime]).toEqual(['pegawai.xlsx', expect.stringContaining('spreadsheetml')])
    expect((await rowsOf(bytes)).rows[0]?.cells).toEqual({
      NIP: '198609262015051001',
      Nama: '=Siti & <b>"',
      TMT: '2015-05-01',
      'NIP Atasan': '',
    })
  })

  it('reads dates and times of the spreadsheet itself', async () => {
    const { default: write } = await import('write-excel-file/node')
    const book = write([
      ['NIP', 'Nama', 'TMT', 'NIP Atasan'],
      [
        '1',
        'Siti',
        { value: new Date('2015-05-01T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' },
        198609262015051000,
      ],
      ['2', 'Budi', { value: 0.3125, type: Number, format: 'hh:mm' }, null],
    ])
    const { rows } = await rowsOf(await book.toBuffer())
    expect(rows.map(({ cells }) => [cells.TMT, cells['NIP Atasan']])).toEqual([
      ['2015-05-01', '198609262015051000'],
      ['07:30', ''],
    ])
  })

  it('is not read when it would unpack to fill the memory', { timeout: 60_000 }, async () => {
    const bomb = workbook(HEAD, { 'xl/sharedStrings.xml': new Uint8Array(101_000_000) })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await problemOf(bomb)).toBe('too-much-inside')
  })

  it('is not believed when its directory says a bomb is small', { timeout: 60_000 }, async () => {
    const bomb = Buffer.from(workbook(HEAD, { 'xl/sharedStrings.xml': new Uint8Array(60_000_000) }))
    const size = Buffer.alloc(4)
    size.writeUInt32LE(60_000_000)
    const small = Buffer.alloc(4)
    small.writeUInt32LE(100)
    for (let at = bomb.indexOf(size); at >= 0; at = bomb.indexOf(size)) small.copy(bomb, at)
    // Whatever comes of it, no more than said is unpacked; the page itself is whole but holds no people.
    expect(await problemOf(bomb)).toMatch(/damaged|empty/)
  })

  it.each<[string, Uint8Array, SheetProblem['problem']]>([
    [
      'one letter in the last column',
      workbook(`${HEAD}<row r="2">${cell('XFD2', 'x')}</row>`),
      'too-many-columns',
    ],
    ['a zip that is cut', workbook(HEAD).slice(0, 300), 'damaged'],
    ['a zip of other things', zipSync({ 'surat.txt': strToU8('halo') }), 'not-a-sheet'],
    ['a page that is no XML', workbook(`${HEAD}<row r="2"><c r="A2" t="s"><v>99</v></c></row>`), 'damaged'],
    ['no rows', workbook(''), 'empty'],
  ])('says what is wrong with %s', async (_what, bytes, problem) => {
    expect(await problemOf(bytes)).toBe(problem)
  })

  it('reads past one letter in the last row of a sheet', async () => {
    const people = `<row r="2">${cell('A2', '1')}${cell('B2', 'Siti')}</row>`
    const sheet = await rowsOf(workbook(`${HEAD}${people}<row r="1048576">${cell('C1048576', 'x')}</row>`))
    expect(sheet.rows.map(({ number }) => number)).toEqual([2])
    expect(sheet.leftOut).toEqual([{ number: 1_048_576, kind: 'signature', said: 'x' }])
  })

  it('reads past a million empty cells that were only coloured', async () => {
    const coloured = `<row r="1048576"><c r="XFD1048576" s="1"/></row><row r="1048577"/>`
    const read = await readSheet(
      workbook(`${HEAD}<row r="2">${cell('A2', '1')}${cell('B2', 'Siti')}</row>`),
      {
        columns: COLUMNS,
      },
    )
    expect(read.ok).toBe(true)
    expect(await problemOf(workbook(`${HEAD}${coloured}`))).toBe('empty')
  })
})

describe('a CSV we write', () => {
  const table = { columns: [{ title: 'NIP' }, { title: 'Nama' }], rows: [] as (string | number | null)[][] }
  const written = async (row: (string | number | null)[]) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      (await writeSheet({ ...table, rows: [row] }, 'csv', 'x')).bytes,
    )

  it('begins with a byte order mark and is parted by semicolons', async () => {
    expect(await written(['a', 87.5])).toBe('\ufeffNIP;Nama\r\na;87,5\r\n')
  })

  it.each(['=1+1', '+62811', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', "'=1"])(
    'makes %j harmless',
    async said => {
      expect(await written([said, null])).toContain(`'${said}`)
    },
  )

  it('comes back as it was: names with signs, quotes and a NIP', async () => {
    const row = ['198609262015051001', '=Siti "Contoh"; S.Sos.']
    const { bytes } = await writeSheet({ ...table, rows: [row] }, 'csv', 'x')
    const cells = (await rowsOf(bytes)).rows[0]?.cells
    expect([cells?.NIP, cells?.Nama]).toEqual(row)
  })
})
