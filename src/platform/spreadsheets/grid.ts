/** What stands in a file, before anybody knows what it means: sheets, rows, cells. */

/**
 * One cell. Days and times that the spreadsheet marks as such are text here (`2026-11-02`, `07:25`, both with a blank
 * between, seconds only where there are some); a bare number may still turn out to be one. Errors are their words (`#N/A`).
 */
export type Cell = string | number | null

export interface GridRow {
  /** As the program shows it, counted from 1. */
  number: number
  /** From the first column on, as long as the row is; in a CSV also the empty ones at the end. */
  cells: Cell[]
}

/** Cells put together into one: rows as the program counts them, columns counted from 0; the last ones belong to it. */
export interface Merge {
  top: number
  left: number
  bottom: number
  right: number
}

export interface Grid {
  /** '' for a CSV. */
  name: string
  hidden: boolean
  /** Rows with something in them, in their order. */
  rows: GridRow[]
  merges: Merge[]
  /** Days are counted from 1904, as on old Macs. */
  from1904: boolean
  /** Rows say themselves how many cells they have: a CSV's do, a spreadsheet's do not. */
  ragged: boolean
}

/** How much of a file is read. */
export interface Limits {
  /** Rows with something in them, of one sheet. */
  rows: number
}

/** What stands around a table, such as a title or a signature, needs rows, too. */
export const roomFor = (rows: number): Limits => ({ rows: rows * 2 + 100 })
