/** Attendance files as tables: recognised when they are sent, read for a preview and again when applied. */
import { text } from '../../../chat/i18n/words.ts'
import { type FileRef, Refusal } from '../../../chat/model.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { DayOrder } from '../../../domain/written-days.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import { looksLikeSheet } from '../../../platform/spreadsheets/files.ts'
import { MOST_ROWS, openedGrids } from '../../../platform/spreadsheets/opened.ts'
import type { Reading } from '../../../platform/spreadsheets/reader.ts'
import { type ReadAttendance, readAttendance } from './reading/layout.ts'
import type { Month } from './reading/month-grid.ts'
import { mappingOf } from './settings.ts'

export interface SheetsDeps {
  db: Database
  files: Files
}
/** What whoever sent the file has said about it. */
export interface Told {
  fileName: string
  order?: DayOrder | undefined
  month?: Month | undefined
}
export type Sheets = ReturnType<typeof createSheets>

export function createSheets({ db, files }: SheetsDeps) {
  /** @throws Refusal when the file is no longer kept */
  async function read(
    fileId: string,
    today: OfficeDay,
    told: Told,
    reading?: Reading,
  ): Promise<ReadAttendance> {
    const opened = await openedGrids(files, fileId, reading)
    if (!opened) throw new Refusal(text('attendance:import.fileGone'))
    if (!opened.ok) return { kind: 'problem', problem: opened.problem }
    return readAttendance(opened.value, {
      mapping: await mappingOf(db.client),
      today,
      maxRows: MOST_ROWS,
      fileName: told.fileName,
      dayOrder: told.order,
      month: told.month,
    })
  }

  /** How sure it is that a file is one of attendance: more than any list that has all its columns, or less. */
  async function recognises(file: FileRef, today: OfficeDay): Promise<number> {
    if (!looksLikeSheet(file)) return 0
    const found = await read(file.id, today, { fileName: file.name })
    if (found.kind === 'columns') return LIKELY
    // What nobody can read at all is nobody's: how to go on is told by whoever takes files.
    if (found.kind === 'problem') return OURS.has(found.problem.problem) ? SURE : 0
    return found.kind === 'other' ? 0 : SURE
  }

  return { read, recognises }
}

const SURE = 150
const LIKELY = 50
/** Problems that are found only once a file is known for one of attendance. */
const OURS: ReadonlySet<string> = new Set([
  'empty',
  'day-order',
  'columns-twice',
  'too-many-rows',
  'cell-too-long',
])
