/** Who stands in as somebody's appraiser on a day: the appraiser, and the delegate (Plt./Plh.) of that day. */
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../../platform/database/database.ts'

export interface Appraisers {
  /** Who is written to: today's delegate where there is one, else the appraiser. */
  acting: string[]
  /** Who may act: both. */
  may: string[]
}

/** Nobody for a person without an appraiser, or whose appraiser has left and is not delegated. */
export async function appraisersOf(tx: Tx, personId: string, today: OfficeDay): Promise<Appraisers> {
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: { appraiser: { select: HOLDER(today) } },
  })
  const appraiser = person?.appraiser
  if (!appraiser) return { acting: [], may: [] }
  // Nobody answers for themselves: a delegate who is the person is left out.
  const delegates = appraiser.delegated.map(({ delegateId }) => delegateId).filter(id => id !== personId)
  const self = appraiser.leftOn === null ? [appraiser.id] : []
  return { acting: delegates.length > 0 ? delegates : self, may: [...self, ...delegates] }
}

/** Who appraises somebody on a day. */
export interface AppraiserOn {
  /** Who holds the post of appraiser, also when somebody else acts; null for nobody, or who has left. */
  holder: string | null
  /** Who acts on that day: the delegate (Plt./Plh.) where there is one, else the holder. */
  acting: string | null
}

/** Who appraises each of these people on a day. People without an appraiser have `null` twice. */
export async function appraiserOn(
  tx: Tx,
  day: OfficeDay,
  personIds: readonly string[],
): Promise<Map<string, AppraiserOn>> {
  const rows = await tx.$queryRaw<({ id: string } & AppraiserOn)[]>`
    SELECT p."id", h."id" AS "holder", coalesce(d."delegateId", h."id") AS "acting"
    FROM "Person" p LEFT JOIN "Person" h ON h."id" = p."appraiserId" AND h."leftOn" IS NULL
    LEFT JOIN LATERAL (
      SELECT d."delegateId" FROM "Delegation" d JOIN "Person" s ON s."id" = d."delegateId" AND s."leftOn" IS NULL
      WHERE d."principalId" = p."appraiserId" AND d."fromDay" <= ${day} AND d."untilDay" >= ${day}
        AND d."delegateId" <> p."id" ORDER BY d."createdAt" LIMIT 1
    ) d ON TRUE
    WHERE p."id" = ANY (${[...personIds]}::text[])`
  return new Map(rows.map(({ id, holder, acting }) => [id, { holder, acting }]))
}

/** The same for posts by their holders: who acts in each of them on a day; a holder who has left is none. */
export async function actingFor(
  tx: Tx,
  day: OfficeDay,
  holderIds: readonly string[],
): Promise<Map<string, AppraiserOn>> {
  const rows = await tx.$queryRaw<({ id: string } & AppraiserOn)[]>`
    SELECT h."id", CASE WHEN h."leftOn" IS NULL THEN h."id" END AS "holder",
      coalesce(d."delegateId", CASE WHEN h."leftOn" IS NULL THEN h."id" END) AS "acting"
    FROM "Person" h LEFT JOIN LATERAL (
      SELECT d."delegateId" FROM "Delegation" d JOIN "Person" s ON s."id" = d."delegateId" AND s."leftOn" IS NULL
      WHERE d."principalId" = h."id" AND d."fromDay" <= ${day} AND d."untilDay" >= ${day}
      ORDER BY d."createdAt" LIMIT 1
    ) d ON TRUE
    WHERE h."id" = ANY (${[...holderIds]}::text[])`
  return new Map(rows.map(({ id, holder, acting }) => [id, { holder, acting }]))
}

const HOLDER = (day: OfficeDay) => ({
  id: true,
  leftOn: true,
  delegated: {
    where: { fromDay: { lte: day }, untilDay: { gte: day }, delegate: { leftOn: null } },
    select: { delegateId: true },
    orderBy: { createdAt: 'asc' as const },
  },
})

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

/** Ids of those in office whom this person appraises today, as appraiser or as delegate. */
export async function reportsOf(tx: Tx, appraiserId: string, today: OfficeDay): Promise<string[]> {
  const acting = { delegateId: appraiserId, fromDay: { lte: today }, untilDay: { gte: today } }
  const rows = await tx.person.findMany({
    where: {
      leftOn: null,
      id: { not: appraiserId },
      OR: [{ appraiserId }, { appraiser: { delegated: { some: acting } } }],
    },
    select: { id: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id }) => id)
}
