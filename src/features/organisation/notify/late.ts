/** Messages whose numbers changed, in the line of those that let every other change go first. */
import type { Tx } from '../../../platform/database/database.ts'

/** Messages of these keys whose numbers changed; those that are about to be changed anyhow are left out. */
export async function markLater(
  tx: Tx,
  keys: readonly string[],
  { at, lostBefore }: { at: Date; lostBefore: Date },
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "LateRefresh" ("deliveryId", "since")
    SELECT "id", ${at}::timestamptz FROM "Delivery"
    WHERE "key" = ANY(${[...keys]}::text[]) AND "state" IN ('sent', 'claimed', 'sending')
      AND ("staleAt" IS NULL OR "staleAt" <= ${lostBefore}::timestamptz)
    ORDER BY "id" ON CONFLICT DO NOTHING`
}

/** Takes the one that has waited longest. */
export async function takeLater(tx: Tx): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM "LateRefresh" WHERE "deliveryId" = (
      SELECT "deliveryId" FROM "LateRefresh" ORDER BY "since", "deliveryId" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "deliveryId" AS "id"`
  return row?.id ?? null
}

/** Back in the line, at its end. */
export async function putBackLater(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.lateRefresh.createMany({ data: [{ deliveryId: id, since: at }], skipDuplicates: true })
}
