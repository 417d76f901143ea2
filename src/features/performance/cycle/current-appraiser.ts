/**
 * Who appraises whom in a quarter today. These bulk queries read the tables of people directly, because asking person
 * by person would not do for 100,000.
 */
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { literal } from '../../../platform/database/like.ts'
import { Prisma } from '../../../platform/generated/client.ts'
import { delegatesOn } from '../../organisation/people/api.ts'

/**
 * Each appraisal of a quarter that is to be made, with who makes it on this day: the delegate of the assigned
 * appraiser if there is one. Nobody appraises themselves: where the delegate is the person, it stays with the
 * holder, or falls to the superior when the post is empty. Nobody excused, nobody who left before being appraised.
 */
const appraisalsOn = (quarter: Quarter, day: OfficeDay, only: Prisma.Sql) => Prisma.sql`
  SELECT a."id", a."personId", a."unitId", a."doneAt", p."name", p."position", a."appraiserId" AS "holderId",
    CASE WHEN da."delegateId" <> a."personId" THEN da."delegateId"
      WHEN da."delegateId" IS NOT NULL AND pa."leftOn" IS NOT NULL THEN a."superiorId"
      ELSE a."appraiserId" END AS "appraiserId",
    CASE WHEN ds."delegateId" <> a."personId" THEN ds."delegateId" ELSE a."superiorId" END AS "superiorId"
  FROM "Assignment" a
  JOIN "Person" p ON p."id" = a."personId"
  LEFT JOIN "Person" pa ON pa."id" = a."appraiserId"
  LEFT JOIN acting da ON da."principalId" = a."appraiserId"
  LEFT JOIN acting ds ON ds."principalId" = a."superiorId"
  WHERE a."quarter" = ${quarter} AND a."excused" IS NULL
    AND (a."doneAt" IS NOT NULL OR p."leftOn" IS NULL OR p."leftOn" > ${day}) ${only}`

/** `only`: a further condition on `a`, where few rows are wanted. */
const withAppraisals = (quarter: Quarter, day: OfficeDay, only = Prisma.empty) =>
  Prisma.sql`WITH acting AS (${delegatesOn(day)}), appraisals AS (${appraisalsOn(quarter, day, only)})`

/** Somebody to be appraised, as a list shows them. */
export interface Report {
  id: string
  personId: string
  name: string
  position: string
  doneAt: Date | null
}

/** A part of a name that is searched. */
const like = (typed: string) => `%${literal(typed.trim())}%`

/** This person, and those for whom they act: worked out first, as a list, for then an index finds their rows. */
const heldBy = (personId: string) => Prisma.sql`ANY (ARRAY(SELECT ${personId}::text
  UNION ALL SELECT "principalId" FROM acting WHERE "delegateId" = ${personId}))`
/** Rows of `a` that may be this person's, found by index; which of them are is said by `madeBy`. */
const near = (personId: string) =>
  Prisma.sql`AND (a."appraiserId" = ${heldBy(personId)} OR a."superiorId" = ${personId})`
/** Both may: who holds the post, and who acts for them today. */
const madeBy = (personId: string) =>
  Prisma.sql`("appraiserId" = ${personId} OR "holderId" = ${personId}) AND "personId" <> ${personId}`

/** How far one appraiser is. */
export async function loadOf(
  tx: Tx,
  { quarter, personId, day }: { quarter: Quarter; personId: string; day: OfficeDay },
): Promise<{ total: number; done: number }> {
  const [row] = await tx.$queryRaw<{ total: number; done: number }[]>`
    ${withAppraisals(quarter, day, near(personId))}
    SELECT count(*)::int AS "total", (count(*) FILTER (WHERE "doneAt" IS NOT NULL))::int AS "done"
    FROM appraisals WHERE ${madeBy(personId)}`
  return row ?? { total: 0, done: 0 }
}

/** Whom this person appraises on this day, those still to be done first, then by name. */
export async function reportsFor(
  tx: Tx,
  { quarter, personId, day }: { quarter: Quarter; personId: string; day: OfficeDay },
  { typed = '', offset = 0, limit = 8 } = {},
): Promise<{ reports: Report[]; found: number }> {
  const rows = await tx.$queryRaw<(Report & { found: bigint })[]>`
    ${withAppraisals(quarter, day, near(personId))}
    SELECT "id", "personId", "name", "position", "doneAt", count(*) OVER () AS "found" FROM appraisals
    WHERE ${madeBy(personId)} AND "name" ILIKE ${like(typed)}
    ORDER BY ("doneAt" IS NOT NULL), "name", "id" LIMIT ${limit} OFFSET ${offset}`
  return {
    reports: rows.map(({ found: _, ...report }) => report),
    found: Number(rows[0]?.found ?? 0),
  }
}

