/** The last import taken back within a day, exactly, or not at all. */
import { type Key, text } from '../../../../chat/i18n/words.ts'
import { type Card, Refusal } from '../../../../chat/model.ts'
import { line } from '../../../../chat/ui/blocks.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import { Prisma } from '../../../../platform/generated/client.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import { ROLES_LOCK } from '../accounts/accounts.ts'
import { rolesAlert } from '../accounts/alerts.ts'
import { CODES_LOCK } from '../accounts/issuing.ts'
import { forgetBefore } from './changes.ts'
import { IMPORT_LOCK, type ImportDeps, type Importer, idOf, isAdministrator } from './importer.ts'
import * as repository from './repository.ts'
import * as restore from './restore.ts'

/** Hours in which an import can be taken back. */
export const UNDO_HOURS = 24
const HOUR = 60 * 60 * 1000
/** Names in one refusal. */
const NAMED = 3

export interface Undoable {
  id: string
  appliedAt: Date
  /** Until when it can be taken back. */
  until: Date
}

export function createUndo({ db, transact }: Pick<ImportDeps, 'db' | 'transact'>) {
  /** The import that can be taken back now; null where there is none, or its day is over. */
  async function last(tx: Tx, importer: Importer): Promise<(Undoable & { byId: string | null }) | null> {
    const row = await repository.lastAppliedRow(tx)
    if (!row?.appliedAt) return null
    const until = new Date(row.appliedAt.getTime() + UNDO_HOURS * HOUR)
    return importer.now > until ? null : { id: row.id, byId: row.byId, appliedAt: row.appliedAt, until }
  }

  /** @throws Refusal where it is not the last, too late, or somebody changed since what it had changed */
  async function undo(importer: Importer, id: string): Promise<{ people: number; fresh: number }> {
    try {
      return await transact(importer, async work => {
        await work.lock(IMPORT_LOCK, ROLES_LOCK, CODES_LOCK)
        const found = await last(work.tx, importer)
        if (found?.id !== id) throw new Refusal(text('people:import.undo.late', { hours: UNDO_HOURS }))
        if (!isAdministrator(importer) && found.byId !== idOf(importer))
          throw new Refusal(text('people:import.undo.notYours'))
        return takeBack(work, importer, id)
      })
    } catch (error) {
      // Something refers to what the import made, such as somebody who was put into a new unit since.
      if (isForeignKey(error)) throw new Refusal(text('people:import.undo.inUse'))
      throw error
    }
  }

  return {
    last: (importer: Importer): Promise<Undoable | null> => last(db.client, importer),
    undo,
    /** Lets go of what was kept for imports that can no longer be taken back. */
    forget: (now: Date) =>
      transact({ now }, ({ tx }) => forgetBefore(tx, new Date(now.getTime() - UNDO_HOURS * HOUR))),
  }
}

/** What is said once it was taken back. */
export const undoneCard = ({ people, fresh }: { people: number; fresh: number }): Card => ({
  title: text('people:import.undo.done'),
  blocks: [line(text('people:import.undo.doneBody', { people, fresh }))],
})

async function takeBack(work: Work, importer: Importer, id: string) {
  const { tx } = work
  refuseNamed('people:import.undo.people', await restore.peopleChangedSince(tx, id))
  refuseNamed('people:import.undo.units', await restore.unitsChangedSince(tx, id))
  refuseNamed('people:import.undo.accounts', await restore.accountsLinkedSince(tx, id))
  const fresh = await restore.madeBy(tx, id, 'Person')
  refuseNamed('people:import.undo.active', await alreadyActive(tx, fresh))
  const units = await restore.madeBy(tx, id, 'Unit')
  if ((await restore.namedElsewhere(tx, units)).size > 0) throw new Refusal(text('people:import.undo.inUse'))
  const people = await restore.peopleOf(tx, id)
  const own = people.find(person => person.id === idOf(importer))
  if (own && own.rolesBefore.join() !== own.rolesAfter.join())
    throw new Refusal(text('people:import.undo.own'))
  await restore.restoreAll(tx, id, { people: fresh, units })
  await repository.finishUndo(tx, id)
  if (
    !(await repository.hasAdministrator(tx)) &&
    people.some(({ rolesAfter }) => rolesAfter.includes('administrator'))
  )
    throw new Refusal(text('people:roles.last'))
  for (const { id: person, rolesBefore, rolesAfter } of people) {
    if (rolesBefore.join() === rolesAfter.join()) continue
    work.record({
      action: 'people.roles-changed',
      subject: person,
      detail: { before: rolesAfter, after: rolesBefore },
    })
    work.notify(rolesAlert(person, work.now))
  }
  for (const person of people)
    work.record({ action: 'people.restored', subject: person.id, detail: { import: id } })
  work.record({
    action: 'people.import-undone',
    subject: id,
    detail: { people: people.length, fresh: fresh.length },
  })
  return { people: people.length, fresh: fresh.length }
}

function refuseNamed(key: Extract<Key, `people:import.undo.${string}`>, names: readonly string[]): void {
  if (names.length === 0) return
  throw new Refusal(text(key, { count: names.length, names: names.slice(0, NAMED).join('; ') }))
}

/** Names of those who were new and have done, or been given, anything since. */
async function alreadyActive(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const named = [...(await restore.namedElsewhere(tx, ids))]
  const rows = await tx.person.findMany({
    where: { id: { in: named } },
    select: { name: true },
    orderBy: { name: 'asc' },
  })
  return rows.map(({ name }) => name)
}

const isForeignKey = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  (error.code === 'P2003' ||
    error.code === 'P2014' ||
    (error.code === 'P2010' && error.message.includes('23503')))
