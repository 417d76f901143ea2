import { parse } from 'csv-parse/sync'
import { plainText } from './cells.ts'
import { bad, type Checked } from './model.ts'

const SEPARATORS = [';', ',', '\t'] as const
/** Excel's own first line: `sep=;`. */
const SEP_LINE = /^sep=(.)\r?\n/i
const BYTE_ORDER_MARK = '\ufeff'

/** Text as offices save it: UTF-8 with or without a mark, Excel's UTF-16, or Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The mark that parts the columns: the one the first line has most of, quotes left out. */
export function separatorOf(text: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.trimStart())?.[0] ?? ''
  const bare = first.replaceAll(/"(?:[^"]|"")*"/g, '')
  const counts = SEPARATORS.map(mark => bare.split(mark).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ';'
}

/** Every line as cells, empty lines too, so that rows keep their numbers. */
export function parseCsv(text: string, maxRows: number): Checked<string[][]> {
  const said = SEP_LINE.exec(text)
  const body = said ? text.slice(said[0].length) : text
  const delimiter = said?.[1] ?? separatorOf(body)
  try {
    const value = parse(body, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      // One more than allowed, so that too many shows; blank lines at the end do no harm.
      to: maxRows * 2 + 100,
    })
    return { ok: true, value: said ? [[], ...value] : value }
  } catch {
    return bad({ problem: 'damaged' })
  }
}

/** Semicolons, a byte order mark and decimal commas: how Excel in Indonesian opens a CSV as a table. */
export function formatCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  const line = (cells: readonly (string | number | null)[]) => cells.map(csvCell).join(';')
  return `${BYTE_ORDER_MARK}${rows.map(line).join('\r\n')}\r\n`
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell).replace('.', ',')
  const text = plainText(cell)
  return /[";,\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
