/** Finds the row of names among titles, letterheads and empty rows. */
import { cellText } from '../cells.ts'
import type { Grid, GridRow, Merge } from '../grid.ts'
import { type Heading, heading, type Matched, type Matcher } from './columns.ts'

export interface Header extends Matched {
  headings: (Heading | undefined)[]
  /** Where in the grid's rows the names begin, and in how many rows they stand. */
  at: number
  depth: number
}

/** Rows with something in them among which the names are looked for. */
const LOOKED_AT = 60
/** Names may stand in so many rows: Scan above Masuk and Pulang. */
const MAX_DEPTH = 3
/** NIP, days, times: no part of a column's name. */
const DATA = /\d{5,}|^\d{1,2}[:.]\d{2}|\d[-/]\d{1,2}[-/]\d/

/** The rows that name most of the columns, and all that have to be there; else those that look most like names. */
export function findHeader(grid: Grid, match: Matcher): Header | null {
  let best: Header | null = null
  const rows = grid.rows.slice(0, LOOKED_AT + MAX_DEPTH).map(row => named(row, grid.merges))
  for (let at = 0; at < Math.min(rows.length, LOOKED_AT); at++)
    for (let depth = 1; depth <= MAX_DEPTH; depth++) {
      const block = rows.slice(at, at + depth)
      if (block.length < depth || (depth > 1 && !isNames(block, grid.rows.slice(at, at + depth)))) break
      const headings = headingsOf(block)
      const found: Header = { headings, at, depth, ...match(headings) }
      if (best === null || isBetter(found, best)) best = found
    }
  if (best && best.places.size > 0) return best
  return mostlyText(rows, match)
}

function isBetter(one: Header, other: Header): boolean {
  if ((one.missing.length === 0) !== (other.missing.length === 0)) return one.missing.length === 0
  if (one.missing.length !== other.missing.length && one.missing.length === 0) return true
  if (one.places.size !== other.places.size) return one.places.size > other.places.size
  // A title right above the names is none of them.
  return one.depth < other.depth
}

/** The texts of a row, also where one of them is put over several columns. */
function named({ number, cells }: GridRow, merges: readonly Merge[]): string[] {
  const texts = cells.map(cellText)
  for (const { top, left, bottom, right } of merges) {
    // A title over the whole table is no name of its columns.
    if (number !== top || right === left || bottom - top > MAX_DEPTH) continue
    const said = texts[left] ?? ''
    for (let at = left + 1; at <= right && right - left < 40; at++) {
      while (texts.length <= at) texts.push('')
      texts[at] = said
    }
  }
  return texts
}

/** Rows below the first are names as well: they fill gaps, stand under a wide one, and hold no data. */
function isNames(block: readonly (readonly string[])[], rows: readonly GridRow[]): boolean {
  const lower = block.at(-1) ?? []
  if (lower.some(said => DATA.test(said))) return false
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last || last.number - first.number >= MAX_DEPTH) return false
  const above = block.at(-2) ?? []
  const beside = (at: number) =>
    (above[at] ?? '') === '' || above[at] === above[at - 1] || above[at] === above[at + 1]
  return lower.some((said, at) => said !== '' && beside(at))
}

function headingsOf(block: readonly (readonly string[])[]): (Heading | undefined)[] {
  const width = Math.max(...block.map(row => row.length))
  const wide = widened(block)
  return Array.from({ length: width }, (_, at) => {
    const parts = wide.map(row => row[at] ?? '').filter(said => said !== '')
    return parts.length > 0 ? heading(parts) : undefined
  })
}

/** In a CSV a name over several columns stands in the first of them alone. */
function widened(block: readonly (readonly string[])[]): (readonly string[])[] {
  const last = block.at(-1) ?? []
  return block.map((row, nth) => {
    if (nth === block.length - 1) return row
    let said = ''
    return Array.from({ length: Math.max(row.length, last.length) }, (_, at) => {
      if ((row[at] ?? '') !== '') said = row[at] ?? ''
      else if ((last[at] ?? '') === '') said = ''
      return said
    })
  })
}

/** No row names a column of ours: the first of those with most words in them is told. */
function mostlyText(rows: readonly (readonly string[])[], match: Matcher): Header | null {
  const words = rows.map(row => row.filter(said => /\p{L}/u.test(said) && !DATA.test(said)).length)
  const most = Math.max(0, ...words)
  const at = words.indexOf(most)
  const row = rows[at]
  if (!row || most === 0) return null
  const headings = headingsOf([row])
  return { headings, at, depth: 1, ...match(headings) }
}
