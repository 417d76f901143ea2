/** The statements that put back what an import changed, and those that find what stands in the way. */
import { quoted } from '../../../../platform/backup/tables.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import { Prisma } from '../../../../platform/generated/client.ts'

/** The whole of an import for each row: as it was before the first change, and after the last. */
const whole = (
  importId: string,
  table: 'Unit' | 'Person' | 'Account' | 'LinkingCode' | 'Delegation',
) => Prisma.sql`
  SELECT DISTINCT ON ("subject") "subject",
    first_value("before") OVER (PARTITION BY "subject" ORDER BY "position") AS "before",
    first_value("after") OVER (PARTITION BY "subject" ORDER BY "position" DESC) AS "after"
  FROM "ImportChange" WHERE "importId" = ${importId} AND "table" = ${table}::"ImportedTable"
  ORDER BY "subject"`

/** What a person does oneself, or what says when: not what an officer changes. */
const OWN = Prisma.sql`ARRAY['noticeSeen', 'updatedAt']`

/** Names of people who are no longer as the import left them. */
export async function peopleChangedSince(tx: Tx, importId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT coalesce(p."name", c."after"->>'name') AS "name" FROM (${whole(importId, 'Person')}) c
    LEFT JOIN "Person" p ON p."id" = c."subject"
    WHERE p."id" IS NULL OR (to_jsonb(p) - ${OWN}) <> (c."after" - ${OWN}) ORDER BY 1`
  return rows.map(({ name }) => name)
}

export async function unitsChangedSince(tx: Tx, importId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT coalesce(u."name", c."after"->>'name') AS "name" FROM (${whole(importId, 'Unit')}) c
    LEFT JOIN "Unit" u ON u."id" = c."subject" WHERE u."id" IS NULL OR to_jsonb(u) <> c."after" ORDER BY 1`
  return rows.map(({ name }) => name)
}

/** Names of people whose account was taken away and is linked again, with whomever. */
export async function accountsLinkedSince(tx: Tx, importId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT p."name" FROM (${whole(importId, 'Account')}) c
    JOIN "Account" a ON a."channel" || ' ' || a."address" = c."subject" JOIN "Person" p ON p."id" = a."personId"
    ORDER BY 1`
  return rows.map(({ name }) => name)
}

/** Ids of what the import made. */
export async function madeBy(tx: Tx, importId: string, table: 'Unit' | 'Person'): Promise<string[]> {
  const rows = await tx.$queryRaw<{ subject: string }[]>`
    SELECT c."subject" FROM (${whole(importId, table)}) c WHERE c."before" IS NULL`
  return rows.map(({ subject }) => subject)
}

export interface PersonRestored {
  id: string
  rolesBefore: string[]
  rolesAfter: string[]
}
/** Those who were there before the import, with their roles before and after it. */
export async function peopleOf(tx: Tx, importId: string): Promise<PersonRestored[]> {
  const rows = await tx.$queryRaw<{ id: string; before: unknown; after: unknown }[]>`
    SELECT c."subject" AS "id", c."before"->'roles' AS "before", c."after"->'roles' AS "after"
    FROM (${whole(importId, 'Person')}) c WHERE c."before" IS NOT NULL`
  return rows.map(({ id, before, after }) => ({
    id,
    rolesBefore: rolesOf(before),
    rolesAfter: rolesOf(after),
  }))
}
const rolesOf = (said: unknown): string[] => (Array.isArray(said) ? said.map(String).toSorted() : [])

/** References that are the import's own, or are held by a foreign key, or mean nothing yet (a code nobody used). */
const EXPECTED = [
  'Person.unitId',
  'Person.appraiserId',
  'Unit.parentId',
  'LinkingCode.personId',
  'Delivery.personId',
]

/** Which of these ids stand in any row of any table, such as a thanks or the unit of an event. */
export async function namedElsewhere(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const named = new Set<string>()
  if (ids.length === 0) return named
  const columns = await tx.$queryRaw<{ table: string; column: string; array: boolean }[]>`
    SELECT c.table_name AS "table", c.column_name AS "column", c.data_type = 'ARRAY' AS "array"
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
      AND (c.data_type = 'text' AND c.column_name ~ 'Id$' OR c.udt_name = '_text' AND c.column_name ~ 'Ids$')
    ORDER BY 1, 2`
  for (const { table, column, array } of columns) {
    if (EXPECTED.includes(`${table}.${column}`)) continue
    const one = array ? `unnest(${quoted(column)})` : quoted(column)
    const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
      `SELECT r."id" FROM (SELECT DISTINCT ${one} AS "id" FROM ${quoted(table)}) r WHERE r."id" = ANY ($1::text[])`,
      [...ids],
    )
    for (const { id } of rows) named.add(id)
  }
  return named
}

/** Puts every row back as it was; what the import made (`madeBy`) goes. In this order no row refers to one that is gone. */
export async function restoreAll(
  tx: Tx,
  importId: string,
  { people, units }: { people: string[]; units: string[] },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Person" p SET "nip" = r."nip", "name" = r."name", "position" = r."position", "status" = r."status",
      "partTime" = r."partTime", "unitId" = r."unitId", "appraiserId" = r."appraiserId", "roles" = r."roles",
      "email" = r."email", "birthDate" = r."birthDate", "startDate" = r."startDate", "leftOn" = r."leftOn",
      "updatedAt" = r."updatedAt"
    FROM (${whole(importId, 'Person')}) c, jsonb_populate_record(NULL::"Person", c."before") r
    WHERE c."before" IS NOT NULL AND p."id" = c."subject"`
  await tx.person.updateMany({ where: { id: { in: people } }, data: { appraiserId: null } })
  await tx.linkingCode.deleteMany({ where: { personId: { in: people } } })
  // Nobody of them had an account: none of these was ever sent.
  await tx.delivery.deleteMany({ where: { personId: { in: people } } })
  await tx.person.deleteMany({ where: { id: { in: people } } })
  await restoreUnits(tx, importId, units)
  await tx.$executeRaw`
    INSERT INTO "Account" SELECT r.* FROM (${whole(importId, 'Account')}) c,
      jsonb_populate_record(NULL::"Account", c."before") r WHERE c."before" IS NOT NULL`
  await tx.$executeRaw`
    INSERT INTO "LinkingCode" SELECT r.* FROM (${whole(importId, 'LinkingCode')}) c,
      jsonb_populate_record(NULL::"LinkingCode", c."before") r WHERE c."after" IS NULL ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO "Delegation" SELECT r.* FROM (${whole(importId, 'Delegation')}) c,
      jsonb_populate_record(NULL::"Delegation", c."before") r WHERE c."after" IS NULL ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    UPDATE "Delegation" d SET "untilDay" = c."before"->>'untilDay' FROM (${whole(importId, 'Delegation')}) c
    WHERE d."id" = c."subject" AND to_jsonb(d) = c."after"`
}

async function restoreUnits(tx: Tx, importId: string, made: readonly string[]): Promise<void> {
  // Two of one name may change places: for a moment neither is below anything.
  await tx.$executeRaw`
    UPDATE "Unit" u SET "parentId" = NULL FROM (${whole(importId, 'Unit')}) c WHERE u."id" = c."subject"`
  await tx.$executeRaw`
    UPDATE "Unit" u SET "parentId" = c."before"->>'parentId', "name" = c."before"->>'name'
    FROM (${whole(importId, 'Unit')}) c WHERE c."before" IS NOT NULL AND u."id" = c."subject"`
  await tx.unit.deleteMany({ where: { id: { in: [...made] } } })
}
