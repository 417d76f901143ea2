/** Bulk reading and writing of people: a few statements, whatever the number of rows. */
import { createHash } from 'node:crypto'
import type { Tx } from '../../../../platform/database/database.ts'
import { type Import, Prisma } from '../../../../platform/generated/client.ts'
import type { Plan, State } from './plan.ts'

const PERSON = {
  id: true,
  nip: true,
  name: true,
  position: true,
  status: true,
  partTime: true,
  unitId: true,
  appraiserId: true,
  roles: true,
  email: true,
  birthDate: true,
  startDate: true,
  leftOn: true,
} as const

export async function loadState(tx: Tx): Promise<State> {
  const units = await tx.unit.findMany({
    select: { id: true, name: true, parentId: true },
    orderBy: { id: 'asc' },
  })
  const people = await tx.person.findMany({ select: PERSON, orderBy: { id: 'asc' } })
  return { units, people }
}

/** Two states are the same when this is: a preview is good for the state it was made of. */
export const fingerprint = (state: State): string =>
  createHash('sha256').update(JSON.stringify(state)).digest('hex')

/** Rows of one statement; a NIP list of a city fits two or three. */
const CHUNK = 4_000
function* chunks<T>(rows: readonly T[]): Generator<string> {
  for (let at = 0; at < rows.length; at += CHUNK) yield JSON.stringify(rows.slice(at, at + CHUNK))
}
const ROW = Prisma.sql`r("id" text, "nip" text, "name" text, "position" text, "status" "EmploymentStatus", "partTime" boolean, "unitId" text,
  "appraiserId" text, "roles" text[], "email" text, "birthDate" text, "startDate" text)`

export async function applyPlan(tx: Tx, plan: Plan, now: Date): Promise<void> {
  await tx.unit.createMany({ data: plan.newUnits.map(({ id, name }) => ({ id, name })) })
  // Two of one name may change places: for a moment neither is below anything.
  const moved = plan.movedUnits.map(({ id }) => id)
  await tx.unit.updateMany({ where: { id: { in: moved } }, data: { parentId: null } })
  for (const rows of chunks([...plan.newUnits, ...plan.movedUnits]))
    await tx.$executeRaw`UPDATE "Unit" u SET "parentId" = r."parentId"
      FROM jsonb_to_recordset(${rows}::jsonb) AS r("id" text, "parentId" text) WHERE u."id" = r."id"`
  for (const rows of chunks(plan.fresh))
    await tx.$executeRaw`INSERT INTO "Person" ("id", "nip", "name", "position", "status", "partTime", "unitId", "roles",
        "email", "birthDate", "startDate", "createdAt", "updatedAt")
      SELECT "id", "nip", "name", "position", "status", "partTime", "unitId", "roles", "email", "birthDate",
        "startDate", ${now}::timestamptz, ${now}::timestamptz
      FROM jsonb_to_recordset(${rows}::jsonb) AS ${ROW}`
  // After everybody is there: a superior may stand in a later row.
  const superiors = plan.fresh.filter(({ appraiserId }) => appraiserId !== null)
  for (const rows of chunks(superiors.map(({ id, appraiserId }) => ({ id, appraiserId }))))
    await tx.$executeRaw`UPDATE "Person" p SET "appraiserId" = r."appraiserId"
      FROM jsonb_to_recordset(${rows}::jsonb) AS r("id" text, "appraiserId" text) WHERE p."id" = r."id"`
  for (const rows of chunks(plan.changed.map(({ after }) => after)))
    await tx.$executeRaw`UPDATE "Person" p SET "name" = r."name", "position" = r."position",
        "status" = r."status", "partTime" = r."partTime", "unitId" = r."unitId", "appraiserId" = r."appraiserId", "roles" = r."roles",
        "email" = r."email", "birthDate" = r."birthDate", "startDate" = r."startDate", "leftOn" = NULL,
        "updatedAt" = ${now}::timestamptz
      FROM jsonb_to_recordset(${rows}::jsonb) AS ${ROW} WHERE p."id" = r."id"`
}

export interface ImportRow {
  id: string
  kind: Import['kind']
  fileId: string
  byId: string | null
  state: Import['state']
  summary: unknown
}
export async function saveImport(tx: Tx, row: ImportRow & { summary: object }, now: Date): Promise<void> {
  await tx.import.create({ data: { ...row, createdAt: now } })
}
export const importById = (tx: Tx, id: string): Promise<ImportRow | null> =>
  tx.import.findUnique({ where: { id, kind: 'people' } })

export async function finishImport(
  tx: Tx,
  id: string,
  state: 'applied' | 'refused',
  now: Date,
): Promise<void> {
  await tx.import.update({ where: { id }, data: { state, appliedAt: state === 'applied' ? now : null } })
}

/** The import that says last who is in office. */
export const lastAppliedRow = (tx: Tx) =>
  tx.import.findFirst({
    where: { kind: 'people', state: 'applied' },
    orderBy: [{ appliedAt: 'desc' }, { createdAt: 'desc' }],
    select: { id: true, byId: true, appliedAt: true },
  })

/** It was taken back: what was kept for that is no longer needed. */
export async function finishUndo(tx: Tx, id: string): Promise<void> {
  await tx.import.update({ where: { id }, data: { state: 'undone' } })
  await tx.importChange.deleteMany({ where: { importId: id } })
}

export async function hasAdministrator(tx: Tx): Promise<boolean> {
  return (await tx.person.count({ where: { leftOn: null, roles: { has: 'administrator' } } })) > 0
}
