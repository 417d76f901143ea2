/** A people file, previewed and then applied in one transaction, or not at all. */

import { text } from '../../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type Text } from '../../../../chat/model.ts'
import type { SheetNotes } from '../../../../domain/sheet-notes.ts'
import { columnNames, keepColumnNames } from '../../../../platform/database/column-names.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import { readStored, type SheetProblem } from '../../../../platform/spreadsheets/files.ts'
import type { ColumnNames } from '../../../../platform/spreadsheets/model.ts'
import { ROLES_LOCK } from '../accounts/accounts.ts'
import { CODES_LOCK } from '../accounts/issuing.ts'
import { leave } from '../structure/leaving.ts'
import { keptOfLeaving, keptOfPlan } from './changes.ts'
import { peopleTable } from './columns.ts'
import { isMass } from './harms.ts'
import { IMPORT_LOCK, type ImportDeps, type Importer, idOf, isAdministrator } from './importer.ts'
import { type Names, namesOf } from './lines.ts'
import { type KnownPerson, type Plan, planImport, type State } from './plan.ts'
import { recordApplied } from './recording.ts'
import * as repository from './repository.ts'
import { type ReadRows, readRows } from './rows.ts'
import { createUndo } from './undo.ts'

export type { ImportDeps } from './importer.ts'

export interface Preview {
  id: string
  plan: Plan
  /** Which columns and rows of the file were used, and which not. */
  notes: SheetNotes
  names: Names
}
export type Previewed = { ok: true; preview: Preview } | { ok: false; problem: SheetProblem }
export type Imports = ReturnType<typeof createImports>

export function createImports(deps: ImportDeps) {
  const reading = createReading(deps)
  return {
    preview: reading.preview,
    again: reading.again,
    apply: createApply(deps, reading),
    retire: createRetire(deps, reading),
    leavers,
    keepNames: (importer: Importer, names: ColumnNames) => keepNames(deps, importer, names),
    ...createUndo(deps),
  }
}
type Reading = ReturnType<typeof createReading>

/** What this office calls the columns, for this file and all that follow. */
async function keepNames({ transact }: ImportDeps, importer: Importer, names: ColumnNames): Promise<void> {
  if (Object.keys(names).length === 0) return
  await keepColumnNames(transact, importer, { kind: 'people', action: 'people.columns', names })
}

/** Reads a file and compares it with what is known; writes nothing but that it was previewed. */
function createReading({ db, ids, files, office, transact }: ImportDeps) {
  /** @throws Refusal once the file was swept away */
  async function read(fileId: string, now: Date) {
    const today = office.today(now)
    const found = await readStored(files, fileId, peopleTable(today, await columnNames(db.client, 'people')))
    if (!found) throw new Refusal(text('people:import.fileGone'))
    if (!found.ok) return found
    return { ...found, rows: readRows(found.sheet, today) }
  }
  const plan = (importer: Importer, rows: ReadRows, state: State) =>
    planImport(rows, state, {
      administrator: isAdministrator(importer),
      personId: idOf(importer),
      next: () => ids.next(),
    })

  async function preview(importer: Importer, file: Pick<FileRef, 'id'>): Promise<Previewed> {
    const found = await read(file.id, importer.now)
    if (!found.ok) return found
    const id = ids.next()
    const made = await transact(importer, async ({ tx, now }) => {
      const state = await repository.loadState(tx)
      const planned = plan(importer, found.rows, state)
      const summary = {
        basis: repository.fingerprint(state),
        rows: found.sheet.rows.length,
        wrong: planned.problems.length,
      }
      const row = {
        id,
        kind: 'people' as const,
        fileId: file.id,
        byId: idOf(importer),
        state: 'previewed' as const,
        summary,
      }
      await repository.saveImport(tx, row, now)
      return { plan: planned, names: namesOf(state, planned) }
    })
    return { ok: true, preview: { id, ...made, notes: found.sheet } }
  }

  /** The preview once more, as a button under it shows another page. */
  async function again(importer: Importer, id: string): Promise<Preview> {
    const found = await reread(await mine(db.client, importer, id), importer.now)
    const state = await repository.loadState(db.client)
    const made = plan(importer, found.rows, state)
    return { id, plan: made, notes: found.sheet, names: namesOf(state, made) }
  }

  async function mine(tx: Tx, importer: Importer, id: string): Promise<repository.ImportRow> {
    const row = await repository.importById(tx, id)
    if (row?.byId !== idOf(importer)) throw new Refusal(text('people:import.notYours'))
    return row
  }

  async function reread({ fileId }: repository.ImportRow, now: Date) {
    const found = await read(fileId, now)
    if (!found.ok) throw new Refusal(text('people:import.fileGone'))
    return found
  }

  return { preview, again, mine, reread, plan }
}

