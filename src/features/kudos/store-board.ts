/** The board's own table. */
import type { Tx } from '../../platform/db.ts'
import type { Board, Standing } from './rules-board.ts'

/** Adds a kudos to the boards (1), or takes it off again (-1). */
export async function count(tx: Tx, standings: readonly Standing[], by: 1 | -1): Promise<void> {
  if (standings.length === 0) return
  // In one order for all, so that two of them at once wait for each other and never in a circle.
  const rows = standings.map(one => [one.period, one.scope, one.value, one.personId] as const).sort()
  const column = (at: 0 | 1 | 2 | 3) => rows.map(row => row[at])
  await tx.$executeRaw`
    INSERT INTO "KudosStanding" ("period", "scope", "value", "personId", "received")
    SELECT *, ${by}::int
    FROM unnest(${column(0)}::text[], ${column(1)}::text[], ${column(2)}::text[], ${column(3)}::text[])
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
  { from, limit }: { from: number; limit: number },
): Promise<Ranked[]> {
  return tx.$queryRaw<Ranked[]>`
    SELECT s."personId", p."name", s."received"
    FROM "KudosStanding" s
    JOIN "Person" p ON p."id" = s."personId" AND p."leftOn" IS NULL
    LEFT JOIN "Preference" f ON f."personId" = s."personId"
    WHERE s."period" = ${period} AND s."scope" = ${scope} AND s."value" = ${value} AND s."received" > 0
      AND f."publicKudos" IS NOT FALSE
    ORDER BY s."received" DESC, s."personId" DESC
    LIMIT ${limit} OFFSET ${from}`
}
