/** A list of trainings as a file: looked at whole, then taken whole or not at all. */
import { z } from 'zod'
import { type Action, type Contributions, press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import type { Words } from '../../../../chat/i18n/words.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { type Button, type Card, type FileRef, Refusal, type RequestContext } from '../../../../chat/model.ts'
import { buttons, line, plain } from '../../../../chat/ui/blocks.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import type { Files } from '../../../../platform/files/files.ts'
import type { Ids } from '../../../../platform/ids.ts'
import { isSheetOf, looksLikeSheet, readSheet } from '../../../../platform/spreadsheets/files.ts'
import type { Transact, Work } from '../../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { COLUMNS, type Name, rowFrom, topicNames } from './import-rows.ts'
import { CAN } from './officer-forms.ts'
import { type Plan, type Terms, trainingOfRequest } from './repository.ts'
import { addTraining, type CatalogueService } from './service.ts'

export interface ImportDeps {
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
  wrong: { row: number; column: Name }[]
}

export function trainingImport(deps: ImportDeps) {
  const { files } = deps
  const keep = takeAction(deps, { verb: 'training.import', announce: false })
  const all = takeAction(deps, { verb: 'training.import-all', announce: true })
  return {
    actions: [keep, all],
    receivers: [
      {
        can: CAN,
        recognises: file => isSheetOf(file, files, SHEET),
        run: async (context, file) => {
          const found = await read(deps, file.id, context.now)
          if (!found) throw new Refusal(text('chat:unknown.file', { name: file.name }))
          return { kind: 'card', card: preview(file, found, { keep, all }) }
        },
      },
    ],
  } satisfies Partial<Contributions>
}

/** @returns null for a file that is no list of trainings, or is gone */
async function read({ files, people, office, words }: ImportDeps, fileId: string, now: Date) {
  const file = await files.open(fileId)
  if (!file || !looksLikeSheet(file)) return null
  const found = await readSheet(file.bytes, SHEET)
  if (!found.ok) return null
  const units = new Map((await people.units()).map(({ id, name }) => [name.toLowerCase(), id]))
  const known = { units, topics: topicNames(words), zone: office.zone, now }
  const sheet: Sheet = { rows: [], wrong: [] }
  for (const row of found.sheet.rows) {
    const parsed = rowFrom(row, known)
    if ('column' in parsed) sheet.wrong.push({ row: row.number, column: parsed.column })
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
      if (!found || found.wrong.length > 0) throw new Refusal(text('training:import.changed'))
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
  { rows, wrong }: Sheet,
  { keep, all }: { keep: Action<[string]>; all: Action<[string]> },
): Card {
  const list = rows.slice(0, SHOWN).map(({ plan }) => [plan.title, String(plan.hours), String(plan.seats)])
  const head = [text('training:import.training'), text('training:import.jp'), text('training:fact.seats')]
  const problems = wrong
    .slice(0, SHOWN)
    .map(({ row, column }) => text('training:import.wrong', { row, column }))
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
      line(text(good ? 'training:import.sure' : 'training:import.mend')),
      ...(good ? buttons(...choice) : []),
    ],
  }
}