function createApply({ db, transact }: ImportDeps, { mine, reread, plan }: Reading) {
  /**
   * @param typed how many are affected, as the importer has typed it; needed for a mass change only
   * @throws Refusal when rows are wrong, the number is not that, or the data changed since the preview
   */
  return async (importer: Importer, id: string, typed?: number): Promise<Applied> => {
    const { rows } = await reread(await mine(db.client, importer, id), importer.now)
    const outcome = await transact(importer, async (work): Promise<Outcome> => {
      await work.lock(IMPORT_LOCK, ROLES_LOCK)
      const row = await mine(work.tx, importer, id)
      const state = await repository.loadState(work.tx)
      const made = plan(importer, rows, state)
      if (row.state === 'applied') return { plan: made, again: true }
      if (row.state === 'undone') return { refused: text('people:import.undo.was') }
      if (row.state !== 'previewed' || !sameBasis(row.summary, state)) {
        await repository.finishImport(work.tx, id, 'refused', work.now)
        return { refused: text('people:import.stale') }
      }
      if (made.problems.length > 0)
        return { refused: text('people:import.stillWrong', { count: made.problems.length }) }
      const { affected, office } = made.harms
      if (isMass(affected.length, office) && typed !== affected.length)
        return { refused: text('people:import.confirm.number', { count: affected.length }) }
      await keptOfPlan(work.tx, id, made, () => repository.applyPlan(work.tx, made, work.now))
      await repository.finishImport(work.tx, id, 'applied', work.now)
      recordApplied(work, id, made)
      return { plan: made, again: false }
    })
    // Not thrown inside: that the preview is stale is to be kept.
    if ('refused' in outcome) throw new Refusal(outcome.refused)
    return outcome
  }
}
export type Applied = { plan: Plan; again: boolean }
type Outcome = Applied | { refused: Text }

/** Who may be taken out by this import: not oneself, nor an administrator unless one is. */
const leavers = (importer: Importer, gone: readonly KnownPerson[]): KnownPerson[] =>
  gone.filter(
    ({ id, roles }) =>
      id !== idOf(importer) && (isAdministrator(importer) || !roles.includes('administrator')),
  )

function createRetire({ db, office, transact }: ImportDeps, { mine, reread, plan }: Reading) {
  /**
   * Those who are not in an applied file leave. Only after that file was applied, and only who confirms it.
   * @param typed how many leave, as the importer has typed it; needed for a mass change only
   */
  return async (importer: Importer, id: string, typed?: number): Promise<number> => {
    const row = await mine(db.client, importer, id)
    const { rows } = await reread(row, importer.now)
    return transact(importer, async work => {
      await work.lock(IMPORT_LOCK, ROLES_LOCK, CODES_LOCK)
      // An older file does not know who came since.
      if (row.state !== 'applied' || (await repository.lastAppliedRow(work.tx))?.id !== id)
        throw new Refusal(text('people:import.stale'))
      const { gone, harms } = plan(importer, rows, await repository.loadState(work.tx))
      const people = leavers(importer, gone).map(person => person.id)
      if (isMass(people.length, harms.office) && typed !== people.length)
        throw new Refusal(text('people:import.confirm.number', { count: people.length }))
      const left = await keptOfLeaving(work.tx, id, people, () => leave(work, people, office.today(work.now)))
      return left.length
    })
  }
}

const sameBasis = (summary: unknown, state: State): boolean =>
  typeof summary === 'object' &&
  summary !== null &&
  'basis' in summary &&
  summary.basis === repository.fingerprint(state)
