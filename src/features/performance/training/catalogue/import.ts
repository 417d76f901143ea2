/** A list of trainings as a file: looked at whole, then taken whole or not at all. */
import { z } from 'zod'
import { type Action, type Contributions, press, type Receiver } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import type { Key, Words } from '../../../../chat/i18n/words.ts'
import { text } from '../../../../chat/i18n/words.ts'
import {
  type Button,
  type Card,
  type FileRef,
  Refusal,
  type RequestContext,
  type Text,
} from '../../../../chat/model.ts'
import { buttons, line, plain } from '../../../../chat/ui/blocks.ts'
import { columnsForm, requiredNames } from '../../../../chat/ui/columns-form.ts'
import { faultText, sheetNotes } from '../../../../chat/ui/sheet-notes.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import type { RowFault, SheetNotes } from '../../../../domain/sheet-notes.ts'
import { columnNames, keepColumnNames } from '../../../../platform/database/column-names.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Files } from '../../../../platform/files/files.ts'
import type { Ids } from '../../../../platform/ids.ts'
import { readStored, type SheetProblem } from '../../../../platform/spreadsheets/files.ts'
import { fitOf, headingsOf } from '../../../../platform/spreadsheets/look.ts'
import type { Transact, Work } from '../../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { MAX_HOURS, MAX_SEATS } from '../rules.ts'
import { COLUMNS, type RowWhy, rowFrom, topicNames, type WrongCell } from './import-rows.ts'
import { CAN } from './officer-forms.ts'
import { type Plan, type Terms, trainingOfRequest } from './repository.ts'
import { addTraining, type CatalogueService } from './service.ts'

export interface ImportDeps {
  db: Database
  ids: Ids
  files: Files
  people: Pick<PeopleService, 'units'>
  office: Office
  words: Words
  transact: Transact
  catalogue: Pick<CatalogueService, 'publish'>
}
/** More trainings than an office plans in a year. */
const MAX_ROWS = 500
/** Rows, and problems, that the preview shows. */
const SHOWN = 10
const SHEET = { columns: COLUMNS, maxRows: MAX_ROWS }

interface Row {
  plan: Plan & Terms
  number: number
}
interface Sheet {
  rows: Row[]
  wrong: { row: number; why: WrongCell | RowFault }[]
  notes: SheetNotes
}

export function trainingImport(deps: ImportDeps) {
  const { db, files, transact } = deps
  const keep = takeAction(deps, { verb: 'training.import', announce: false })
  const all = takeAction(deps, { verb: 'training.import-all', announce: true })
  const columns = columnsForm({
    id: 'training.columns',
    can: CAN,
    title: text('training:import.columns'),
    columns: COLUMNS,
    headings: fileId => headingsOf(files, fileId),
    keep: (context, names) =>
      keepColumnNames(transact, context, { kind: 'training', action: 'training.columns', names }),
    again: (context, file) => receiver.run(context, file),
  })
  const receiver: Receiver = {
    can: CAN,
    takes: {
      what: text('training:import.takes'),
      columns: requiredNames(COLUMNS),
    },
    recognises: async file => fitOf(files, file, await spec(db)),
    run: async (context, file) => {
      const found = await read(deps, file.id, context.now)
      if (!found) throw new Refusal(text('chat:unknown.file', { name: file.name }))
      const unreadable = text('training:import.unreadable')
      if ('problem' in found)
        return { kind: 'card', card: columns.problemCard(unreadable, found.problem, file.id) }
      return { kind: 'card', card: preview(file, found, { keep, all }) }
    },
  }
  return {
    actions: [keep, all, columns.action],
    forms: [columns.form],
    receivers: [receiver],
  } satisfies Partial<Contributions>
}

const spec = async (db: Database) => ({ ...SHEET, names: await columnNames(db.client, 'training') })

