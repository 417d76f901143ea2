/** Text with separators as rows of cells. */
import { parse } from 'csv-parse/sync'
import type { Grid, Limits } from './grid.ts'
import { bad, type Checked } from './model.ts'

const SEPARATORS = [';', '\t', ',', '|'] as const
/** Excel's own first line: `sep=;`. */
const SEP_LINE = /^sep=(.)\r?\n/i
/** Lines that are looked at to find the separator. */
const SAMPLE_LINES = 50

/**
 * The mark that parts the columns: the one that stands equally often in most lines, quoted text left out; of two, the
 * one that makes more columns. Titles above a table have none, and a name may hold a comma.
 */
export function separatorOf(text: string): string {
  // Quoted text may hold anything, also line ends.
  const bare = text.slice(0, 200_000).replaceAll(/"(?:[^"]|"")*"/g, '')
  const lines = bare
    .split(/\r\n|\r|\n/)
    .filter(line => line.trim() !== '')
    .slice(0, SAMPLE_LINES)
  const scored = SEPARATORS.map(mark => {
    const counts = Map.groupBy(
      lines.map(line => line.split(mark).length - 1).filter(n => n > 0),
      n => n,
    )
    const [best] = [...counts].map(([n, same]) => ({ n, lines: same.length })).sort(byLinesThenColumns)
    return { mark, n: best?.n ?? 0, lines: best?.lines ?? 0 }
  })
  return scored.sort(byLinesThenColumns)[0]?.mark ?? ';'
}
const byLinesThenColumns = (a: { n: number; lines: number }, b: { n: number; lines: number }) =>
  b.lines - a.lines || b.n - a.n

/** Every line keeps its number, also where lines before it are empty. */
export function readCsv(text: string, limits: Limits): Checked<Grid> {
  const said = SEP_LINE.exec(text)
  const body = said ? text.slice(said[0].length) : text
  const delimiter = said?.[1] ?? separatorOf(body)
  const before = said ? 1 : 0
  try {
    const lines: string[][] = parse(body, {
      delimiter,
      // A quote after a blank begins quoted text as well; a tab may be the separator, and is no blank.
      ltrim: delimiter !== '\t',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      // Blank lines at the end do no harm.
      to: limits.rows * 2 + 100,
    })
    const rows = lines.flatMap((cells, at) =>
      cells.some(cell => cell.trim() !== '') ? [{ number: at + 1 + before, cells }] : [],
    )
    return { ok: true, value: { name: '', hidden: false, rows, merges: [], from1904: false, ragged: true } }
  } catch {
    return bad({ problem: 'damaged' })
  }
}
