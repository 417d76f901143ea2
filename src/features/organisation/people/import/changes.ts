/** What an import changed, kept as it was and as it became, so that it can be taken back exactly. */
import type { Tx } from '../../../../platform/database/database.ts'
import { Prisma } from '../../../../platform/generated/client.ts'
import type { Plan } from './plan.ts'

/** Rows of which a state is kept, with what names one of them. */
const TABLES = {
  Unit: { key: Prisma.sql`t."id"`, whose: Prisma.sql`t."id"` },
  Person: { key: Prisma.sql`t."id"`, whose: Prisma.sql`t."id"` },
  Account: { key: Prisma.sql`t."channel" || ' ' || t."address"`, whose: Prisma.sql`t."personId"` },
  LinkingCode: { key: Prisma.sql`t."id"`, whose: Prisma.sql`t."personId"` },
  Delegation: { key: Prisma.sql`t."id"`, whose: Prisma.sql`t."delegateId"` },
} as const
export type Kept = keyof typeof TABLES
const nameOf = (table: Kept) => Prisma.raw(`"${table}"`)

/** Keeps these rows as they are now, before they are changed or taken away. */
async function keepBefore(tx: Tx, importId: string, table: Kept, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { key, whose } = TABLES[table]
  await tx.$executeRaw`
    INSERT INTO "ImportChange" ("importId", "position", "table", "subject", "before")
    SELECT ${importId}, n."last" + row_number() OVER (ORDER BY ${key}), ${table}::"ImportedTable", ${key}, to_jsonb(t)
    FROM ${nameOf(table)} t
    CROSS JOIN (SELECT coalesce(max("position"), 0) AS "last" FROM "ImportChange" WHERE "importId" = ${importId}) n
    WHERE ${whose} = ANY (${[...ids]}::text[])`
}

/** Keeps what was made: nothing before. */
async function keepMade(
  tx: Tx,
  importId: string,
  table: 'Unit' | 'Person',
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "ImportChange" ("importId", "position", "table", "subject")
    SELECT ${importId}, n."last" + row_number() OVER (ORDER BY r."id"), ${table}::"ImportedTable", r."id"
    FROM unnest(${[...ids]}::text[]) AS r("id")
    CROSS JOIN (SELECT coalesce(max("position"), 0) AS "last" FROM "ImportChange" WHERE "importId" = ${importId}) n`
}

/** How the kept rows stand afterwards; a row that is gone has nothing. */
async function keepAfter(tx: Tx, importId: string): Promise<void> {
  for (const table of Object.keys(TABLES) as Kept[])
    await tx.$executeRaw`
      UPDATE "ImportChange" c SET "after" = to_jsonb(t) FROM ${nameOf(table)} t
      WHERE c."importId" = ${importId} AND c."table" = ${table}::"ImportedTable" AND c."after" IS NULL
        AND c."subject" = ${TABLES[table].key}`
}

/** Runs what applies a plan, and keeps what it changes. */
export async function keptOfPlan(
  tx: Tx,
  importId: string,
  plan: Plan,
  apply: () => Promise<void>,
): Promise<void> {
  await keepBefore(tx, importId, 'Unit', idsOf(plan.movedUnits))
  await keepBefore(tx, importId, 'Person', idsOf(plan.changed.map(({ before }) => before)))
  await apply()
  await keepMade(tx, importId, 'Unit', idsOf(plan.newUnits))
  await keepMade(tx, importId, 'Person', idsOf(plan.fresh))
  await keepAfter(tx, importId)
}
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

/** Runs what records these people as gone, and keeps what it takes away. */
export async function keptOfLeaving<T>(
  tx: Tx,
  importId: string,
  people: readonly string[],
  leave: () => Promise<T>,
): Promise<T> {
  for (const table of ['Person', 'Account', 'LinkingCode', 'Delegation'] as const)
    await keepBefore(tx, importId, table, people)
  const left = await leave()
  await keepAfter(tx, importId)
  return left
}

/** Lets go of what is kept of imports that were applied before this moment. */
export async function forgetBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.importChange.deleteMany({ where: { import: { appliedAt: { lt: moment } } } })
}
