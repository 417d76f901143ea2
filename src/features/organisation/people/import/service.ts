/** A people file, previewed and then applied in one transaction, or not at all. */

import { text } from '../../../../chat/i18n/words.ts'
import { type Actor, type FileRef, Refusal, type Text } from '../../../../chat/model.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import type { Files } from '../../../../platform/files/files.ts'
import type { Ids } from '../../../../platform/ids.ts'
import { readSheet, type SheetProblem } from '../../../../platform/spreadsheets/files.ts'
import type { Transact, Work, WorkContext } from '../../../../platform/unit-of-work.ts'
import { ROLES_LOCK } from '../accounts/accounts.ts'
import { rolesAlert } from '../accounts/alerts.ts'
import { CODES_LOCK } from '../accounts/issuing.ts'
import { leave } from '../structure/leaving.ts'
import { peopleTable } from './columns.ts'
import { type KnownPerson, type Plan, planImport, type State } from './plan.ts'
import * as repository from './repository.ts'
import { type ReadRows, readRows } from './rows.ts'

export interface ImportDeps {
  db: Database
  ids: Ids
  files: Files
  office: Office
  transact: Transact
}

/** Who imports, and when: an officer, or the shell (which is the operator's), where there is no actor. */
export interface Importer extends WorkContext {
  readonly actor?: Pick<Actor, 'personId' | 'roles'>
}

export interface Preview {
  id: string
  plan: Plan
  /** Columns of the file that are left alone. */
  unknown: string[]
}
export type Previewed = { ok: true; preview: Preview } | { ok: false; problem: SheetProblem }
export type Imports = ReturnType<typeof createImports>

const IMPORT_LOCK = 'people.import'
const idOf = ({ actor }: Importer) => actor?.personId ?? null
const isAdministrator = ({ actor }: Importer) => !actor || actor.roles.includes('administrator')

export function createImports(deps: ImportDeps) {
  const reading = createReading(deps)
  return {
    preview: reading.preview,
    again: reading.again,
    apply: createApply(deps, reading),
    retire: createRetire(deps, reading),
    leavers,
  }
}
type Reading = ReturnType<typeof createReading>

/** Reads a file and compares it with what is known; writes nothing but that it was previewed. */
function createReading({ db, ids, files, office, transact }: ImportDeps) {
  async function read(bytes: Uint8Array, now: Date) {
    const today = office.today(now)
    const found = await readSheet(bytes, peopleTable(today))
    if (!found.ok) return found
    return { ...found, rows: readRows(found.sheet, today) }
  }
  const plan = (importer: Importer, rows: ReadRows, state: State) =>
    planImport(rows, state, { administrator: isAdministrator(importer), next: () => ids.next() })

  async function preview(
    importer: Importer,
    file: Pick<FileRef, 'id'>,
    bytes: Uint8Array,
  ): Promise<Previewed> {
    const found = await read(bytes, importer.now)
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
      return planned
    })
    return { ok: true, preview: { id, plan: made, unknown: found.sheet.unknown } }
  }

  /** The preview once more, as a button under it shows another page. */
  async function again(importer: Importer, id: string): Promise<Preview> {
    const found = await reread(await mine(db.client, importer, id), importer.now)
    const state = await repository.loadState(db.client)
    return { id, plan: plan(importer, found.rows, state), unknown: found.sheet.unknown }
  }

  async function mine(tx: Tx, importer: Importer, id: string): Promise<repository.ImportRow> {
    const row = await repository.importById(tx, id)
    if (row?.byId !== idOf(importer)) throw new Refusal(text('people:import.notYours'))
    return row
  }

  async function reread({ fileId }: repository.ImportRow, now: Date) {
    const file = await files.open(fileId)
    const found = file && (await read(file.bytes, now))
    if (!found?.ok) throw new Refusal(text('people:import.fileGone'))
    return found
  }

  return { preview, again, mine, reread, plan }
}

function createApply({ db, transact }: ImportDeps, { mine, reread, plan }: Reading) {
  /** @throws Refusal when rows are wrong, or the data changed since the preview */
  return async (importer: Importer, id: string): Promise<{ plan: Plan; again: boolean }> => {
    const { rows } = await reread(await mine(db.client, importer, id), importer.now)
    const outcome = await transact(importer, async (work): Promise<Outcome> => {
      await work.lock(IMPORT_LOCK, ROLES_LOCK)
      const row = await mine(work.tx, importer, id)
      const state = await repository.loadState(work.tx)
      const made = plan(importer, rows, state)
      if (row.state === 'applied') return { plan: made, again: true }
      if (row.state !== 'previewed' || !sameBasis(row.summary, state)) {
        await repository.finishImport(work.tx, id, 'refused', work.now)
        return { refused: text('people:import.stale') }
      }
      if (made.problems.length > 0)
        return { refused: text('people:import.stillWrong', { count: made.problems.length }) }
      await repository.applyPlan(work.tx, made, work.now)
      await repository.finishImport(work.tx, id, 'applied', work.now)
      recordApplied(work, id, made)
      return { plan: made, again: false }
    })
    // Not thrown inside: that the preview is stale is to be kept.
    if ('refused' in outcome) throw new Refusal(outcome.refused)
    return outcome
  }
}
type Outcome = { plan: Plan; again: boolean } | { refused: Text }

/** Everybody whose roles the file changes stands in the audit log, and is told, but for newcomers. */
function recordApplied(work: Work, id: string, made: Plan): void {
  const changes = [
    ...made.fresh.map(person => ({ person, before: [] as string[], isNew: true })),
    ...made.changed.map(({ before, after }) => ({
      person: after,
      before: before.leftOn === null ? before.roles : [],
      isNew: false,
    })),
  ]
  for (const { person, before, isNew } of changes) {
    if ([...before].sort().join() === person.roles.join()) continue
    work.record({
      action: 'people.roles-changed',
      subject: person.id,
      detail: { before: [...before], after: person.roles },
    })
    if (!isNew) work.notify(rolesAlert(person.id, work.now))
  }
  work.record({
    action: 'people.imported',
    subject: id,
    detail: {
      fresh: made.fresh.length,
      changed: made.changed.length,
      unchanged: made.unchanged,
      newUnits: made.newUnits.length,
      movedUnits: made.movedUnits.length,
    },
  })
}

/** Who may be taken out by this import: not oneself, nor an administrator unless one is. */
const leavers = (importer: Importer, gone: readonly KnownPerson[]): KnownPerson[] =>
  gone.filter(
    ({ id, roles }) =>
      id !== idOf(importer) && (isAdministrator(importer) || !roles.includes('administrator')),
  )

function createRetire({ db, office, transact }: ImportDeps, { mine, reread, plan }: Reading) {
  /** Those who are not in an applied file leave. Only after that file was applied, and only who confirms it. */
  return async (importer: Importer, id: string): Promise<number> => {
    const row = await mine(db.client, importer, id)
    const { rows } = await reread(row, importer.now)
    return transact(importer, async work => {
      await work.lock(IMPORT_LOCK, ROLES_LOCK, CODES_LOCK)
      // An older file does not know who came since.
      if (row.state !== 'applied' || (await repository.lastApplied(work.tx)) !== id)
        throw new Refusal(text('people:import.stale'))
      const { gone } = plan(importer, rows, await repository.loadState(work.tx))
      const people = leavers(importer, gone).map(person => person.id)
      const left = await leave(work, people, office.today(work.now))
      return left.length
    })
  }
}

const sameBasis = (summary: unknown, state: State): boolean =>
  typeof summary === 'object' &&
  summary !== null &&
  'basis' in summary &&
  summary.basis === repository.fingerprint(state)
