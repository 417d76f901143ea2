/** Tables in and out: files as offices have them. What people get wrong comes back as a problem. */
import { roomFor } from './grid.ts'
import type { ReadSheet, TableSpec } from './model.ts'
import { openedGrids } from './opened.ts'
import { openGrids, type Reading } from './reader.ts'
import { findTable } from './table/find-table.ts'
import { CSV_MIME, XLSX_MIME } from './writing.ts'

export type { SheetProblem } from '../../domain/sheet-problem.ts'
export type { Column, ReadSheet, SheetRow } from './model.ts'
export { MAX_SHEET_BYTES } from './reader.ts'
export * from './writing.ts'

/** Rows of data that are read where nothing else is said. */
export const DEFAULT_ROWS = 10_000
const ODS_MIME = 'application/vnd.oasis.opendocument.spreadsheet'
const SHEET_MIMES = new Set([
  XLSX_MIME,
  CSV_MIME,
  ODS_MIME,
  'text/tab-separated-values',
  'application/vnd.ms-excel',
])

/** Whether a file somebody sent is worth trying to read as a table. Machines write .txt and .dat. */
export const looksLikeSheet = ({ name, mime }: { name: string; mime: string }): boolean =>
  /\.(xlsx|xlsm|xls|ods|csv|tsv|txt|dat)$/i.test(name) || SHEET_MIMES.has(mime)

type Files = Parameters<typeof openedGrids>[0]

/** Reads a file that was sent, unpacked once for all who look at it; `null` once it was swept away. */
export async function readStored(
  files: Files,
  id: string,
  spec: TableSpec,
  reading?: Reading,
): Promise<ReadSheet | null> {
  const opened = await openedGrids(files, id, reading)
  return opened?.ok ? findTable(opened.value, spec) : opened
}

/** Reads the sheet that has these columns, by the names above them. */
export async function readSheet(bytes: Uint8Array, spec: TableSpec, reading?: Reading): Promise<ReadSheet> {
  const opened = await openGrids(bytes, roomFor(spec.maxRows ?? DEFAULT_ROWS), reading)
  return opened.ok ? findTable(opened.value, spec) : opened
}
