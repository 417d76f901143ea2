/** Opens a table somebody sent: small ones at once, large ones in a thread of their own. */
import { Worker } from 'node:worker_threads'
import { unpackedSize } from './archive.ts'
import type { Grid, Limits } from './grid.ts'
import { bad, type Checked } from './model.ts'
import type { Task, Told } from './reading-thread.ts'
import { readGrids, sortOf } from './workbook.ts'

/** Largest file that is opened, in bytes. */
export const MAX_SHEET_BYTES = 10_000_000
/** Bytes of text or XML that are read within some 50 ms, so that a thread is not worth its start. */
const AT_ONCE = 700_000

/** What goes on while a file is read. */
export interface Reading {
  /** Told now and then: rows read so far. */
  onRows?(rows: number): void
  /** Ends the reading; what it brings then is `cancelled`. */
  signal?: AbortSignal
}

/** Never throws for what is in the file. */
export async function openGrids(
  bytes: Uint8Array,
  limits: Limits,
  reading: Reading = {},
): Promise<Checked<Grid[]>> {
  if (bytes.length > MAX_SHEET_BYTES)
    return bad({ problem: 'too-large', megabytes: MAX_SHEET_BYTES / 1_000_000 })
  const size = sortOf(bytes) === 'zip' ? (unpackedSize(bytes) ?? bytes.length) : bytes.length
  return size <= AT_ONCE ? readGrids(bytes, limits) : readElsewhere({ bytes, limits }, reading)
}

function readElsewhere(task: Task, { onRows, signal }: Reading): Promise<Checked<Grid[]>> {
  if (signal?.aborted) return Promise.resolve(bad({ problem: 'cancelled' }))
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), { workerData: task })
    const grids: Grid[] = []
    let rows = 0
    const end = (checked: Checked<Grid[]>) => {
      signal?.removeEventListener('abort', cancel)
      resolve(checked)
      void worker.terminate()
    }
    const cancel = () => end(bad({ problem: 'cancelled' }))
    signal?.addEventListener('abort', cancel)
    worker.on('message', (told: Told) => {
      if (told.kind === 'problem') end(bad(told.problem))
      else if (told.kind === 'end') end({ ok: true, value: grids })
      else if (told.kind === 'grid') grids.push(told.grid)
      else {
        grids.at(-1)?.rows.push(...told.rows)
        rows += told.rows.length
        onRows?.(rows)
      }
    })
    // Out of memory: the file is too much, and this process goes on.
    worker.on('error', error =>
      'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? end(bad({ problem: 'too-much-inside' }))
        : reject(error),
    )
  })
}
