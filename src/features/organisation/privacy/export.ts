/** Everything stored about a person as files: JSON as it is stored, for a machine; XLSX in words, for a reader. */
import type { Words } from '../../../chat/i18n/words.ts'
import type { Label, Locale } from '../../../chat/model.ts'
import type { Written } from '../../../platform/spreadsheets/files.ts'
import { writeBook } from '../../../platform/spreadsheets/files.ts'
import type { Rows } from './repository.ts'
import { cellText, columnText, plain, sheetText } from './sheet-words.ts'

export function asJson(about: readonly Rows[], name: string): Written {
  const content = Object.fromEntries(about.map(({ table, rows }) => [table, rows]))
  const bytes = new TextEncoder().encode(JSON.stringify(content, plain, 2))
  return { name: `${name}.json`, mime: 'application/json', bytes }
}

/** A sheet for each table that holds something, in the reader's language and the office's time. */
export async function asBook(
  about: readonly Rows[],
  name: string,
  { words, locale }: { words: Words; locale: Locale },
): Promise<Written> {
  const say = (label: Label) => words.say(label, locale)
  const cell = (said: Label | number | null) => (said === null || typeof said === 'number' ? said : say(said))
  const filled = about.filter(({ rows }) => rows.length > 0)
  const tables = filled.map(({ table, rows }) => {
    const columns = Object.keys(rows[0] ?? {})
    return {
      name: say(sheetText(table)),
      columns: columns.map(column => ({ title: say(columnText(table, column)), width: 24 })),
      rows: rows.map(row => columns.map(column => cell(cellText(table, column, row[column])))),
    }
  })
  return writeBook(tables, name)
}
