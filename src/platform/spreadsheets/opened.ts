/** Files that were sent, opened once for all who look at them: each kind of import asks whether a file is its own. */
import type { Grid } from './grid.ts'
import { roomFor } from './grid.ts'
import type { Checked } from './model.ts'
import { openGrids, type Reading } from './reader.ts'

/** Rows of the largest file that any import takes: a month of 9,000 people. */
export const MOST_ROWS = 200_000
/** A file is looked at, previewed and forgotten within seconds. */
const KEPT_MS = 20_000

interface Files {
  open(id: string): Promise<{ bytes: Uint8Array } | null>
}
interface Opened {
  id: string
  grids: Promise<Checked<Grid[]> | null>
}
const latest = new WeakMap<Files, Opened>()

/** The sheets of a file; `null` once it was swept away. What is read is shared: it is not to be changed. */
export function openedGrids(files: Files, id: string, reading?: Reading): Promise<Checked<Grid[]> | null> {
  const known = latest.get(files)
  if (known?.id === id) return known.grids
  const opened: Opened = { id, grids: read(files, id, reading) }
  latest.set(files, opened)
  const forget = () => {
    if (latest.get(files) === opened) latest.delete(files)
  }
  opened.grids.then(found => (found?.ok ? setTimeout(forget, KEPT_MS).unref() : forget()), forget)
  return opened.grids
}

async function read(files: Files, id: string, reading?: Reading): Promise<Checked<Grid[]> | null> {
  const file = await files.open(id)
  return file && openGrids(file.bytes, roomFor(MOST_ROWS), reading)
}
