/** Tables in and out: XLSX and CSV as offices have them. What people get wrong comes back as a problem. */
import type { RawCell } from './cells.ts'
import { decodeText, formatCsv, parseCsv } from './csv.ts'
import { bad, type Column, type ReadSheet } from './model.ts'
import { namedRows } from './table.ts'
import { checkXlsx } from './xlsx.ts'

export type { SheetProblem } from '../../domain/sheet-problem.ts'
export type { Column, ReadSheet, SheetRow } from './model.ts'

export const XLSX_MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV_MIME = 'text/csv'
/** Largest file that is opened, in bytes. */
export const MAX_SHEET_BYTES = 10_000_000
const DEFAULT_ROWS = 10_000

/** Whether a file somebody sent is worth trying to read as a table. */
export const looksLikeSheet = ({ name, mime }: { name: string; mime: string }): boolean =>
  /\.(xlsx|xlsm|xls|csv|tsv)$/i.test(name) || mime === XLSX_MIME || mime === CSV_MIME

/** Whether a file somebody sent is a table with these columns, so that this receiver is the one to take it. */
export async function isSheetOf(
  file: { id: string; name: string; mime: string },
  files: { open(id: string): Promise<{ bytes: Uint8Array } | null> },
  shape: { columns: readonly Column[]; maxRows?: number },
): Promise<boolean> {
  if (!looksLikeSheet(file)) return false
  const stored = await files.open(file.id)
  return stored !== null && (await readSheet(stored.bytes, shape)).ok
}

/**
 * Reads the first sheet by the names in its first row.
 * @param maxRows rows of data, 10,000 when not said
 */
export async function readSheet(
  bytes: Uint8Array,
  { columns, maxRows = DEFAULT_ROWS }: { columns: readonly Column[]; maxRows?: number },
): Promise<ReadSheet> {
  if (bytes.length > MAX_SHEET_BYTES)
    return bad({ problem: 'too-large', megabytes: MAX_SHEET_BYTES / 1_000_000 })
  const sort = sortOf(bytes)
  if (sort === 'xlsx') return readXlsx(bytes, columns, maxRows)
  if (sort !== 'text') return bad({ problem: sort })
  const text = decodeText(bytes)
  if (/^\s*(<!doctype|<html|<\?xml|<table|<meta|<style)/i.test(text)) return bad({ problem: 'web-page' })
  // A text file holds no control characters: this is a picture, a letter, or something else.
  if (/[^\P{Cc}\t\n\r\f\v]/u.test(text.slice(0, 10_000))) return bad({ problem: 'not-a-sheet' })
  const lines = parseCsv(text, maxRows)
  return lines.ok ? namedRows(lines.value, columns, maxRows) : lines
}

async function readXlsx(bytes: Uint8Array, columns: readonly Column[], maxRows: number): Promise<ReadSheet> {
  const checked = checkXlsx(bytes, maxRows)
  if (!checked.ok) return checked
  // Loaded for the first table: most processes never see one.
  const { readSheet: readFirstSheet } = await import('read-excel-file/universal')
  let raw: RawCell[][]
  try {
    // The library says `typeof Date` where it means a Date.
    raw = (await readFirstSheet(checked.value.buffer)) as unknown as RawCell[][]
  } catch {
    return bad({ problem: 'damaged' })
  }
  return namedRows(raw, columns, maxRows)
}

/** By what a file begins with, for names lie. */
function sortOf(bytes: Uint8Array): 'xlsx' | 'old-excel' | 'not-a-sheet' | 'empty' | 'text' {
  if (bytes.length === 0) return 'empty'
  const head = Buffer.from(bytes.subarray(0, 8))
  if (head.toString('latin1').startsWith('PK\x03\x04')) return 'xlsx'
  // Also a workbook with a password: both are "compound files".
  if (head.toString('hex') === 'd0cf11e0a1b11ae1') return 'old-excel'
  return /^(%PDF|\x89PNG|\xff\xd8\xff|GIF8|PK)/.test(head.toString('latin1')) ? 'not-a-sheet' : 'text'
}

export interface Written {
  name: string
  mime: string
  bytes: Uint8Array
}
export interface Table {
  /** Titles in bold above their columns; `width` in characters. */
  columns: readonly { title: string; width?: number }[]
  rows: readonly (readonly (string | number | null)[])[]
}

/**
 * A table as a file. Text stays text (a NIP is not cut, `=1+1` is not run): in XLSX by the cell's type, in CSV by
 * an apostrophe before what a spreadsheet would take for a formula or an amount; `readSheet` takes it off again.
 * @param name without its ending
 */
export async function writeSheet(
  { columns, rows }: Table,
  kind: 'xlsx' | 'csv',
  name: string,
): Promise<Written> {
  const titles = columns.map(({ title }) => title)
  if (kind === 'csv')
    return {
      name: `${name}.csv`,
      mime: CSV_MIME,
      bytes: new TextEncoder().encode(formatCsv([titles, ...rows])),
    }
  return writeBook([{ name: 'Rekan', columns, rows }], name)
}

/** Several tables in one XLSX, a sheet each; a sheet's name has at most 31 characters. */
export async function writeBook(
  tables: readonly (Table & { name: string })[],
  name: string,
): Promise<Written> {
  const sheets = tables.map(({ name: sheet, columns, rows }) => ({
    sheet: sheet.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    columns: columns.map(({ width = 18 }) => ({ width })),
    stickyRowsCount: 1,
    data: [
      columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const })),
      ...rows.map(cells =>
        cells.map(value => (typeof value === 'string' ? { value: xmlSafe(value), type: String } : value)),
      ),
    ],
  }))
  const { default: writeXlsx } = await import('write-excel-file/node')
  const bytes = await writeXlsx(sheets).toBuffer()
  return { name: `${name}.xlsx`, mime: XLSX_MIME, bytes: Uint8Array.from(bytes) }
}

/** XML cannot hold control characters; a spreadsheet with one would be called damaged. Cells end at 32,767. */
const xmlSafe = (said: string): string =>
  said.replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '').slice(0, 32_767)
