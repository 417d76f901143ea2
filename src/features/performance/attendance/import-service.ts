/** An attendance file, previewed and then kept in one transaction, or not at all. */

import { text } from '../../../chat/i18n/words.ts'
import { type FileRef, Refusal } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { SheetProblem } from '../../../platform/spreadsheets/files.ts'
import type { Transact, Work, WorkContext } from '../../../platform/unit-of-work.ts'
import { type Plan, planImport } from './import-plan.ts'
import { type Mapping, type ReadRows, readRows } from './import-rows.ts'
import { createSheets, type Sheets, type SheetsDeps } from './import-sheets.ts'
import * as repository from './repository.ts'
import { ruleOf, saveMapping } from './settings.ts'

export interface ImportDeps extends SheetsDeps {
  transact: Transact
  ids: Ids
  office: Office
}
interface Parts extends ImportDeps {
  sheets: Sheets
}

/** Who imports, and when: an officer, or the shell (which is the operator's), where there is no actor. */
export type Importer = WorkContext
const idOf = ({ actor }: Importer) => actor?.personId ?? null

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

/** `again`: this import had been applied before; nothing was changed. */
export interface Applied {
  batch: repository.Batch
  again: boolean
}

export interface Imports {
  /** Whether this looks like a file of an attendance machine. */
  recognises(file: FileRef): Promise<boolean>
  preview(importer: Importer, file: Pick<FileRef, 'id' | 'name'>): Promise<Previewed>
  /** The preview once more, as a button under it shows another page. */
  again(importer: Importer, id: string): Promise<Preview>
  /** @throws Refusal when rows are wrong */
  apply(importer: Importer, id: string): Promise<Applied>
  /** The headers of a file whose columns have other names, for the form that asks. */
  headersOf(importer: Importer, id: string): Promise<string[]>
  /** Stores which column is which, for this file and all that follow. */
  map(importer: Importer, id: string, mapping: Mapping): Promise<Previewed>
  /** The latest files that were applied. */
  batches(): Promise<repository.Batch[]>
}

export function createImports(deps: ImportDeps): Imports {
  const parts: Parts = { ...deps, sheets: createSheets(deps) }
  const { client } = deps.db
  return {
    recognises: parts.sheets.recognises,
    preview: (importer, file) => preview(parts, importer, file),
    again: (importer, id) => again(parts, importer, id),
    apply: (importer, id) => apply(parts, importer, id),
    headersOf: async (importer, id) => (await ownImport(client, importer, id)).headers,
    map: (importer, id, mapping) => map(parts, importer, id, mapping),
    batches: () => repository.batches(client, 8),
  }
}

async function preview(
  parts: Parts,
  importer: Importer,
  file: Pick<FileRef, 'id' | 'name'>,
): Promise<Previewed> {
  const { db, ids, office, sheets } = parts
  const { now } = importer
  const found = await sheets.readRecognised(file.id)
  const row = { id: ids.next(), fileId: file.id, byId: idOf(importer) }
  if (!found.ok) {
    const { problem } = found
    if (problem.problem !== 'columns-missing') return { kind: 'problem', problem }
    const summary = { fileName: file.name, headers: problem.found }
    await repository.saveImport(db.client, { ...row, state: 'mapping', summary }, now)
    return { kind: 'mapping', id: row.id, headers: problem.found }
  }
  const rows = readRows(found.sheet, office.today(now))
  const plan = await planOf(parts, db.client, rows)
  const summary = { fileName: file.name, rows: found.sheet.rows.length, wrong: plan.problems.length }
  await repository.saveImport(db.client, { ...row, state: 'previewed', summary }, now)
  return { kind: 'preview', preview: await shown(parts, row.id, file.name, plan, found.sheet.unknown) }
}

async function again(parts: Parts, importer: Importer, id: string): Promise<Preview> {
  const { client } = parts.db
  const { fileId, fileName } = await ownImport(client, importer, id)
  const { rows, unknown } = await reread(parts, fileId, importer.now)
  return shown(parts, id, fileName, await planOf(parts, client, rows), unknown)
}

async function apply(parts: Parts, importer: Importer, id: string): Promise<Applied> {
  const { fileId, fileName } = await ownImport(parts.db.client, importer, id)
  const { rows } = await reread(parts, fileId, importer.now)
  return parts.transact(importer, async work => {
    await work.lock('attendance.import')
    const before = await repository.batchById(work.tx, id)
    if (before) return { batch: before, again: true }
    const plan = await planOf(parts, work.tx, rows)
    return { batch: await store(work, plan, { id, byId: idOf(importer), fileName }), again: false }
  })
}

/** @throws Refusal when rows are wrong */
async function store(
  { tx, now, record }: Work,
  { period, people, days, problems }: Plan,
  file: Pick<repository.Batch, 'id' | 'byId' | 'fileName'>,
): Promise<repository.Batch> {
  if (problems.length > 0 || !period)
    throw new Refusal(text('attendance:import.stillWrong', { count: problems.length }))
  const span = { fromDay: period.from, untilDay: period.until }
  const replaced = await repository.replace(tx, { id: file.id, ...span }, people)
  const counts = { days: days.length, people: people.length, replaced }
  const batch = { ...file, ...span, ...counts, createdAt: now }
  await repository.addBatch(tx, batch, days)
  await repository.finishImport(tx, file.id, now)
  record({ action: 'attendance.imported', subject: file.id, detail: { ...span, ...counts } })
  return batch
}

async function map(parts: Parts, importer: Importer, id: string, mapping: Mapping): Promise<Previewed> {
  const { fileId, fileName } = await ownImport(parts.db.client, importer, id)
  await parts.transact(importer, async ({ tx, record }) => {
    await saveMapping(tx, mapping)
    record({ action: 'attendance.columns', subject: id, detail: { columns: Object.keys(mapping) } })
  })
  return preview(parts, importer, { id: fileId, name: fileName })
}

async function planOf({ office }: Parts, tx: Tx, rows: ReadRows): Promise<Plan> {
  const holders = await repository.holdersOf(tx, [...new Set(rows.entries.map(({ nip }) => nip))])
  return planImport(rows, holders, { ...office, rule: await ruleOf(tx) })
}

async function shown(
  { db }: Parts,
  id: string,
  fileName: string,
  plan: Plan,
  unknown: string[],
): Promise<Preview> {
  const { period, people } = plan
  const replaces = period ? await repository.countCurrent(db.client, people, period.from, period.until) : 0
  return { id, fileName, plan, replaces, unknown }
}

/** @throws Refusal for an import of somebody else */
async function ownImport(tx: Tx, importer: Importer, id: string) {
  const row = await repository.importById(tx, id)
  if (row?.byId !== idOf(importer)) throw new Refusal(text('attendance:import.notYours'))
  return { ...row, ...repository.readSummary(row.summary) }
}

async function reread({ sheets, office }: Parts, fileId: string, now: Date) {
  const found = await sheets.read(fileId)
  if (!found.ok) throw new Refusal(text('attendance:import.fileGone'))
  return { rows: readRows(found.sheet, office.today(now)), unknown: found.sheet.unknown }
}
