/** The columns of an attendance machine's file: how they are recognised, and which are asked for. */
import { columnKey } from '../../../platform/spreadsheets/cells.ts'
import { COLUMNS, type ColumnName } from './import-rows.ts'

/** Whether column names look like those of an attendance machine, whatever it calls them. */
export function looksLikeMachine(headers: readonly string[]): boolean {
  const keys = headers.map(columnKey)
  const own = new Set(COLUMNS.flatMap(({ name, also }): string[] => [name, ...also]).map(columnKey))
  const isTime = (key: string) =>
    /masuk|pulang|scan|check(in|out)|clock(in|out)|datang|absen|presensi/.test(key)
  const isDay = (key: string) => /^(tgl|tanggal|date|hari)(?!.*(lahir|birth))/.test(key)
  return keys.some(isTime) && keys.some(key => isDay(key) || (own.has(key) && key !== 'nip'))
}

/** Which of our columns a file lacks by name: these have to be asked. */
export const askedColumns: readonly { name: ColumnName; required: boolean }[] = COLUMNS.map(column => ({
  name: column.name,
  required: 'required' in column,
}))
