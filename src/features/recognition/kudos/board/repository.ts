/** The board's own table. */
import type { Tx } from '../../../../platform/database/database.ts'
import type { Board, BoardEntry } from './rules.ts'

/** Adds a kudos to the boards (1), or takes it off again (-1). */
export async function count(tx: Tx, entries: readonly BoardEntry[], by: 1 | -1): Promise<void> {
  if (entries.length === 0) return
  const column = (name: keyof BoardEntry) => entries.map(one => one[name])
  // In one order for all, so that two of them at once wait for each other and never in a circle.
  await tx.$executeRaw`
    INSERT INTO "KudosStanding" ("period", "scope", "value", "personId", "received")
    SELECT "period", "scope", "value", "personId", count(*)::int * ${by}::int
    FROM unnest(${column('period')}::text[], ${column('scope')}::text[], ${column('value')}::text[],
      ${column('personId')}::text[]) AS s("period", "scope", "value", "personId")
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT ("period", "scope", "value", "personId")
    DO UPDATE SET "received" = "KudosStanding"."received" + EXCLUDED."received"`
}

export interface Ranked {
  personId: string
  name: string
  received: number
}

/**
 * Who received most, in order. Whoever keeps their kudos private or has left is not named: asked here, because
 * both can change any day, and because a page is one query: a walk back along the index.
 */
export async function ranking(
  tx: Tx,
  { period, scope, value }: Board,
  { skip, take }: { skip: number; take: number },
): Promise<Ranked[]> {
  return tx.$queryRaw<Ranked[]>`
    SELECT s."personId", p."name", s."received"
    FROM "KudosStanding" s
    JOIN "Person" p ON p."id" = s."personId" AND p."leftOn" IS NULL
    LEFT JOIN "Preference" f ON f."personId" = s."personId"
    WHERE s."period" = ${period} AND s."scope" = ${scope} AND s."value" = ${value} AND s."received" > 0
      AND f."publicKudos" IS NOT FALSE
    ORDER BY s."received" DESC, s."personId" DESC
    LIMIT ${take} OFFSET ${skip}`
}
