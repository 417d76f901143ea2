/** What may be wrong with a table that somebody sent as a file. It is reported to the person, never thrown. */
export type SheetProblem =
  | { problem: 'too-large'; megabytes: number }
  /** Unpacked it would fill the memory. */
  | { problem: 'too-much-inside' }
  | { problem: 'old-excel' }
  /** A web page under another name, as some systems export "Excel". */
  | { problem: 'web-page' }
  | { problem: 'not-a-sheet' }
  | { problem: 'damaged' }
  | { problem: 'empty' }
  | { problem: 'columns-missing'; columns: string[]; found: string[] }
  | { problem: 'columns-twice'; columns: string[] }
  | { problem: 'too-many-rows'; max: number }
  | { problem: 'too-many-columns'; max: number }
  | { problem: 'cell-too-long'; row: number; column: string; max: number }
