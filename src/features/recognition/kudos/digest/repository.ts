import type { Berakhlak } from '../../../../domain/berakhlak.ts'
import type { Tx } from '../../../../platform/database/database.ts'

interface Span {
  from: Date
  until: Date
}

/** Units in which somebody who likes it to be seen was praised in this time. */
export async function unitsPraised(tx: Tx, { from, until }: Span): Promise<string[]> {
  const rows = await tx.$queryRaw<{ unitId: string }[]>`
    SELECT DISTINCT r."unitId"
    FROM "KudosReceiver" r
    JOIN "Kudos" k ON k."id" = r."kudosId" AND k."withdrawnAt" IS NULL AND k."hiddenAt" IS NULL
    LEFT JOIN "Preference" f ON f."personId" = r."personId"
    WHERE r."createdAt" >= ${from} AND r."createdAt" < ${until} AND f."publicKudos" IS NOT FALSE
    ORDER BY 1`
  return rows.map(({ unitId }) => unitId)
}

export interface Thanked {
  personId: string
  name: string
  values: Berakhlak[]
  kudos: string[]
}

/** Whom of a unit people thanked in this time, by the alphabet: thanks, not ranks. */
export async function thanked(tx: Tx, unitId: string, { from, until }: Span): Promise<Thanked[]> {
  return tx.$queryRaw<Thanked[]>`
    SELECT r."personId", p."name", array_agg(DISTINCT k."value"::text) AS "values", array_agg(k."id") AS "kudos"
    FROM "KudosReceiver" r
    JOIN "Kudos" k ON k."id" = r."kudosId" AND k."withdrawnAt" IS NULL AND k."hiddenAt" IS NULL
    JOIN "Person" p ON p."id" = r."personId"
    LEFT JOIN "Preference" f ON f."personId" = r."personId"
    WHERE r."unitId" = ${unitId} AND r."createdAt" >= ${from} AND r."createdAt" < ${until}
      AND f."publicKudos" IS NOT FALSE
    GROUP BY 1, 2
    ORDER BY p."name", 1`
}
