/** What is told about a table beside its rows: which columns were used, what was left out, what is wrong with a row. */
import type { DayOrder } from './written-days.ts'

/** What is wrong with a row whatever its table is about. */
export type RowFault =
  /** The spreadsheet could not work it out: `#N/A`. */
  | { fault: 'error-cell'; column: string; said: string }
  /** A separator within a value that nobody quoted, so everything behind it stands in the wrong column. */
  | { fault: 'more-cells' }
  /** The line ends before its last columns. */
  | { fault: 'fewer-cells' }

/** Why a row of the sheet is none of the table's. */
export type LeftOutKind = 'heading' | 'numbers' | 'section' | 'total' | 'signature'
export interface LeftOutRow {
  number: number
  kind: LeftOutKind
  /** What stands in it, shortened, so that it can be looked at. */
  said: string
}

export interface UsedColumn {
  column: string
  /** As the file names it. */
  heading: string
}

/** What a preview says about the file itself. */
export interface SheetNotes {
  used: UsedColumn[]
  /** Columns that are left alone, and told. */
  unknown: string[]
  leftOut: LeftOutRow[]
  /** The sheet that was read, where the file has several with something in them; other sheets that could have been. */
  sheet: { name: string; others: string[] } | null
  dayOrder: DayOrder
}
