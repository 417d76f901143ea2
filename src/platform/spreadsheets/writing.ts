/** Tables as files: XLSX and CSV that spreadsheet programs open without running or cutting anything. */
import { plainText } from './cells.ts'

export const XLSX_MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV_MIME = 'text/csv'
const BYTE_ORDER_MARK = '\ufeff'

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

/** Semicolons, a byte order mark and decimal commas: how Excel in Indonesian opens a CSV as a table. */
function formatCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  const line = (cells: readonly (string | number | null)[]) => cells.map(csvCell).join(';')
  return `${BYTE_ORDER_MARK}${rows.map(line).join('\r\n')}\r\n`
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell).replace('.', ',')
  const text = plainText(cell)
  return /[";,\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
