/**
 * THE home of "who appraises whom on a day": the appraiser a person has in the data, and the delegate (Plt. for a
 * vacant post, Plh. for an absent holder; SE BKN 1/SE/I/2021) who acts in that post on the day.
 */
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import { Prisma } from '../../../../platform/generated/client.ts'

/** Who appraises somebody on a day. */
export interface AppraiserOn {
  /** Who holds the post of appraiser, also when somebody else acts; null for nobody, or who has left. */
  holder: string | null
  /** Who acts on that day: the delegate (Plt./Plh.) where there is one, else the holder. */
  acting: string | null
}

/** Ids of those who may appraise on that day: the holder of the post, and who acts in it. */
export const mayAppraise = ({ holder, acting }: AppraiserOn): string[] =>
  [...new Set([holder, acting])].filter(id => id !== null)

export const NOBODY: AppraiserOn = Object.freeze({ holder: null, acting: null })

/**
 * Who acts in whose post on a day, as a sub-query with the columns `principalId` and `delegateId`: one row a post.
 * Of several the one that was named first (`createdAt`, then `id`) of those still in office. For bulk queries of
 * other features, which cannot ask person by person.
 */
export const delegatesOn = (day: OfficeDay): Prisma.Sql => Prisma.sql`
  SELECT DISTINCT ON (d."principalId") d."principalId", d."delegateId"
  FROM "Delegation" d JOIN "Person" s ON s."id" = d."delegateId" AND s."leftOn" IS NULL
  WHERE d."fromDay" <= ${day} AND d."untilDay" >= ${day}
  ORDER BY d."principalId", d."createdAt", d."id"`

/**
 * Who appraises each of these people on a day; unknown ids are left out. Nobody appraises themselves: a person who
 * acts for their own appraiser is appraised by the holder.
 */
export async function appraisersOn(
  tx: Tx,
  day: OfficeDay,
  personIds: readonly string[],
): Promise<Map<string, AppraiserOn>> {
  const rows = await tx.$queryRaw<({ id: string } & AppraiserOn)[]>`
    SELECT p."id", h."id" AS "holder", coalesce(d."delegateId", h."id") AS "acting"
    FROM "Person" p LEFT JOIN "Person" h ON h."id" = p."appraiserId" AND h."leftOn" IS NULL
    LEFT JOIN (${delegatesOn(day)}) d ON d."principalId" = p."appraiserId" AND d."delegateId" <> p."id"
    WHERE p."id" = ANY (${[...personIds]}::text[])`
  return byId(rows)
}

/** The same for posts by their holders: who acts in each of them on a day; a holder who has left is none. */
export async function actingFor(
  tx: Tx,
  day: OfficeDay,
  holderIds: readonly string[],
): Promise<Map<string, AppraiserOn>> {
  const rows = await tx.$queryRaw<({ id: string } & AppraiserOn)[]>`
    SELECT p."id", h."id" AS "holder", coalesce(d."delegateId", h."id") AS "acting"
    FROM "Person" p LEFT JOIN "Person" h ON h."id" = p."id" AND h."leftOn" IS NULL
    LEFT JOIN (${delegatesOn(day)}) d ON d."principalId" = p."id"
    WHERE p."id" = ANY (${[...holderIds]}::text[])`
  return byId(rows)
}

const byId = (rows: readonly ({ id: string } & AppraiserOn)[]): Map<string, AppraiserOn> =>
  new Map(rows.map(({ id, holder, acting }) => [id, { holder, acting }]))

/** Ids of those in office whom this person appraises on a day, as appraiser or as delegate, by name. */
export async function reportsOf(tx: Tx, appraiserId: string, day: OfficeDay): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p."id" FROM "Person" p
    WHERE p."leftOn" IS NULL AND p."id" <> ${appraiserId} AND (p."appraiserId" = ${appraiserId}
      OR p."appraiserId" IN (SELECT "principalId" FROM (${delegatesOn(day)}) d WHERE d."delegateId" = ${appraiserId}))
    ORDER BY p."name", p."id"`
  return rows.map(({ id }) => id)
}

/** The superior of somebody who is in office themselves; null at the top, or where that post is empty. */
export async function superiorOf(tx: Tx, personId: string): Promise<string | null> {
  const row = await tx.person.findUnique({
    where: { id: personId },
    select: { appraiser: { select: { id: true, leftOn: true } } },
  })
  return row?.appraiser?.leftOn === null ? row.appraiser.id : null
}

/** Ids of those in office in one unit (not those of the units below it), by name. */
export async function membersOf(tx: Tx, unitId: string): Promise<string[]> {
  const rows = await tx.person.findMany({
    where: { unitId, leftOn: null },
    select: { id: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id }) => id)
}
