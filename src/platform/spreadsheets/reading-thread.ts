/** The thread that reads a large file, so that nobody else waits for it. Started by `reader.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Grid, GridRow, Limits } from './grid.ts'
import type { SheetProblem } from './model.ts'
import { readGrids } from './workbook.ts'

/** What the thread is given. */
export interface Task {
  bytes: Uint8Array
  limits: Limits
}
/** What it tells: each sheet, then its rows by the thousand, then that this was all. */
export type Told =
  | { kind: 'grid'; grid: Grid }
  | { kind: 'rows'; rows: GridRow[] }
  | { kind: 'problem'; problem: SheetProblem }
  | { kind: 'end' }

/** Rows of one message: taking it in holds nobody up for longer than some milliseconds. */
const ROWS = 1_000

function tell(told: Told): void {
  parentPort?.postMessage(told)
}

const { bytes, limits } = workerData as Task
const read = readGrids(bytes, limits)
if (!read.ok) tell({ kind: 'problem', problem: read.problem })
else {
  for (const { rows, ...grid } of read.value) {
    tell({ kind: 'grid', grid: { ...grid, rows: [] } })
    for (let at = 0; at < rows.length; at += ROWS) tell({ kind: 'rows', rows: rows.slice(at, at + ROWS) })
  }
  tell({ kind: 'end' })
}
