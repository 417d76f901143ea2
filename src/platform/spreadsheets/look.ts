/** What a file holds that no import has taken for its own. */
import type { SheetProblem } from '../../domain/sheet-problem.ts'
import type { Files as StoredFiles } from '../files/files.ts'
import { looksLikeSheet } from './files.ts'
import type { TableSpec } from './model.ts'
import { openedGrids } from './opened.ts'
import { matcher } from './table/columns.ts'
import { findHeader } from './table/header.ts'

type Files = Parameters<typeof openedGrids>[0]

/** A file that was sent, with the names above its columns; null once it was swept away, and for what is no table. */
export async function headingsOf(files: Pick<StoredFiles, 'open'>, id: string) {
  const file = await files.open(id)
  const seen = file && (await lookAt(files, file))
  return file && seen && 'found' in seen ? { file, found: seen.found } : null
}

/** Why it cannot be read, or the row that looks most like names; null for what is no table by its name. */
export async function lookAt(
  files: Files,
  file: { id: string; name: string; mime: string },
): Promise<{ problem: SheetProblem } | { found: string[] } | null> {
  if (!looksLikeSheet(file)) return null
  const opened = await openedGrids(files, file.id)
  if (!opened) return null
  if (!opened.ok) return { problem: opened.problem }
  const shown = opened.value.filter(({ hidden, rows }) => !hidden && rows.length > 0)
  if (shown.length === 0) return { problem: { problem: 'empty' } }
  const header = shown.map(grid => findHeader(grid, matcher([]))).find(found => found !== null)
  return { found: header?.headings.flatMap(one => (one && one.said !== '' ? [one.said] : [])) ?? [] }
}

/**
 * How sure it is that a file is a table with these columns: more than 100 where all are there that have to be, more
 * than 0 where some are missing and it can be nothing else, 0 otherwise.
 */
export async function fitOf(
  files: Files,
  file: { id: string; name: string; mime: string },
  { columns, names }: TableSpec,
): Promise<number> {
  if (!looksLikeSheet(file)) return 0
  const opened = await openedGrids(files, file.id)
  if (!opened?.ok) return 0
  const match = matcher(columns, names)
  const fits = opened.value
    .filter(({ hidden, rows }) => !hidden && rows.length > 0)
    .map(grid => findHeader(grid, match))
    .map(header => {
      if (!header) return 0
      const found = header.places.size
      return header.missing.length === 0
        ? 100 + found
        : found >= 2 && found > header.missing.length
          ? found
          : 0
    })
  return Math.max(0, ...fits)
}
