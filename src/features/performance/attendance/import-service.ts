/** An attendance file, previewed and then kept in one transaction, or not at all. */

import { text } from '../../../chat/i18n/words.ts'
import { type Actor, type FileRef, Refusal } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import { columnKey } from '../../../platform/spreadsheets/cells.ts'
import {
  looksLikeSheet,
  type ReadSheet,
  readSheet,
  type SheetProblem,
} from '../../../platform/spreadsheets/files.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import { type Plan, planImport } from './import-plan.ts'
import { COLUMNS, type ColumnName, type Mapping, mapped, type ReadRows, readRows } from './import-rows.ts'
import * as repository from './repository.ts'
import { mappingOf, ruleOf, saveMapping } from './settings.ts'

/**
 * Rows of one file: a month of 9,000 people. Measured on two busy cores: 88,000 rows are kept in 6 to 11 s, and a
 * transaction has 30.
 */
export const MAX_ROWS = 200_000

export interface ImportDeps {
  db: Database
  ids: Ids
  audit: Audit
  files: Files
  office: Office
}

/** Who imports: somebody at the officer's menu, or the shell (which is the operator's). */
export type By = Pick<Actor, 'personId'> | 'shell'
const idOf = (by: By) => (by === 'shell' ? null : by.personId)

export interface Preview {
  id: string
  fileName: string
  plan: Plan
  /** Days of earlier files that this one replaces. */
  replaces: number
  /** Columns of the file that are left alone. */
  unknown: string[]
}
export type Previewed =
  | { kind: 'preview'; preview: Preview }
  /** The columns have other names here: whoever sent it is asked once which is which. */
  | { kind: 'mapping'; id: string; headers: string[] }
  | { kind: 'problem'; problem: SheetProblem }

export type Imports = ReturnType<typeof createImports>

export function createImports({ db, ids, audit, files, office }: ImportDeps) {
  // A file is looked at, then read: large ones are not to be unpacked twice.
  let latest: { fileId: string; read: Promise<ReadSheet> } | undefined

  async function sheet(fileId: string): Promise<ReadSheet> {
    const file = await files.open(fileId)
    if (!file) throw new Refusal(text('attendance:import.fileGone'))
    return readSheet(file.bytes, { columns: mapped(await mappingOf(db.client)), maxRows: MAX_ROWS })
  }
  async function once(fileId: string): Promise<ReadSheet> {
    const read = latest?.fileId === fileId ? latest.read : sheet(fileId)
    latest = undefined
    return read
  }

  /** A table with the columns of an attendance machine, by their names or such as look like them. */
  async function recognises(file: FileRef): Promise<boolean> {
    if (!looksLikeSheet(file)) return false
    const read = sheet(file.id)
    latest = { fileId: file.id, read }
    const found = await read
    if (found.ok) return found.sheet.headers.length > 2
    const { problem } = found
    if (problem.problem === 'columns-twice') return problem.columns.some(name => name !== 'NIP')
    return problem.problem === 'columns-missing' && looksLikeMachine(problem.found)
  }

  async function preview(file: Pick<FileRef, 'id' | 'name'>, by: By, now: Date): Promise<Previewed> {
    const found = await once(file.id)
    const row = { id: ids.next(), fileId: file.id, byId: idOf(by) }
    if (!found.ok) {
      const { problem } = found
      if (problem.problem !== 'columns-missing') return { kind: 'problem', problem }
      const summary = { fileName: file.name, headers: problem.found }
      await repository.saveImport(db.client, { ...row, state: 'mapping', summary }, now)
      return { kind: 'mapping', id: row.id, headers: problem.found }
    }
    const rows = readRows(found.sheet, office.today(now))
    const plan = await planOf(db.client, rows)
    const summary = { fileName: file.name, rows: found.sheet.rows.length, wrong: plan.problems.length }
    await repository.saveImport(db.client, { ...row, state: 'previewed', summary }, now)
    return { kind: 'preview', preview: await shown(row.id, file.name, plan, found.sheet.unknown) }
  }

  async function planOf(tx: Tx, rows: ReadRows): Promise<Plan> {
    const holders = await repository.holdersOf(tx, [...new Set(rows.entries.map(({ nip }) => nip))])
    return planImport(rows, holders, { ...office, rule: await ruleOf(tx) })
  }

  async function shown(id: string, fileName: string, plan: Plan, unknown: string[]): Promise<Preview> {
    const { period, people } = plan
    const replaces = period ? await repository.countCurrent(db.client, people, period.from, period.until) : 0
    return { id, fileName, plan, replaces, unknown }
  }

  async function mine(tx: Tx, id: string, by: By) {
    const row = await repository.importById(tx, id)
    if (row?.byId !== idOf(by)) throw new Refusal(text('attendance:import.notYours'))
    return { ...row, ...repository.readSummary(row.summary) }
  }

  async function reread(fileId: string, now: Date) {
    const found = await sheet(fileId)
    if (!found.ok) throw new Refusal(text('attendance:import.fileGone'))
    return { rows: readRows(found.sheet, office.today(now)), unknown: found.sheet.unknown }
  }

  /** The preview once more, as a button under it shows another page. */
  async function again(id: string, by: By, now: Date): Promise<Preview> {
    const { fileId, fileName } = await mine(db.client, id, by)
    const { rows, unknown } = await reread(fileId, now)
    return shown(id, fileName, await planOf(db.client, rows), unknown)
  }

  /** @throws Refusal when rows are wrong */
  async function apply(id: string, by: By, now: Date): Promise<{ batch: repository.Batch; again: boolean }> {
    const { fileId, fileName } = await mine(db.client, id, by)
    const { rows } = await reread(fileId, now)
    return db.transaction(async tx => {
      await db.lock(tx, 'attendance.import')
      const before = await repository.batchById(tx, id)
      if (before) return { batch: before, again: true }
      const plan = await planOf(tx, rows)
      const { period, people, days, problems } = plan
      if (problems.length > 0 || !period)
        throw new Refusal(text('attendance:import.stillWrong', { count: problems.length }))
      const span = { fromDay: period.from, untilDay: period.until }
      const replaced = await repository.replace(tx, { id, ...span }, people)
      const counts = { days: days.length, people: people.length, replaced }
      const batch = { id, byId: idOf(by), fileName, ...span, ...counts, createdAt: now }
      await repository.addBatch(tx, batch, days)
      await repository.finishImport(tx, id, now)
      const detail = { ...span, ...counts }
      await audit.note(tx, { at: now, actorId: idOf(by), action: 'attendance.imported', subject: id, detail })
      return { batch, again: false }
    })
  }

  /** The headers of a file whose columns have other names, for the form that asks. */
  const headersOf = async (id: string, by: By): Promise<string[]> => (await mine(db.client, id, by)).headers

  /** Keeps which column is which, for this file and all that follow. */
  async function map(id: string, mapping: Mapping, by: By, now: Date): Promise<Previewed> {
    const { fileId, fileName } = await mine(db.client, id, by)
    await db.transaction(async tx => {
      await saveMapping(tx, mapping)
      const columns = Object.keys(mapping)
      const note = { at: now, actorId: idOf(by), action: 'attendance.columns', subject: id }
      await audit.note(tx, { ...note, detail: { columns } })
    })
    return preview({ id: fileId, name: fileName }, by, now)
  }

  return {
    recognises,
    preview,
    again,
    apply,
    headersOf,
    map,
    batches: () => repository.batches(db.client, 8),
  }
}

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
