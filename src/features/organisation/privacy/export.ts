/** Everything stored about a person as files: JSON for a machine, XLSX for a reader. */
import type { Written } from '../../../platform/spreadsheets/files.ts'
import { writeBook } from '../../../platform/spreadsheets/files.ts'
import type { Rows } from './repository.ts'

/** Numbers that JSON has no place for, and bytes, are written as text. */
const plain = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value

export function asJson(about: readonly Rows[], name: string): Written {
  const content = Object.fromEntries(about.map(({ table, rows }) => [table, rows]))
  const bytes = new TextEncoder().encode(JSON.stringify(content, plain, 2))
  return { name: `${name}.json`, mime: 'application/json', bytes }
}

export async function asBook(about: readonly Rows[], name: string): Promise<Written> {
  const filled = about.filter(({ rows }) => rows.length > 0)
  const tables = filled.map(({ table, rows }) => {
    const titles = Object.keys(rows[0] ?? {})
    return {
      name: table,
      columns: titles.map(title => ({ title, width: 24 })),
      rows: rows.map(row => titles.map(title => cell(row[title]))),
    }
  })
  return writeBook(tables, name)
}

function cell(value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string' || typeof value === 'number') return value
  return JSON.stringify(value, plain)
}
