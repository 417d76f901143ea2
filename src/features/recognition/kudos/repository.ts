import type { Berakhlak } from '../../../domain/berakhlak.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import { quarterOf } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Today } from './rules.ts'

export interface Kudos {
  id: string
  giverId: string
  value: Berakhlak
  message: string
  createdAt: Date
  withdrawnAt: Date | null
  hiddenAt: Date | null
  hiddenReason: string | null
  receivers: string[]
}

/** In one query: every message about a kudos asks it. Those of the ids that are there, in no order. */
export async function kudosByIds(tx: Tx, ids: readonly string[]): Promise<Kudos[]> {
  return tx.$queryRaw<Kudos[]>`
    SELECT k."id", k."giverId", k."value", k."message", k."createdAt", k."withdrawnAt", k."hiddenAt",
      k."hiddenReason", ARRAY(SELECT r."personId" FROM "KudosReceiver" r WHERE r."kudosId" = k."id" ORDER BY 1)
        AS "receivers"
    FROM "Kudos" k WHERE k."id" = ANY (${[...ids]}::text[])`
}

export const kudosById = async (tx: Tx, id: string): Promise<Kudos | null> =>
  (await kudosByIds(tx, [id]))[0] ?? null

export interface Receiver {
  personId: string
  unitId: string
  ranked: boolean
}
/** A kudos as it is written down. */
export type NewKudos = Pick<Kudos, 'id' | 'giverId' | 'value' | 'message' | 'createdAt'> & {
  requestKey: string
  receivers: readonly Receiver[]
}

/** Kudos and their receivers, in one statement. */
export async function addAll(tx: Tx, rows: readonly NewKudos[]): Promise<void> {
  await tx.$executeRaw`
    WITH given AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g("id" text,
      "requestKey" text, "giverId" text, "value" "Berakhlak", "message" text, "createdAt" timestamptz, "receivers" jsonb)),
    kudos AS (
      INSERT INTO "Kudos" ("id", "requestKey", "giverId", "value", "message", "createdAt")
      SELECT "id", "requestKey", "giverId", "value", "message", "createdAt" FROM given
    )
    INSERT INTO "KudosReceiver" ("kudosId", "personId", "unitId", "ranked", "createdAt")
    SELECT g."id", r."personId", r."unitId", r."ranked", g."createdAt"
    FROM given g, jsonb_to_recordset(g."receivers") AS r("personId" text, "unitId" text, "ranked" boolean)`
}

export const receiversOf = (tx: Tx, kudosId: string): Promise<Receiver[]> =>
  tx.kudosReceiver.findMany({ where: { kudosId }, select: { personId: true, unitId: true, ranked: true } })

/** What was there before somebody gives: all that decides whether they may, and whether it counts. */
export interface Before {
  /** The kudos that this very request made, if the request came twice. */
  sameRequest: string | null
  today: Today
  /** When each of the receivers last praised the giver. */
  returned: ReadonlyMap<string, Date>
}

/** Who wants to give to whom, and since when something is of today, and since when praise is an answer. */
export interface Asked {
  requestKey: string
  giverId: string
  receivers: readonly string[]
  today: Date
  week: Date
}

/**
 * In one query, for it is asked while others wait at the lock. What was taken back leaves its place free.
 * @returns by the request's key
 */
export async function before(tx: Tx, asked: readonly Asked[]): Promise<Map<string, Before>> {
  const rows = await tx.$queryRaw<Found[]>`
    SELECT a."requestKey", same."id" AS "sameRequest",
      (SELECT count(*)::int FROM "Kudos" k WHERE k."giverId" = a."giverId" AND k."createdAt" >= a."today"
        AND k."withdrawnAt" IS NULL) AS "givenToday",
      ARRAY(SELECT r."personId" FROM "KudosReceiver" r JOIN "Kudos" k ON k."id" = r."kudosId"
        WHERE k."giverId" = a."giverId" AND k."createdAt" >= a."today" AND k."withdrawnAt" IS NULL) AS "receivedToday",
      ARRAY(SELECT jsonb_build_object('by', k."giverId", 'at', max(r."createdAt"))
        FROM "KudosReceiver" r JOIN "Kudos" k ON k."id" = r."kudosId"
        WHERE r."personId" = a."giverId" AND r."createdAt" >= a."week" AND k."withdrawnAt" IS NULL
          AND k."giverId" = ANY (a."receivers") GROUP BY k."giverId") AS "returned"
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS a("requestKey" text, "giverId" text,
      "receivers" text[], "today" timestamptz, "week" timestamptz)
    LEFT JOIN "Kudos" same ON same."requestKey" = a."requestKey"`
  return new Map(
    rows.map(({ requestKey, sameRequest, givenToday, receivedToday, returned }) => [
      requestKey,
      {
        sameRequest,
        today: { givenToday, receivedToday: new Set(receivedToday) },
        returned: new Map(returned.map(({ by, at }) => [by, new Date(at)])),
      },
    ]),
  )
}
interface Found {
  requestKey: string
  sameRequest: string | null
  givenToday: number
  receivedToday: string[]
  returned: { by: string; at: string }[]
}

export async function withdraw(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.kudos.update({ where: { id }, data: { withdrawnAt: at } })
}

/** @returns ids of those that were open */
export async function resolveReports(tx: Tx, kudosId: string, at: Date): Promise<string[]> {
  const rows = await tx.kudosReport.updateManyAndReturn({
    where: { kudosId, resolvedAt: null },
    data: { resolvedAt: at },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Deletes kudos given before, and the boards of months and quarters before. @returns how many rows */
export async function forgetBefore(
  tx: Tx,
  { day, instant }: { day: OfficeDay; instant: Date },
): Promise<number> {
  const old = { kudos: { createdAt: { lt: instant } } }
  // A period is a month (`2026-11`) or a quarter (`2026Q4`).
  const boards = {
    OR: [
      { period: { contains: '-', lt: day.slice(0, 7) } },
      { period: { contains: 'Q', lt: quarterOf(day) } },
    ],
  }
  const counts = [
    await tx.kudosReport.deleteMany({ where: old }),
    await tx.kudosReceiver.deleteMany({ where: old }),
    await tx.kudos.deleteMany({ where: old.kudos }),
    await tx.kudosStanding.deleteMany({ where: boards }),
  ]
  return counts.reduce((sum, { count }) => sum + count, 0)
}
