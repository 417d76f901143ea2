import { cellText, columnKey, type RawCell } from './cells.ts'
import { bad, type Column, type ReadSheet, type SheetRow } from './model.ts'

/** Longest cell that is read, in characters. */
export const MAX_CELL = 1000

/** Raw rows as named cells. The first row with anything in it holds the names. */
export function namedRows(
  raw: readonly (readonly RawCell[])[],
  columns: readonly Column[],
  maxRows: number,
): ReadSheet {
  const at = raw.findIndex(hasText)
  const names = (raw[at] ?? []).map(cellText)
  if (at < 0) return bad({ problem: 'empty' })
  const keyed = new Map(
    columns.flatMap(({ name, also = [] }) => [name, ...also].map(one => [columnKey(one), name])),
  )
  const known = names.map(name => keyed.get(columnKey(name)))
  const headers = known.filter(name => name !== undefined)
  const twice = headers.filter((name, index) => headers.indexOf(name) !== index)
  if (twice.length > 0) return bad({ problem: 'columns-twice', columns: [...new Set(twice)] })
  const missing = columns.filter(({ name, required }) => required && !headers.includes(name))
  const found = names.filter(name => name !== '')
  if (missing.length > 0)
    return bad({ problem: 'columns-missing', columns: missing.map(({ name }) => name), found })

  const blank = Object.fromEntries(columns.map(({ name }) => [name, '']))
  const rows: SheetRow[] = []
  for (const [index, cells] of raw.entries()) {
    if (index <= at || !hasText(cells)) continue
    if (rows.length === maxRows) return bad({ problem: 'too-many-rows', max: maxRows })
    const row: SheetRow = { number: index + 1, cells: { ...blank } }
    for (const [place, name] of known.entries()) {
      if (name === undefined) continue
      const said = cellText(cells[place])
      if (said.length > MAX_CELL)
        return bad({ problem: 'cell-too-long', row: row.number, column: name, max: MAX_CELL })
      row.cells[name] = said
    }
    rows.push(row)
  }
  if (rows.length === 0) return bad({ problem: 'empty' })
  const unknown = names.filter((name, index) => name !== '' && known[index] === undefined)
  return { ok: true, sheet: { headers, unknown, rows } }
}

const hasText = (cells: readonly RawCell[]) =>
  cells.some(cell => (typeof cell === 'string' ? cell.trim() !== '' : cell !== null && cell !== undefined))
