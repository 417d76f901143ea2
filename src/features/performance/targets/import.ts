/** A unit's agreed targets as a file: looked at whole, then taken whole or not at all. */

import { text } from '../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../chat/model.ts'
import type { RowFault, SheetNotes } from '../../../domain/sheet-notes.ts'
import { columnNames, keepColumnNames } from '../../../platform/database/column-names.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import { readStored, type SheetProblem } from '../../../platform/spreadsheets/files.ts'
import { fitOf, headingsOf } from '../../../platform/spreadsheets/look.ts'
import type { ColumnNames } from '../../../platform/spreadsheets/model.ts'
import type { Transact, Work } from '../../../platform/unit-of-work.ts'
import type { About, Access } from './access.ts'
import { type Row, rowFrom, TABLE, type WrongCell } from './import-rows.ts'
import { importedMessage } from './messages.ts'
import { addTargets } from './proposing.ts'
import { countImported, peopleByNip, withTargets } from './repository.ts'
import { MAX_TARGETS, WHOLE } from './rules.ts'

/** What is wrong with the rows of one person and quarter. */
export type Why = 'nobody' | 'weight' | 'exists' | 'closed' | 'many'
export type Wrong = { row: number } & (
  | { why: Why }
  /** One column, and why. */
  | { why: 'cell'; cell: WrongCell }
  /** Whatever the row is about. */
  | { why: 'fault'; fault: RowFault }
)
/** The rows of one person and quarter. */
interface Group extends About {
  rows: Row[]
}
/** What a file says, with everything that is wrong in it. */
export interface ImportPlan {
  groups: Group[]
  wrong: Wrong[]
  /** Which columns and rows were used, and which not. */
  notes: SheetNotes
}

interface ImportDeps {
  db: Database
  transact: Transact
  ids: Ids
  files: Files
  access: Access
}
export type TargetImport = ReturnType<typeof createImport>

export function createImport(deps: ImportDeps) {
  /** @returns null once the file was swept away */
  async function plan(fileId: string, now: Date): Promise<ImportPlan | { problem: SheetProblem } | null> {
    const names = await columnNames(deps.db.client, 'targets')
    const found = await readStored(deps.files, fileId, { ...TABLE, names })
    if (!found) return null
    if (!found.ok) return { problem: found.problem }
    const rows: Row[] = []
    const wrong: Wrong[] = []
    for (const one of found.sheet.rows) {
      const [fault] = one.faults ?? []
      const parsed = fault ? null : rowFrom(one)
      if (fault) wrong.push({ row: one.number, why: 'fault', fault })
      else if (parsed && 'column' in parsed) wrong.push({ row: one.number, why: 'cell', cell: parsed })
      else if (parsed) rows.push(parsed)
    }
    const { groups, wrong: more } = await grouped(deps, rows, now)
    return {
      groups,
      wrong: [...wrong, ...more].sort((one, other) => one.row - other.row),
      notes: found.sheet,
    }
  }

  /** Taken twice, it is taken once. @returns how many targets it brought */
  async function apply(context: RequestContext, fileId: string): Promise<number> {
    const done = await countImported(deps.db.client, fileId)
    if (done > 0) return done
    const found = await plan(fileId, context.now)
    if (!found || 'problem' in found || found.wrong.length > 0)
      throw new Refusal(text('targets:import.changed'))
    return deps.transact(context, async work => {
      await work.lock(`targets.import:${fileId}`)
      await deps.access.take(work, ...found.groups)
      return take(work, deps.ids, { fileId, byId: context.actor.personId, groups: found.groups })
    })
  }

  return {
    /** Whether it looks like a table of targets, by the names of its columns. */
    recognises: async (file: FileRef) =>
      fitOf(deps.files, file, { ...TABLE, names: await columnNames(deps.db.client, 'targets') }),
    headings: (fileId: string) => headingsOf(deps.files, fileId),
    keepNames: (context: RequestContext, names: ColumnNames) =>
      keepColumnNames(deps.transact, context, { kind: 'targets', action: 'target.columns', names }),
    plan,
    apply,
  }
}

async function take(
  work: Work,
  ids: Ids,
  { fileId, byId, groups }: { fileId: string; byId: string; groups: readonly Group[] },
): Promise<number> {
  const before = await countImported(work.tx, fileId)
  if (before > 0) return before
  for (const [quarter, people] of Map.groupBy(groups, one => one.quarter))
    if ((await withTargets(work.tx, quarter, idsOf(people))).size > 0)
      throw new Refusal(text('targets:import.changed'))
  for (const { personId, quarter, rows } of groups)
    await addTargets(work, ids, {
      about: { personId, quarter },
      side: 'officer',
      byId,
      rows: rows.map(({ terms, number }) => ({ terms, requestKey: `import:${fileId}:${number}` })),
    })
  const targets = groups.reduce((sum, { rows }) => sum + rows.length, 0)
  work.notify(...groups.map(group => importedMessage(group, fileId)))
  work.record({
    action: 'target.imported',
    subject: fileId,
    detail: { targets, people: groups.length },
  })
  return targets
}

const idsOf = (groups: readonly { personId: string }[]) => groups.map(({ personId }) => personId)

/** By person and quarter: together they weigh 100, and nothing stands there yet. */
async function grouped(
  { db, access }: ImportDeps,
  rows: readonly Row[],
  now: Date,
): Promise<Pick<ImportPlan, 'groups' | 'wrong'>> {
  const people = await peopleByNip(db.client, [...new Set(rows.map(({ nip }) => nip))])
  const groups: Group[] = []
  const wrong: Wrong[] = []
  for (const [quarter, ofQuarter] of Map.groupBy(rows, one => one.quarter)) {
    const closed = await access.locked(quarter, now)
    const taken = await withTargets(db.client, quarter, [...people.values()])
    for (const [nip, own] of Map.groupBy(ofQuarter, one => one.nip)) {
      const personId = people.get(nip)
      const why = personId ? problemOf(own, { closed, exists: taken.has(personId) }) : 'nobody'
      if (personId && !why) groups.push({ personId, quarter, rows: own })
      else wrong.push({ row: own[0]?.number ?? 0, why: why ?? 'nobody' })
    }
  }
  return { groups, wrong }
}

function problemOf(
  rows: readonly Row[],
  { closed, exists }: { closed: boolean; exists: boolean },
): Why | null {
  if (rows.reduce((sum, { terms }) => sum + terms.weight, 0) !== WHOLE) return 'weight'
  if (rows.length > MAX_TARGETS) return 'many'
  if (closed) return 'closed'
  return exists ? 'exists' : null
}