export interface CurrentAppraiser {
  /** `null`: nobody in office is there to do it. */
  appraiserId: string | null
  superiorId: string | null
}
/** Who appraises on this day, and whom to tell when it is late; null where the appraisal is not to be made. */
export async function currentAppraiser(
  tx: Tx,
  { quarter, id, day }: { quarter: Quarter; id: string; day: OfficeDay },
): Promise<CurrentAppraiser | null> {
  const [row] = await tx.$queryRaw<CurrentAppraiser[]>`
    ${withAppraisals(quarter, day, Prisma.sql`AND a."id" = ${id}`)}
    SELECT "appraiserId", "superiorId" FROM appraisals`
  return row ?? null
}

/** How far one appraiser is: a line of the plan of reminders. */
export interface Load {
  /** `null`: nobody in office is there to do it. */
  appraiserId: string | null
  superiorId: string | null
  total: number
  left: number
}

/** Every appraiser with anything to do this quarter, done or not; once for each superior. */
export async function loads(tx: Tx, quarter: Quarter, day: OfficeDay): Promise<Load[]> {
  return tx.$queryRaw<Load[]>`
    ${withAppraisals(quarter, day)}, counted AS (
      SELECT "appraiserId", "superiorId", count(*)::int AS "total",
        (count(*) FILTER (WHERE "doneAt" IS NULL))::int AS "left" FROM appraisals GROUP BY 1, 2)
    SELECT p."id" AS "appraiserId", c."superiorId", c."total", c."left"
    FROM counted c LEFT JOIN "Person" p ON p."id" = c."appraiserId" AND (p."leftOn" IS NULL OR p."leftOn" > ${day})`
}

/** Appraisers below this person, themselves or as a delegate, who have anything left: most first. */
export async function lateUnder(
  tx: Tx,
  { quarter, personId, day }: { quarter: Quarter; personId: string; day: OfficeDay },
): Promise<{ name: string; total: number; left: number }[]> {
  const under = Prisma.sql`AND a."superiorId" = ${heldBy(personId)}`
  return tx.$queryRaw`
    ${withAppraisals(quarter, day, under)}
    SELECT p."name", count(*)::int AS "total", (count(*) FILTER (WHERE s."doneAt" IS NULL))::int AS "left"
    FROM appraisals s JOIN "Person" p ON p."id" = s."appraiserId"
    WHERE s."superiorId" = ${personId} AND s."appraiserId" <> ${personId}
    GROUP BY p."id" HAVING count(*) FILTER (WHERE s."doneAt" IS NULL) > 0 ORDER BY 3 DESC, 1`
}

export interface UnitProgress {
  unitId: string
  name: string
  total: number
  done: number
}
export async function progressByUnit(tx: Tx, quarter: Quarter, day: OfficeDay): Promise<UnitProgress[]> {
  return tx.$queryRaw<UnitProgress[]>`
    ${withAppraisals(quarter, day)}
    SELECT s."unitId", u."name", count(*)::int AS "total",
      (count(*) FILTER (WHERE s."doneAt" IS NOT NULL))::int AS "done"
    FROM appraisals s JOIN "Unit" u ON u."id" = s."unitId" GROUP BY 1, 2 ORDER BY 2`
}

/** Still to be appraised, with nobody in office to do it. */
export async function withoutAppraiser(
  tx: Tx,
  quarter: Quarter,
  day: OfficeDay,
  { offset = 0, limit = 8 } = {},
): Promise<{ reports: Report[]; found: number }> {
  const rows = await tx.$queryRaw<(Report & { found: bigint })[]>`
    ${withAppraisals(quarter, day)}
    SELECT s."id", s."personId", s."name", s."position", s."doneAt", count(*) OVER () AS "found"
    FROM appraisals s LEFT JOIN "Person" p ON p."id" = s."appraiserId" AND (p."leftOn" IS NULL OR p."leftOn" > ${day})
    WHERE s."doneAt" IS NULL AND p."id" IS NULL ORDER BY s."name", s."id" LIMIT ${limit} OFFSET ${offset}`
  return {
    reports: rows.map(({ found: _, ...report }) => report),
    found: Number(rows[0]?.found ?? 0),
  }
}

/**
 * SQL: whether one of the last two quarters names this person as an appraiser, which gives them that role. It is part
 * of the query that looks up who wrote, for every act asks both.
 */
export const namedAsAppraiser = (personId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT 1 FROM "Assignment" WHERE "appraiserId" = ${personId} AND "excused" IS NULL AND "quarter" IN (
    SELECT "quarter" FROM "Cycle" WHERE "stage" <> 'planned' ORDER BY "quarter" DESC LIMIT 2))`
