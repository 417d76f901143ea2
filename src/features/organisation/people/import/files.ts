/** Files around an import: what came in, and the list of wrong rows that goes out. */

import { text, type Words } from '../../../../chat/i18n/words.ts'
import type { Block, FileRef, Locale } from '../../../../chat/model.ts'
import { columnNames } from '../../../../platform/database/column-names.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Files } from '../../../../platform/files/files.ts'
import { writeSheet } from '../../../../platform/spreadsheets/files.ts'
import { fitOf, headingsOf } from '../../../../platform/spreadsheets/look.ts'
import { previewBook } from './book.ts'
import { PAGE } from './cards.ts'
import { COLUMNS, SAMPLE_COLUMNS } from './columns.ts'
import type { Plan } from './plan.ts'
import { SAMPLE } from './rows.ts'
import type { Preview } from './service.ts'

/** Days that a list of wrong rows is kept. */
const KEEP_DAYS = 1
export interface ImportFiles {
  /** How sure it is that a file is a list of people. */
  isPeopleFile(file: FileRef): Promise<number>
  /** The file, and the names above its columns. */
  headings(id: string): Promise<{ file: FileRef; found: string[] } | null>
  /** A file with the right columns and two invented people, to begin with. */
  sample(locale: Locale): Promise<Block>
  /** All wrong rows as a table to work through, when they are more than a message shows. */
  wrongRows(plan: Plan, locale: Locale): Promise<Block | undefined>
  /** The whole preview as a workbook. */
  book(preview: Pick<Preview, 'plan' | 'names'>, locale: Locale): Promise<Block>
}

export function createImportFiles({
  db,
  files,
  words,
}: {
  db: Database
  files: Files
  words: Words
}): ImportFiles {
  return {
    isPeopleFile: async file =>
      fitOf(files, file, { columns: COLUMNS, names: await columnNames(db.client, 'people') }),
    headings: id => headingsOf(files, id),
    sample: async locale => {
      const columns = SAMPLE_COLUMNS.map(({ name }) => ({ title: name, width: 22 }))
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
