/** The browser's page, its forms, and tables people bring: what nobody sends. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Column, readSheet, writeSheet } from '../../src/platform/spreadsheets/files.ts'
import { BATCH, everyDoor, some, timeout, word } from './nobody-sends.ts'

/** As any spreadsheet reads it. */
const parsed = (csv: string): string[][] =>
  parse(csv.replace(/^\ufeff/, ''), { delimiter: [';', ','], relax_column_count: true })
const { town, commandLine, pressed, harmless, leavesNothing } = everyDoor()

it('as posts of a browser, and as answers to its open forms: a page each time', { timeout }, async () => {
  const { browser, place } = town()
  const text = fc.oneof(word, commandLine())
  const file = fc
    .tuple(fc.uint8Array({ maxLength: 400 }), word, word)
    .map(([bytes, name, type]) => new File([Uint8Array.from(bytes)], name, { type }))
  const posted = fc.record(
    {
      say: text,
      press: pressed(),
      draft: word,
      message: word,
      key: word,
      code: word,
      file,
      'a.person': word,
      cancel: word,
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(posted, { minLength: BATCH, maxLength: BATCH }), things =>
      harmless(
        things,
        async fields => (await browser.post(fields as Record<string, string>)).status,
        [200, 413],
      ),
    ),
    some(0.1),
  )
  const forms = ['/pujian', '/acara', '/kelola', '/umpanbalik', '/pelatihan', '/target']
  const answers = fc.tuple(
    fc.constantFrom(...forms),
    fc.array(fc.oneof(word, fc.constantFrom('siti', '2026-12-01', '5')), { minLength: 8, maxLength: 8 }),
  )
  const fill = async ([command, given]: [string, string[]]) => {
    await browser.post({ say: command })
    const draft = await place.db.client.draft.findFirst({
      where: { personId: 'olga' },
      orderBy: { touchedAt: 'desc' },
    })
    const fields = Array.isArray(draft?.fields) ? draft.fields : []
    const filled = Object.fromEntries(
      fields.map((field, index) => [`a.${(field as { id: string }).id}`, given[index % given.length] ?? '']),
    )
    const message = await place.db.client.webMessage.findFirst({ orderBy: { seq: 'desc' } })
    return (await browser.post({ ...filled, draft: draft?.id ?? 'x', message: message?.id ?? '' })).status
  }
  await fc.assert(
    fc.asyncProperty(fc.array(answers, { minLength: BATCH, maxLength: BATCH }), things =>
      harmless(things, fill, [200, 413]),
    ),
    some(0.1),
  )
})

it('as tables: read, or said what is wrong, and nothing a spreadsheet would run comes back', {
  timeout,
}, async () => {
  const columns: Column[] = [
    { name: 'NIP', required: true },
    { name: 'Nama', required: true },
    { name: 'TMT' },
  ]
  const head = ['NIP', 'Nama', 'TMT']
  const table = { columns: head.map(title => ({ title })), rows: [['1', 'Siti', '2']] }
  const good = (await writeSheet(table, 'xlsx', 'contoh')).bytes
  const cells = fc.array(fc.array(fc.oneof(word, fc.constantFrom('1', 'Siti')), { maxLength: 5 }), {
    maxLength: 6,
  })
  const text = fc
    .tuple(cells, fc.constantFrom(';', ',', '\t', '|'), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([rows, mark, end]) => Buffer.from([head, ...rows].map(row => row.join(mark)).join(end)))
  const encodings = text.chain(bytes =>
    fc.constantFrom(bytes, Buffer.from(bytes.toString(), 'latin1'), Buffer.from(`\ufeff${bytes}`, 'utf16le')),
  )
  const broken = fc
    .tuple(fc.nat(), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }))
    .map(([cut, flips]) => {
      const bytes = Buffer.from(good)
      for (const [at, value] of flips) if (bytes.length > 0) bytes[at % bytes.length] = value
      return bytes.subarray(0, bytes.length - (cut % Math.max(1, bytes.length)))
    })
  const any = fc.oneof(fc.uint8Array({ maxLength: 3000 }), encodings, broken)
  await fc.assert(
    fc.asyncProperty(fc.array(any, { minLength: BATCH, maxLength: BATCH }), async files => {
      for (const bytes of files) {
        const read = await readSheet(Uint8Array.from(bytes), { columns })
        expect(read.ok || typeof read.problem.problem === 'string').toBe(true)
      }
    }),
    some(0.1),
  )
  const runs = /^[\t\r\n ]*[=+\-@\uFF1D]/
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: BATCH, maxLength: BATCH }), async said => {
      const rows = said.map(one => ['1', one, '2'])
      const csv = (await writeSheet({ ...table, rows }, 'csv', 'contoh')).bytes
      for (const cell of parsed(new TextDecoder().decode(csv)).flat())
        expect(runs.test(cell) && !/^-?\d+$/.test(cell)).toBe(false)
    }),
    some(0.1),
  )
})

leavesNothing()
