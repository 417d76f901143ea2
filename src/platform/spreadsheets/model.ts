/** A table that somebody sent as a file: which columns are wanted, and what was found. */
import type { RowFault, SheetNotes } from '../../domain/sheet-notes.ts'
import type { SheetProblem } from '../../domain/sheet-problem.ts'
import type { DayOrder } from '../../domain/written-days.ts'

export type { LeftOutKind, RowFault, SheetNotes } from '../../domain/sheet-notes.ts'
export type { SheetProblem }

/** A column as the office names it; capital letters, spaces and signs do not matter. */
export interface Column {
  name: string
  /** Other names people write above the same column. */
  also?: readonly string[]
  /** Names that are this column even where one of the others stands beside it: NIP Baru beside NIP. */
  best?: readonly string[]
  /** Names that are this column only where nothing better is there: Jam Masuk, the timetable beside Scan Masuk. */
  weak?: readonly string[]
  required?: boolean
  /**
   * What its cells are: bare numbers of a spreadsheet are read so, and days come as `YYYY-MM-DD` in the order of the
   * whole file. `recent-day`: years of two digits are of this century. `moment`: a day and a time.
   */
  holds?: 'day' | 'recent-day' | 'time' | 'moment'
}

export interface SheetRow {
  /** As the spreadsheet shows it, counted from 1. */
  number: number
  /** Trimmed text under the column's own name; '' where the cell is empty (also `-`) or the column is not there. */
  cells: Record<string, string>
  /** Not there for most rows. A row with one is wrong, whatever its cells say. */
  faults?: RowFault[]
}

export interface Sheet extends SheetNotes {
  /** Known columns that are there, by their own names, in the file's order. */
  headers: string[]
  rows: SheetRow[]
  /** What stands above the row of names. */
  title: string[]
}

/** What an office calls its columns: our name, and the file's. */
export type ColumnNames = Readonly<Record<string, string>>

/** What is looked for in a file. */
export interface TableSpec {
  columns: readonly Column[]
  /** Rows of data, 10,000 when not said. */
  maxRows?: number
  /** The column whose number makes a row one of the table's, and the one with the name beside it. */
  subject?: { number: string; name?: string }
  /** What this office calls the columns. */
  names?: ColumnNames
  /** As the officer said; decided by the whole file when not given. */
  dayOrder?: DayOrder | undefined
  /** Days after it have not been yet. */
  today?: `${number}-${number}-${number}`
}

export type ReadSheet = { ok: true; sheet: Sheet } | { ok: false; problem: SheetProblem }
export type Checked<T> = { ok: true; value: T } | { ok: false; problem: SheetProblem }

export const bad = (problem: SheetProblem): { ok: false; problem: SheetProblem } => ({ ok: false, problem })
