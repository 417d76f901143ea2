/** A table that somebody sent as a file. */
import type { SheetProblem } from '../../domain/sheet-problem.ts'

/** A column as the office names it; capital letters, spaces and signs do not matter. */
export interface Column {
  name: string
  /** Other names people write above the same column. */
  also?: readonly string[]
  required?: boolean
}

export interface SheetRow {
  /** As the spreadsheet shows it: the row of names is 1. */
  number: number
  /** Trimmed text under the column's own name; '' where the cell is empty or the column is not there. */
  cells: Record<string, string>
}
export interface Sheet {
  /** Known columns that are there, by their own names, in the file's order. */
  headers: string[]
  /** Columns that nobody asked for: they are left alone, and told. */
  unknown: string[]
  rows: SheetRow[]
}

export type ReadSheet = { ok: true; sheet: Sheet } | { ok: false; problem: SheetProblem }
export type Checked<T> = { ok: true; value: T } | { ok: false; problem: SheetProblem }

export const bad = (problem: SheetProblem): { ok: false; problem: SheetProblem } => ({ ok: false, problem })