/** @returns null for a file that is gone */
async function read(
  { db, files, people, office, words }: ImportDeps,
  fileId: string,
  now: Date,
): Promise<Sheet | { problem: SheetProblem } | null> {
  const found = await readStored(files, fileId, await spec(db))
  if (!found) return null
  if (!found.ok) return { problem: found.problem }
  const units = new Map((await people.units()).map(({ id, name }) => [name.toLowerCase(), id]))
  const known = { units, topics: topicNames(words), zone: office.zone, now }
  const sheet: Sheet = { rows: [], wrong: [], notes: found.sheet }
  for (const row of found.sheet.rows) {
    const [fault] = row.faults ?? []
    const parsed = fault ?? rowFrom(row, known)
    if ('fault' in parsed || 'column' in parsed) sheet.wrong.push({ row: row.number, why: parsed })
    else sheet.rows.push({ plan: parsed, number: row.number })
  }
  return sheet
}

const takeAction = (
  deps: ImportDeps,
  { verb, announce }: { verb: string; announce: boolean },
): Action<[string]> =>
  defineAction({
    verb,
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, fileId) => {
      const found = await read(deps, fileId, context.now)
      // The clock may have passed a date meanwhile; a half-good file is never taken.
      if (!found || 'problem' in found || found.wrong.length > 0)
        throw new Refusal(text('training:import.changed'))
      const ids = await deps.transact(context, work =>
        take(deps, work, context, { fileId, rows: found.rows }),
      )
      if (announce) for (const id of ids) await deps.catalogue.publish(context, id)
      const done = text('training:import.done', { trainings: ids.length })
      const body = text(announce ? 'training:import.announced' : 'training:import.kept')
      return { kind: 'card', over: true, card: plain(done, body) }
    },
  })

/** A row that was taken before, by a first tap, is left as it is. @returns ids of all trainings of the file */
async function take(
  deps: ImportDeps,
  work: Work,
  { actor }: RequestContext,
  { fileId, rows }: { fileId: string; rows: readonly Row[] },
): Promise<string[]> {
  await work.lock(`training.import:${fileId}`)
  const ids: string[] = []
  for (const { plan, number } of rows) {
    const requestKey = `import:${fileId}:${number}`
    const known = await trainingOfRequest(work.tx, requestKey)
    const training =
      known ?? (await addTraining(deps, work, { ...plan, requestKey, createdById: actor.personId }))
    ids.push(training.id)
  }
  return ids
}

function preview(
  { id }: FileRef,
  { rows, wrong, notes }: Sheet,
  { keep, all }: { keep: Action<[string]>; all: Action<[string]> },
): Card {
  const list = rows.slice(0, SHOWN).map(({ plan }) => [plan.title, String(plan.hours), String(plan.seats)])
  const head = [text('training:import.training'), text('training:import.jp'), text('training:fact.seats')]
  const problems = wrong.slice(0, SHOWN).map(({ row, why }) => wrongText(row, why))
  const good = wrong.length === 0
  const choice: Button[] = [
    { label: text('training:import.all'), tone: 'primary', press: press(all, id) },
    { label: text('training:import.keep'), press: press(keep, id) },
  ]
  return {
    title: text('training:import.title'),
    blocks: [
      line(text('training:import.found', { rows: rows.length, wrong: wrong.length })),
      ...(list.length > 0 ? [{ kind: 'table' as const, head, rows: list }] : []),
      ...problems.map(line),
      ...sheetNotes(notes),
      line(text(good ? 'training:import.sure' : 'training:import.mend')),
      ...(good ? buttons(...choice) : []),
    ],
  }
}

const CELL_KEYS = {
  title: 'training:import.why.title',
  topic: 'training:import.why.topic',
  hours: 'training:import.why.hours',
  seats: 'training:import.why.seats',
  day: 'training:import.why.day',
  deadline: 'training:import.why.deadline',
  times: 'training:import.why.times',
  empty: 'training:import.why.empty',
  unit: 'training:import.why.unit',
  criterion: 'training:import.why.criterion',
  consent: 'training:import.why.consent',
} as const satisfies Record<RowWhy, Key>
const MAX: Partial<Record<RowWhy, number>> = { hours: MAX_HOURS, seats: MAX_SEATS }

function wrongText(row: number, wrong: WrongCell | RowFault): Text {
  if ('fault' in wrong) return text('training:import.fault', { row, why: faultText(wrong) })
  const why = text(CELL_KEYS[wrong.why], { max: MAX[wrong.why] ?? 0 })
  return text('training:import.wrong', { row, column: wrong.column, why })
}
