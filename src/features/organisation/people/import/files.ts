/** Files around an import: what came in, and the list of wrong rows that goes out. */

import { text, type Words } from '../../../../chat/i18n/words.ts'
import { type Block, type FileRef, type Locale, Refusal } from '../../../../chat/model.ts'
import type { Files } from '../../../../platform/files/files.ts'
import { columnKey } from '../../../../platform/spreadsheets/cells.ts'
import { looksLikeSheet, readSheet, writeSheet } from '../../../../platform/spreadsheets/files.ts'
import { previewBook } from './book.ts'
import { PAGE } from './cards.ts'
import type { Plan } from './plan.ts'
import { COLUMNS, SAMPLE } from './rows.ts'
import type { Preview } from './service.ts'

/** Days that a list of wrong rows is kept. */
const KEEP_DAYS = 1
/** Columns of other lists with a NIP, such as those of the attendance machine. */
const OTHERS = new Set(['tanggal', 'masuk', 'pulang', 'jammasuk', 'jampulang', 'scanmasuk', 'scanpulang'])
const OWN = new Set(
  ['Nama', 'Unit'].flatMap(own => COLUMNS.filter(({ name }) => name === own)).flatMap(keysOf),
)

function keysOf(column: (typeof COLUMNS)[number]): string[] {
  return [column.name, ...('also' in column ? column.also : [])].map(columnKey)
}

export interface ImportFiles {
  /** @throws Refusal once the file was swept away */
  bytes(file: FileRef): Promise<Uint8Array>
  isPeopleFile(file: FileRef): Promise<boolean>
  /** A file with the right columns and two invented people, to begin with. */
  sample(locale: Locale): Promise<Block>
  /** All wrong rows as a table to work through, when they are more than a message shows. */
  wrongRows(plan: Plan, locale: Locale): Promise<Block | undefined>
  /** The whole preview as a workbook. */
  book(preview: Pick<Preview, 'plan' | 'names'>, locale: Locale): Promise<Block>
}

export function createImportFiles({ files, words }: { files: Files; words: Words }): ImportFiles {
  async function bytes({ id }: FileRef): Promise<Uint8Array> {
    const kept = await files.open(id)
    if (!kept) throw new Refusal(text('people:import.fileGone'))
    return kept.bytes
  }
  return {
    bytes,
    // A table that nobody could read is taken too, so that whoever sent it is told what is wrong with it.
    isPeopleFile: async file => {
      if (!looksLikeSheet(file)) return false
      const read = await readSheet(await bytes(file), { columns: COLUMNS })
      if (read.ok) return !read.sheet.unknown.some(name => OTHERS.has(columnKey(name)))
      if (read.problem.problem !== 'columns-missing') return true
      const found = read.problem.found.map(columnKey)
      return found.some(name => OWN.has(name)) && !found.some(name => OTHERS.has(name))
    },
    sample: async locale => {
      const columns = COLUMNS.map(({ name }) => ({ title: name, width: 22 }))
      const name = words.say(text('people:import.sampleName'), locale)
      const written = await writeSheet({ columns, rows: SAMPLE }, 'xlsx', name)
      const alt = text('people:import.sampleAlt')
      return { kind: 'file', file: await files.put(written, KEEP_DAYS), alt }
    },
    book: (preview, locale) => previewBook({ files, words }, preview, locale),
    wrongRows: async ({ problems }, locale) => {
      if (problems.length <= PAGE) return undefined
      const say = (label: Parameters<Words['say']>[0]) => words.say(label, locale)
      const columns = [
        { title: say(text('people:import.rowHead')), width: 10 },
        { title: say(text('people:import.reason')), width: 90 },
      ]
      const rows = problems.map(({ row, why }) => [row, say(why)])
      const written = await writeSheet({ columns, rows }, 'xlsx', say(text('people:import.fileName')))
      return { kind: 'file', file: await files.put(written, KEEP_DAYS), alt: text('people:import.file') }
    },
  }
}
