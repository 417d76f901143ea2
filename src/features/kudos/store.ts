import type { Tx } from '../../platform/db.ts'
import type { Prisma } from '../../platform/generated/client.ts'
import type { Berakhlak, Today } from './rules.ts'

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

const SHAPE = { receivers: { select: { personId: true }, orderBy: { personId: 'asc' } } } as const
type Row = Prisma.KudosGetPayload<{ include: typeof SHAPE }>
const toKudos = (row: Row): Kudos => ({
  ...row,
  value: row.value as Berakhlak,
  receivers: row.receivers.map(({ personId }) => personId),
})

/** In one query: every message about a kudos asks it. */
export async function kudosById(tx: Tx, id: string): Promise<Kudos | null> {
  const [row] = await tx.$queryRaw<Kudos[]>`
    SELECT k."id", k."giverId", k."value", k."message", k."createdAt", k."withdrawnAt", k."hiddenAt",
      k."hiddenReason", ARRAY(SELECT r."personId" FROM "KudosReceiver" r WHERE r."kudosId" = k."id" ORDER BY 1)
        AS "receivers"
    FROM "Kudos" k WHERE k."id" = ${id}`
  return row ?? null
}

/** The one that this request made before, if the request came twice. */
export async function kudosOfRequest(tx: Tx, requestKey: string): Promise<Kudos | null> {
  const row = await tx.kudos.findUnique({ where: { requestKey }, include: SHAPE })
  return row && toKudos(row)
}

export interface Receiver {
  personId: string
  unitId: string
  ranked: boolean
}
export async function add(
  tx: Tx,
  kudos: {
    id: string
    requestKey: string
    giverId: string
    value: Berakhlak
    message: string
    createdAt: Date
  },
  receivers: readonly Receiver[],
): Promise<void> {
  const { createdAt } = kudos
  await tx.kudos.create({
    data: { ...kudos, receivers: { create: receivers.map(one => ({ ...one, createdAt })) } },
  })
}

export const receiversOf = (tx: Tx, kudosId: string): Promise<Receiver[]> =>
  tx.kudosReceiver.findMany({ where: { kudosId }, select: { personId: true, unitId: true, ranked: true } })

/** What this person gave since the day began; what was taken back leaves its place free. */
export async function givenSince(tx: Tx, giverId: string, since: Date): Promise<Today> {
  const rows = await tx.kudos.findMany({
    where: { giverId, createdAt: { gte: since }, withdrawnAt: null },
    select: { receivers: { select: { personId: true } } },
  })
  const receivedToday = new Set(rows.flatMap(({ receivers }) => receivers.map(({ personId }) => personId)))
  return { givenToday: rows.length, receivedToday }
}

/** When each of them last praised this person. */
export async function lastReturned(
  tx: Tx,
  giverId: string,
  from: readonly string[],
  since: Date,
): Promise<Map<string, Date>> {
  const rows = await tx.kudosReceiver.findMany({
    where: {
      personId: giverId,
      createdAt: { gte: since },
      kudos: { giverId: { in: [...from] }, createdAt: { gte: since }, withdrawnAt: null },
    },
    select: { createdAt: true, kudos: { select: { giverId: true } } },
    orderBy: { createdAt: 'asc' },
  })
  return new Map(rows.map(({ createdAt, kudos }) => [kudos.giverId, createdAt]))
}

export async function withdraw(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.kudos.update({ where: { id }, data: { withdrawnAt: at } })
}

export async function hide(tx: Tx, id: string, by: string, reason: string, at: Date): Promise<void> {
  await tx.kudos.update({ where: { id }, data: { hiddenAt: at, hiddenById: by, hiddenReason: reason } })
}

/** @returns false when this person reported it before */
export async function report(
  tx: Tx,
  row: { id: string; kudosId: string; reporterId: string; reason: string; createdAt: Date },
) {
  const { count } = await tx.kudosReport.createMany({ data: [row], skipDuplicates: true })
  return count === 1
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

/** @param notOf whose own matters are left out */
export async function oldestReport(tx: Tx, notOf: string | null) {
  const others = notOf && { giverId: { not: notOf }, receivers: { none: { personId: notOf } } }
  return tx.kudosReport.findFirst({
    where: { resolvedAt: null, ...(others && { kudos: others }) },
    orderBy: { createdAt: 'asc' },
  })
}

export async function reportById(tx: Tx, id: string) {
  return tx.kudosReport.findUnique({ where: { id } })
}
