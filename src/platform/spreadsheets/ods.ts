/** A workbook of LibreOffice (OpenDocument 1.3, part 3): the same as XLSX under other names, all in one content.xml. */
import type { Cell, Grid, GridRow, Limits } from './grid.ts'
import { bad, type Checked } from './model.ts'
import { MAX_COLUMNS } from './xlsx-page.ts'
import { readXml } from './xml.ts'

const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet'

/** @throws Error where its XML is damaged @returns null for what is no spreadsheet */
export function readOds(files: Record<string, Uint8Array>, limits: Limits): Checked<Grid[]> | null {
  const content = files['content.xml']
  const mime = new TextDecoder().decode(files.mimetype ?? new Uint8Array()).trim()
  if (!content || !mime.startsWith(SPREADSHEET)) return null
  const grids = readContent(content, limits)
  const shown = grids.filter(({ hidden }) => !hidden)
  if (shown.some(({ rows }) => rows.length > limits.rows))
    return bad({ problem: 'too-many-rows', max: limits.rows })
  if (shown.some(({ rows }) => rows.some(({ cells }) => cells.length > MAX_COLUMNS)))
    return bad({ problem: 'too-many-columns', max: MAX_COLUMNS })
  return { ok: true, value: grids }
}

type Attributes = Record<string, string>
/** Attributes keep their prefixes: `table:name` and `text:name` are two. */
const times = (said: string | undefined) => Math.max(1, Number(said ?? 1) || 1)

function readContent(content: Uint8Array, limits: Limits): Grid[] {
  const grids: Grid[] = []
  const hiddenStyles = new Set<string>()
  let styleName = ''
  let grid: Grid | undefined
  let row: GridRow = { number: 0, cells: [] }
  let next = { row: 1, column: 0, rowTimes: 1 }
  let cell: Attributes = {}
  let said = ''
  let inText = 0
  let inNote = 0

  const endCell = () => {
    const repeated = times(cell['table:number-columns-repeated'])
    addCell(cellOf(cell, said), { row, next, grid, cell, repeated })
    next.column += repeated
  }
  const endRow = () => {
    if (row.cells.length > 0)
      for (let n = 0; n < next.rowTimes && (grid?.rows.length ?? 0) <= limits.rows; n++)
        grid?.rows.push({ number: next.row + n, cells: [...row.cells] })
    next = { row: next.row + next.rowTimes, column: 0, rowTimes: 1 }
  }
  readXml(content, {
    open: (name, attributes) => {
      if (name === 'annotation') inNote++
      else if (name === 'style') styleName = attributes()['style:name'] ?? ''
      else if (name === 'table-properties') {
        if (attributes()['table:display'] === 'false') hiddenStyles.add(styleName)
      } else if (name === 'table') {
        const { 'table:name': called = '', 'table:style-name': style = '' } = attributes()
        grid = {
          name: called,
          hidden: hiddenStyles.has(style),
          rows: [],
          merges: [],
          from1904: false,
          ragged: false,
        }
        grids.push(grid)
        next = { row: 1, column: 0, rowTimes: 1 }
      } else if (name === 'table-row') {
        next.rowTimes = times(attributes()['table:number-rows-repeated'])
        row = { number: next.row, cells: [] }
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        cell = attributes()
        said = ''
      } else if (name === 'p' && inNote === 0) {
        if (said !== '') said += '\n'
        inText++
      } else if (name === 's' || name === 'tab') said += ' '
    },
    text: more => {
      if (inText > 0 && inNote === 0) said += more
    },
    close: name => {
      if (name === 'annotation') inNote--
      else if (name === 'p' && inNote === 0) inText--
      else if (name === 'table-cell') endCell()
      else if (name === 'covered-table-cell') {
        // What lies under a cell put together is not seen.
        next.column += times(cell['table:number-columns-repeated'])
      } else if (name === 'table-row') endRow()
    },
  })
  return grids
}

interface Adding {
  row: GridRow
  next: { row: number; column: number }
  grid: Grid | undefined
  cell: Attributes
  repeated: number
}

function addCell(value: Cell, { row, next, grid, cell, repeated }: Adding): void {
  if (value === null || value === '') return
  const { cells } = row
  while (cells.length < next.column && cells.length <= MAX_COLUMNS) cells.push(null)
  for (let n = 0; n < Math.min(repeated, MAX_COLUMNS) && cells.length <= MAX_COLUMNS; n++) cells.push(value)
  const [wide, high] = [times(cell['table:number-columns-spanned']), times(cell['table:number-rows-spanned'])]
  if (wide * high > 1)
    grid?.merges.push({
      top: next.row,
      left: next.column,
      bottom: next.row + high - 1,
      right: next.column + wide - 1,
    })
}

/** Days and times have a form of their own beside the text that is shown. */
function cellOf(attributes: Attributes, said: string): Cell {
  const value = attributes['office:value']
  switch (attributes['office:value-type']) {
    case 'float':
    case 'percentage':
    case 'currency':
      // An error is kept as the number 0 under its words.
      return said.startsWith('#') || value === undefined ? said : Number(value)
    case 'date':
      return (attributes['office:date-value'] ?? said)
        .replace('T', ' ')
        .replace(/( 00:00:00)?(\.\d+)?Z?$/, '')
    case 'time':
      return durationText(attributes['office:time-value'] ?? '') ?? said
    case 'boolean':
      return (attributes['office:boolean-value'] ?? said).toUpperCase()
    default:
      return said
  }
}

/** `PT07H25M00S` as `07:25`. */
function durationText(said: string): string | null {
  const found = /^PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S$/.exec(said)
  if (!found) return null
  const [, hours = '', minutes = '', seconds = ''] = found
  const time = `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`
  return Number(seconds) === 0 ? time : `${time}:${seconds.padStart(2, '0')}`
}
