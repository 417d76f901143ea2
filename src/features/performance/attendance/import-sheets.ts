/** Attendance files as tables: recognised when they are sent, read for a preview and again when applied. */
import { text } from '../../../chat/i18n/words.ts'
import { type FileRef, Refusal } from '../../../chat/model.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import { looksLikeSheet, type ReadSheet, readSheet } from '../../../platform/spreadsheets/files.ts'
import { looksLikeMachine } from './import-columns.ts'
import { mapped } from './import-rows.ts'
import { mappingOf } from './settings.ts'

/**
 * Rows of one file: a month of 9,000 people. Measured on two busy cores: 88,000 rows are kept in 6 to 11 s, and a
 * transaction has 30.
 */
export const MAX_ROWS = 200_000

export interface SheetsDeps {
  db: Database
  files: Files
}
export type Sheets = ReturnType<typeof createSheets>

export function createSheets({ db, files }: SheetsDeps) {
  // A file is recognised, then previewed: large ones are not to be unpacked twice.
  let latest: { fileId: string; read: Promise<ReadSheet> } | undefined

  /** @throws Refusal when the file is no longer kept */
  async function read(fileId: string): Promise<ReadSheet> {
    const file = await files.open(fileId)
    if (!file) throw new Refusal(text('attendance:import.fileGone'))
    return readSheet(file.bytes, { columns: mapped(await mappingOf(db.client)), maxRows: MAX_ROWS })
  }

  /** The same, without unpacking a file again that was recognised just before. */
  async function readRecognised(fileId: string): Promise<ReadSheet> {
    const found = latest?.fileId === fileId ? latest.read : read(fileId)
    latest = undefined
    return found
  }

  /** A table with the columns of an attendance machine, by their names or such as look like them. */
  async function recognises(file: FileRef): Promise<boolean> {
    if (!looksLikeSheet(file)) return false
    const reading = read(file.id)
    latest = { fileId: file.id, read: reading }
    const found = await reading
    if (found.ok) return found.sheet.headers.length > 2
    const { problem } = found
    if (problem.problem === 'columns-twice') return problem.columns.some(name => name !== 'NIP')
    return problem.problem === 'columns-missing' && looksLikeMachine(problem.found)
  }

  return { read, readRecognised, recognises }
}
