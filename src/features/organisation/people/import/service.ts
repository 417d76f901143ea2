/** A people file, previewed and then applied in one transaction, or not at all. */

import { text } from '../../../../chat/i18n/words.ts'
import { type Actor, type FileRef, Refusal } from '../../../../chat/model.ts'
import { dayOf } from '../../../../domain/calendar/office-day.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import type { Files } from '../../../../platform/files/files.ts'
import type { Ids } from '../../../../platform/ids.ts'
import { readSheet, type SheetProblem } from '../../../../platform/spreadsheets/files.ts'
import type { Audit } from '../../audit/api.ts'
import { rolesAlert } from '../accounts/alerts.ts'
import { noPost, type Post } from '../post.ts'
import { leave } from '../structure/leaving.ts'
import { type KnownPerson, type Plan, planImport, type State } from './plan.ts'
import * as repository from './repository.ts'
import { COLUMNS, type ReadRows, readRows } from './rows.ts'

export interface ImportDeps {
  db: Database
  ids: Ids
  audit: Audit
  files: Files
  timeZone: string
  post?: Post
}

/** Who imports: somebody at the desk, or the shell (which is the operator's). */
export type By = Pick<Actor, 'personId' | 'roles'> | 'shell'

export interface Preview {
  id: string
  plan: Plan
  state: State
  /** Columns of the file that are left alone. */
  unknown: string[]
  fileId: string
}
export type Previewed = { ok: true; preview: Preview } | { ok: false; problem: SheetProblem }

const idOf = (by: By) => (by === 'shell' ? null : by.personId)
const isAdministrator = (by: By) => by === 'shell' || by.roles.includes('administrator')

export type Imports = ReturnType<typeof createImports>

export function createImports({ db, ids, audit, files, timeZone, post = noPost }: ImportDeps) {
  async function read(bytes: Uint8Array, now: Date) {
    const found = await readSheet(bytes, { columns: COLUMNS })
    if (!found.ok) return found
    return { ...found, rows: readRows(found.sheet, dayOf(now, timeZone)) }
  }
  const plan = (rows: ReadRows, state: State, by: By) =>
    planImport(rows, state, { administrator: isAdministrator(by), next: () => ids.next() })

  async function preview(
    file: Pick<FileRef, 'id'>,
    bytes: Uint8Array,
    by: By,
    now: Date,
  ): Promise<Previewed> {
    const found = await read(bytes, now)
    if (!found.ok) return found
    const state = await db.transaction(tx => repository.loadState(tx))
    const id = ids.next()
    const row = {
      id,
      kind: 'people' as const,
      fileId: file.id,
      byId: idOf(by),
      state: 'previewed' as const,
    }
    const made = plan(found.rows, state, by)
    const summary = {
      basis: repository.fingerprint(state),
      rows: found.sheet.rows.length,
      wrong: made.problems.length,
    }
    await repository.saveImport(db.client, { ...row, summary }, now)
    return { ok: true, preview: { id, plan: made, state, unknown: found.sheet.unknown, fileId: file.id } }
  }

  /** The preview once more, as a button under it shows another page. */
  async function again(id: string, by: By, now: Date): Promise<Preview> {
    const row = await mine(db.client, id, by)
    const found = await reread(row, now)
    const state = await db.transaction(tx => repository.loadState(tx))
    return { id, plan: plan(found.rows, state, by), state, unknown: found.sheet.unknown, fileId: row.fileId }
  }

  async function mine(tx: Tx, id: string, by: By): Promise<repository.ImportRow> {
    const row = await repository.importById(tx, id)
    if (row?.byId !== idOf(by)) throw new Refusal(text('people:import.notYours'))
    return row
  }

  async function reread({ fileId }: repository.ImportRow, now: Date) {
    const file = await files.open(fileId)
    const found = file && (await read(file.bytes, now))
    if (!found?.ok) throw new Refusal(text('people:import.fileGone'))
    return found
  }

  /** @throws Refusal when rows are wrong, or the data changed since the preview */
  async function apply(id: string, by: By, now: Date): Promise<{ plan: Plan; again: boolean }> {
    const row = await mine(db.client, id, by)
    const { rows } = await reread(row, now)
    const outcome = await db.transaction(async tx => {
      await db.lock(tx, 'people.import')
      await db.lock(tx, 'people.roles')
      const { state: stands, summary } = await mine(tx, id, by)
      const state = await repository.loadState(tx)
      const made = plan(rows, state, by)
      if (stands === 'applied') return { plan: made, again: true }
      if (stands !== 'previewed' || !sameBasis(summary, state)) {
        await repository.finishImport(tx, id, 'refused', now)
        return text('people:import.stale')
      }
      if (made.problems.length > 0) return text('people:import.stillWrong', { count: made.problems.length })
      await repository.applyPlan(tx, made, now)
      await repository.finishImport(tx, id, 'applied', now)
      await noteApplied(tx, id, made, { by, now })
      return { plan: made, again: false }
    })
    // Not thrown inside: that the preview is stale is to be kept.
    if ('key' in outcome) throw new Refusal(outcome)
    return outcome
  }

  async function noteApplied(tx: Tx, id: string, made: Plan, { by, now }: { by: By; now: Date }) {
    const said = { at: now, actorId: idOf(by) }
    const newcomers = new Set<unknown>(made.fresh)
    for (const [person, before] of [
      ...made.fresh.map(one => [one, [] as string[]] as const),
      ...made.changed.map(({ before: was, after }) => [after, was.leftOn === null ? was.roles : []] as const),
    ]) {
      if ([...before].sort().join() === person.roles.join()) continue
      const detail = { before: [...before], after: person.roles }
      await audit.note(tx, { ...said, action: 'people.roles-changed', subject: person.id, detail })
      if (!newcomers.has(person)) await post.tell(tx, [rolesAlert(person.id, now)], now)
    }
    const { fresh, changed, unchanged, newUnits, movedUnits } = made
    const counts = { fresh: fresh.length, changed: changed.length, unchanged }
    const detail = { ...counts, newUnits: newUnits.length, movedUnits: movedUnits.length }
    await audit.note(tx, { ...said, action: 'people.imported', subject: id, detail })
  }

  /** Who may be taken out by this import: not oneself, nor an administrator unless one is. */
  const leavers = (gone: readonly KnownPerson[], by: By): KnownPerson[] =>
    gone.filter(
      ({ id, roles }) => id !== idOf(by) && (isAdministrator(by) || !roles.includes('administrator')),
    )

  /** Those who are not in an applied file leave. Only after that file was applied, and only who confirms it. */
  async function retire(id: string, by: By, now: Date): Promise<number> {
    const row = await mine(db.client, id, by)
    const { rows } = await reread(row, now)
    return db.transaction(async tx => {
      await db.lock(tx, 'people.import')
      // An older file does not know who came since.
      if (row.state !== 'applied' || (await repository.lastApplied(tx)) !== id)
        throw new Refusal(text('people:import.stale'))
      const { gone } = plan(rows, await repository.loadState(tx), by)
      const people = leavers(gone, by).map(person => person.id)
      const left = await leave(tx, audit, { people, by: idOf(by), now, today: dayOf(now, timeZone) })
      return left.length
    })
  }

  return { preview, again, apply, retire, leavers }
}

const sameBasis = (summary: unknown, state: State): boolean =>
  typeof summary === 'object' &&
  summary !== null &&
  'basis' in summary &&
  summary.basis === repository.fingerprint(state)
