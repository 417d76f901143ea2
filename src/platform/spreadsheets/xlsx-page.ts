/** One sheet of a workbook of Excel: its cells, and which of them are put together. */
import type { Cell, Grid, GridRow, Limits, Merge } from './grid.ts'
import { bad, type Checked } from './model.ts'
import { serialText } from './number-formats.ts'
import { readXml } from './xml.ts'

/** What the pages of a workbook share. */
export interface Book {
  texts: readonly string[]
  /** By style: whether its numbers are days or times. */
  dates: readonly boolean[]
  from1904: boolean
}

export const MAX_COLUMNS = 200
/** More cells put together than any table of an office has. */
const MAX_MERGES = 20_000

/** @throws Error where the XML is damaged */
export function readPage(
  page: Uint8Array,
  book: Book,
  limits: Limits,
): Checked<Pick<Grid, 'rows' | 'merges'>> {
  const rows: GridRow[] = []
  const merges: Merge[] = []
  let row: GridRow = { number: 0, cells: [] }
  let widest = 0
  let place = -1
  let type = ''
  let style = -1
  let said = ''
  let within = ''
  let spoken = 0

  const endCell = () => {
    const cell = cellOf(said, type, style, book)
    if (cell === null || cell === '') return
    while (row.cells.length < place && place < MAX_COLUMNS) row.cells.push(null)
    if (place < MAX_COLUMNS) row.cells[place] = cell
    widest = Math.max(widest, place + 1)
  }
  readXml(page, {
    open: (name, attributes) => {
      within = name
      if (name === 'c') {
        const { r, t = 'n', s } = attributes()
        place = r === undefined ? place + 1 : columnOf(r)
        type = t
        style = s === undefined ? 0 : Number(s)
        said = ''
      } else if (name === 'row') {
        const number = attributes().r
        row = { number: number === undefined ? row.number + 1 : Number(number), cells: [] }
        place = -1
      } else if (name === 'rPh') spoken++
      else if (name === 'mergeCell' && merges.length < MAX_MERGES) addMerge(merges, attributes().ref ?? '')
    },
    text: more => {
      if ((within === 'v' || within === 't') && spoken === 0) said += more
    },
    close: name => {
      within = ''
      if (name === 'c') endCell()
      else if (name === 'row') {
        if (row.cells.length > 0) rows.push(row)
      } else if (name === 'rPh') spoken--
    },
  })
  // A single letter in the last corner of a sheet would otherwise stand for millions of cells.
  if (rows.length > limits.rows) return bad({ problem: 'too-many-rows', max: limits.rows })
  if (widest > MAX_COLUMNS) return bad({ problem: 'too-many-columns', max: MAX_COLUMNS })
  return { ok: true, value: { rows, merges } }
}

/** @throws RangeError for a text that the workbook does not have */
function cellOf(said: string, type: string, style: number, { texts, dates, from1904 }: Book): Cell {
  if (type === 's') {
    if (said === '') return null
    const text = texts[Number(said)]
    if (text === undefined) throw new RangeError('no such text')
    return text
  }
  if (type === 'b') return said === '1' || said === 'true' ? 'TRUE' : said === '' ? null : 'FALSE'
  if (type === 'd') return said.replace('T', ' ').replace(/( 00:00:00)?(\.0+)?Z?$/, '')
  if (type !== 'n' || said === '') return said
  const number = Number(said)
  if (Number.isNaN(number)) return said
  return dates[style] === true && number >= 0 ? serialText(number, from1904) : number
}

/** A is 0, Z is 25, AA is 26. */
function columnOf(place: string): number {
  let column = 0
  for (let at = 0; at < place.length; at++) {
    const code = place.charCodeAt(at) & 0xdf
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

function addMerge(merges: Merge[], ref: string): void {
  const [from = '', until = from] = ref.split(':')
  const [top, bottom] = [Number(from.replace(/^[A-Za-z]+/, '')), Number(until.replace(/^[A-Za-z]+/, ''))]
  const [left, right] = [columnOf(from), columnOf(until)]
  if (top > 0 && bottom >= top && left >= 0 && right >= left) merges.push({ top, left, bottom, right })
}
