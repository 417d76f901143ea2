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
  /** A file of 0 bytes. */
  | { problem: 'nothing' }
  | { problem: 'empty' }
  /** `found`: what the row that looks most like the row of names says. */
  | { problem: 'columns-missing'; columns: string[]; found: string[] }
  /** Several columns of the file may be the same one of ours. */
  | { problem: 'columns-twice'; columns: string[]; found: string[] }
  /** 02/11/2026 may be in November or in February, and the file does not tell. */
  | { problem: 'day-order'; said: string }
  | { problem: 'too-many-rows'; max: number }
  | { problem: 'too-many-columns'; max: number }
  | { problem: 'cell-too-long'; row: number; column: string; max: number }
  /** Whoever sent it has changed their mind. */
  | { problem: 'cancelled' }
