/** An attendance file, previewed and then kept in one transaction, or not at all. */

import { text } from '../../../chat/i18n/words.ts'
import { type FileRef, Refusal } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { SheetNotes } from '../../../domain/sheet-notes.ts'
import type { DayOrder } from '../../../domain/written-days.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { SheetProblem } from '../../../platform/spreadsheets/files.ts'
import type { Transact, Work, WorkContext } from '../../../platform/unit-of-work.ts'
import { remember } from './import-names.ts'
import { type Plan, planImport } from './import-plan.ts'
import { type ReadRows, readRows } from './import-rows.ts'
import { createSheets, type Sheets, type SheetsDeps } from './import-sheets.ts'
import type { Mapping } from './reading/columns.ts'
import type { Layout } from './reading/layout.ts'
import type { Month } from './reading/month-grid.ts'
import type { OwnWords } from './reading/remarks.ts'
import * as repository from './repository.ts'
import { ruleOf, wordsOf } from './settings.ts'

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
  layout: Layout
  /** Which columns and rows were used, and which not. */
  notes: SheetNotes
}
export type Previewed =
  | { kind: 'preview'; preview: Preview }
  /** The columns have other names here: whoever sent it is asked once which is which. */
  | { kind: 'mapping'; id: string; headers: string[] }
  /** Of this very file: the month of a grid, or the order of day and month. */
  | { kind: 'asks'; id: string; what: 'month' | 'order'; said: string }
  | { kind: 'problem'; problem: SheetProblem }

/** `again`: this import had been applied before; nothing was changed. */
export interface Applied {
  batch: repository.Batch
  again: boolean
}
/** What whoever sent a file says about this very file. */
export interface Answer {
  order?: DayOrder | undefined
  month?: Month | undefined
}

export type Imports = ReturnType<typeof createImports>

export function createImports(deps: ImportDeps) {
  const parts: Parts = { ...deps, sheets: createSheets(deps) }
  const { client } = deps.db
  return {
    /** Whether this looks like a file of an attendance machine. */
    recognises: (file: FileRef, now: Date) => parts.sheets.recognises(file, deps.office.today(now)),
    preview: (importer: Importer, file: Pick<FileRef, 'id' | 'name'>, answer: Answer = {}) =>
      preview(parts, importer, file, answer),
    /** The preview once more, as a button under it shows another page. */
    again: (importer: Importer, id: string) => again(parts, importer, id),
    /** @throws Refusal when rows are wrong and are not to be left out knowingly */
    apply: (importer: Importer, id: string, leaveOut = false) => apply(parts, importer, id, leaveOut),
    /** What a file whose columns, month or order had to be asked about has told so far. */
    asked: (importer: Importer, id: string) => ownImport(client, importer, id),
    /** Stores what the shell says of columns and remarks, for this file and all that follow. */
    remember: (importer: Importer, told: { mapping: Mapping; words: OwnWords }) =>
      remember(parts, importer, told),
    /** Stores which column is which, for this file and all that follow. */
    map: (importer: Importer, id: string, mapping: Mapping) => map(parts, importer, id, mapping),
    /** The month or the order of this file. */
    answer: async (importer: Importer, id: string, answer: Answer) => {
      const { fileId, fileName, order, month } = await ownImport(client, importer, id)
      const told: Answer = { order, month }
      return preview(parts, importer, { id: fileId, name: fileName }, { ...told, ...answer })
    },
    /** Stores what this office means by its remarks, for this file and all that follow. */
    mean: (importer: Importer, id: string, words: OwnWords) => mean(parts, importer, id, words),
    /** The latest files that were applied. */
    batches: () => repository.batches(client, 8),
  }
}

async function preview(
  parts: Parts,
  importer: Importer,
  file: Pick<FileRef, 'id' | 'name'>,
  answer: Answer,
): Promise<Previewed> {
  const { db, ids, office, sheets } = parts
  const { now } = importer
  const found = await sheets.read(file.id, office.today(now), { fileName: file.name, ...answer })
  const row = { id: ids.next(), fileId: file.id, byId: idOf(importer) }
  const summary = { fileName: file.name, ...given(answer) }
  const ask = async (more: object) =>
    repository.saveImport(db.client, { ...row, state: 'mapping', summary: { ...summary, ...more } }, now)
  if (found.kind === 'columns' || found.kind === 'other') {
    await ask({ headers: found.found })
    return { kind: 'mapping', id: row.id, headers: found.found }
  }
  if (found.kind === 'month') {
    await ask({ asks: 'month' })
    return { kind: 'asks', id: row.id, what: 'month', said: '' }
  }
  if (found.kind === 'problem') {
    const { problem } = found
    if (problem.problem === 'columns-twice') {
      await ask({ headers: problem.found })
      return { kind: 'mapping', id: row.id, headers: problem.found }
    }
    if (problem.problem !== 'day-order') return { kind: 'problem', problem }
    await ask({ asks: 'order', said: problem.said })
    return { kind: 'asks', id: row.id, what: 'order', said: problem.said }
  }
  const rows = await rowsOf(parts, found.sheet.rows, now)
  const plan = await planOf(parts, db.client, rows)
  const counts = { rows: found.sheet.rows.length, wrong: plan.problems.length }
  await repository.saveImport(
    db.client,
    { ...row, state: 'previewed', summary: { ...summary, ...counts } },
    now,
  )
  return {
    kind: 'preview',
    preview: await shown(parts, { id: row.id, fileName: file.name, plan, read: found }),
  }
}

