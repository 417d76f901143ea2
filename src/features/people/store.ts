import type { Address, Locale, Mention } from '../../chat/model.ts'
import type { Tx } from '../../platform/db.ts'

/** A person as most of Rekan needs to know them. */
export interface Person {
  id: string
  nip: string
  name: string
  position: string
  unitId: string
  unitName: string
  appraiserId: string | null
  roles: string[]
  locale: Locale
  /** PNS or PPPK, from the data. */
  status: string | null
  email: string | null
  /** TMT, office day. */
  startDate: string | null
  /** Office day of leaving; null while in office. */
  left: string | null
}

const WITH_UNIT = { unit: true, preference: { select: { locale: true } } } as const
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>
const findRow = (tx: Tx, id: string) => tx.person.findUnique({ where: { id }, include: WITH_UNIT })

const toPerson = ({
  id,
  nip,
  name,
  position,
  unitId,
  unit,
  appraiserId,
  roles,
  preference,
  status,
  email,
  startDate,
  leftOn,
}: Row): Person => ({
  id,
  nip,
  name,
  position,
  unitId,
  unitName: unit.name,
  appraiserId,
  roles,
  locale: preference?.locale === 'en' ? 'en' : 'id',
  status,
  email,
  startDate,
  left: leftOn,
})

/** Also somebody who has left: history keeps their name. */
export async function personById(tx: Tx, id: string): Promise<Person | null> {
  const row = await findRow(tx, id)
  return row && toPerson(row)
}

export async function peopleById(tx: Tx, ids: readonly string[]): Promise<Person[]> {
  const rows = await tx.person.findMany({ where: { id: { in: [...ids] } }, include: WITH_UNIT })
  return rows.map(toPerson)
}

/** Whose account this is, with what decides their roles; nobody who has left. */
export async function callerAt(tx: Tx, { channel, id }: Address, today: string) {
  return tx.account.findUnique({
    where: { channel_address: { channel, address: id }, person: { leftOn: null } },
    include: {
      person: {
        include: {
          ...WITH_UNIT,
          _count: {
            select: {
              reports: { where: { leftOn: null } },
              actsFor: { where: { fromDay: { lte: today }, untilDay: { gte: today } } },
            },
          },
        },
      },
    },
  })
}

/** People still in office whose name has all these words, in any order. */
export async function namesLike(
  tx: Tx,
  words: readonly string[],
  { unitId, limit }: { unitId?: string; limit: number },
) {
  const rows = await tx.person.findMany({
    where: {
      leftOn: null,
      AND: words.map(word => ({ name: { contains: word, mode: 'insensitive' as const } })),
      ...(unitId !== undefined && { unitId }),
    },
    include: { unit: true },
    orderBy: { name: 'asc' },
    take: limit,
  })
  return rows.map(({ id, name, unit }) => ({ id, name, unitName: unit.name }))
}

/** Names of those of the ids who are still in office. */
export async function activeNames(
  tx: Tx,
  ids: readonly string[],
  unitId?: string,
): Promise<Record<string, string>> {
  const where = { id: { in: [...ids] }, leftOn: null, ...(unitId !== undefined && { unitId }) }
  const rows = await tx.person.findMany({ where, select: { id: true, name: true } })
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** Who was mentioned, among those who have linked an account on that channel. */
export async function personAt(tx: Tx, channel: string, mention: Mention): Promise<string | null> {
  const where =
    'id' in mention
      ? { address: mention.id }
      : { handle: { equals: mention.handle, mode: 'insensitive' as const } }
  const row = await tx.account.findFirst({ where: { channel, ...where, person: { leftOn: null } } })
  return row?.personId ?? null
}

export async function accountsOf(tx: Tx, personId: string) {
  return tx.account.findMany({ where: { personId }, orderBy: { linkedAt: 'asc' } })
}

export async function accountsOfMany(tx: Tx, personIds: readonly string[]) {
  return tx.account.findMany({ where: { personId: { in: [...personIds] } }, orderBy: { linkedAt: 'asc' } })
}

export async function setUnreachable(tx: Tx, { channel, id }: Address, at: Date | null): Promise<void> {
  await tx.account.updateMany({ where: { channel, address: id }, data: { unreachableAt: at } })
}

export async function allUnits(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.unit.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } })
}

export async function idsWithRole(tx: Tx, role: string): Promise<string[]> {
  const rows = await tx.person.findMany({
    where: { leftOn: null, roles: { has: role } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id }) => id)
}