const given = ({ order, month }: Answer) => ({ ...(order && { order }), ...(month && { month }) })

async function again(parts: Parts, importer: Importer, id: string): Promise<Preview> {
  const { client } = parts.db
  const row = await ownImport(client, importer, id)
  const { rows, read } = await reread(parts, row, importer.now)
  return shown(parts, { id, fileName: row.fileName, plan: await planOf(parts, client, rows), read })
}

async function apply(parts: Parts, importer: Importer, id: string, leaveOut: boolean): Promise<Applied> {
  const row = await ownImport(parts.db.client, importer, id)
  const { rows } = await reread(parts, row, importer.now)
  return parts.transact(importer, async work => {
    await work.lock('attendance.import')
    const before = await repository.batchById(work.tx, id)
    if (before) return { batch: before, again: true }
    const plan = await planOf(parts, work.tx, rows)
    const file = { id, byId: idOf(importer), fileName: row.fileName }
    return { batch: await store(work, plan, file, leaveOut), again: false }
  })
}

/** @throws Refusal when rows are wrong, unless they are left out knowingly */
async function store(
  { tx, now, record }: Work,
  { period, people, days, problems, strangers }: Plan,
  file: Pick<repository.Batch, 'id' | 'byId' | 'fileName'>,
  leaveOut: boolean,
): Promise<repository.Batch> {
  if ((problems.length > 0 && !leaveOut) || !period)
    throw new Refusal(text('attendance:import.stillWrong', { count: problems.length }))
  const span = { fromDay: period.from, untilDay: period.until }
  const replaced = await repository.replace(tx, file.id, days)
  const counts = { days: days.length, people: people.length, replaced }
  const batch = { ...file, ...span, ...counts, createdAt: now }
  await repository.addBatch(tx, batch, days)
  await repository.finishImport(tx, file.id, now)
  const left = { wrong: problems.length, strangers: strangers.size }
  record({ action: 'attendance.imported', subject: file.id, detail: { ...span, ...counts, ...left } })
  return batch
}

async function map(parts: Parts, importer: Importer, id: string, mapping: Mapping): Promise<Previewed> {
  const { fileId, fileName, order, month } = await ownImport(parts.db.client, importer, id)
  await remember(parts, importer, { mapping, words: {} })
  return preview(parts, importer, { id: fileId, name: fileName }, { order, month })
}

async function mean(parts: Parts, importer: Importer, id: string, words: OwnWords): Promise<Preview> {
  await ownImport(parts.db.client, importer, id)
  await remember(parts, importer, { mapping: {}, words })
  return again(parts, importer, id)
}

async function rowsOf(
  { db, office }: Parts,
  rows: Parameters<typeof readRows>[0],
  now: Date,
): Promise<ReadRows> {
  const pins = await repository.pinsOf(db.client)
  return readRows(rows, { today: office.today(now), own: await wordsOf(db.client), pins })
}

async function planOf({ office }: Parts, tx: Tx, rows: ReadRows): Promise<Plan> {
  const holders = await repository.holdersOf(tx, [...new Set(rows.entries.map(({ nip }) => nip))])
  return planImport(rows, holders, { ...office, rule: await ruleOf(tx) })
}

interface Found {
  layout: Layout
  sheet: SheetNotes
}
async function shown(
  { db }: Parts,
  { read, ...preview }: Pick<Preview, 'id' | 'fileName' | 'plan'> & { read: Found },
): Promise<Preview> {
  const replaces = await repository.countCurrent(db.client, preview.plan.days)
  return { ...preview, replaces, layout: read.layout, notes: read.sheet }
}

/** @throws Refusal for an import of somebody else */
async function ownImport(tx: Tx, importer: Importer, id: string) {
  const row = await repository.importById(tx, id)
  if (row?.byId !== idOf(importer)) throw new Refusal(text('attendance:import.notYours'))
  return { ...row, ...repository.readSummary(row.summary) }
}

type Own = Awaited<ReturnType<typeof ownImport>>
async function reread(parts: Parts, { fileId, fileName, order, month }: Own, now: Date) {
  const read = await parts.sheets.read(fileId, parts.office.today(now), { fileName, order, month })
  if (read.kind !== 'read') throw new Refusal(text('attendance:import.fileGone'))
  return { read, rows: await rowsOf(parts, read.sheet.rows, now) }
}
