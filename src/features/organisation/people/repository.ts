import type { Mention } from '../../../chat/channel.ts'
import type { Address, Locale } from '../../../chat/model.ts'
import { takingIn, type Update } from '../../../platform/conversation/inbox.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { type Account, Prisma } from '../../../platform/generated/client.ts'
import type { Work } from '../../../platform/unit-of-work.ts'

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

/** Also somebody who has left: history keeps their name. */
export async function personById(tx: Tx, id: string): Promise<Person | null> {
  return (await peopleById(tx, [id]))[0] ?? null
}

/** In one query, for every card names somebody. */
export async function peopleById(tx: Tx, ids: readonly string[]): Promise<Person[]> {
  return tx.$queryRaw<Person[]>`
    SELECT p."id", p."nip", p."name", p."position", p."unitId", u."name" AS "unitName", p."appraiserId", p."roles",
      CASE f."locale" WHEN 'en' THEN 'en' ELSE 'id' END AS "locale", p."status", p."email", p."startDate",
      p."leftOn" AS "left"
    FROM "Person" p JOIN "Unit" u ON u."id" = p."unitId" LEFT JOIN "Preference" f ON f."personId" = p."id"
    WHERE p."id" = ANY (${[...ids]}::text[])`
}

export interface CallerRow {
  personId: string
  name: string
  unitId: string
  roles: string[]
  locale: Locale
  noticeSeen: Date | null
  handle: string | null
  unreachableAt: Date | null
  /** Somebody reports to them, or to whom they act for today, or a quarter names them. */
  appraises: boolean
}

/** An account that writes, and the update that it brought, if it brought one. */
export interface Caller {
  from: Address
  update?: Update
}

/**
 * Takes updates in, and says whose accounts brought them, with what decides their roles; nobody who has left. One
 * statement: each act begins with it.
 * @param appraises SQL: whether a quarter names a person as appraiser
 * @returns in the order of the callers
 */
export async function callers(
  tx: Tx,
  all: readonly Caller[],
  { today, appraises }: { today: string; appraises: (personId: Prisma.Sql) => Prisma.Sql },
): Promise<{ answered: boolean; account: CallerRow | null }[]> {
  const channels = all.map(({ from }) => from.channel)
  const ids = all.map(({ from }) => from.id)
  const keys = all.map(({ update }) => update?.key ?? null)
  const rows = await tx.$queryRaw<(CallerRow & { place: number; answered: boolean })[]>`
    ${takingIn(all.flatMap(({ update }) => update ?? []))}
    SELECT w."place"::int, s."key" IS NOT NULL AS "answered", p."id" AS "personId", p."name", p."unitId", p."roles",
      p."noticeSeen", a."handle", a."unreachableAt", CASE f."locale" WHEN 'en' THEN 'en' ELSE 'id' END AS "locale",
      EXISTS (SELECT 1 FROM "Person" r WHERE r."appraiserId" = p."id" AND r."leftOn" IS NULL)
        OR EXISTS (SELECT 1 FROM "Delegation" d
          WHERE d."delegateId" = p."id" AND d."fromDay" <= ${today} AND d."untilDay" >= ${today})
        OR ${appraises(Prisma.sql`p."id"`)} AS "appraises"
    FROM unnest(${channels}::text[], ${ids}::text[], ${keys}::text[])
      WITH ORDINALITY AS w("channel", "address", "key", "place")
    LEFT JOIN answered s ON s."key" = w."key"
    LEFT JOIN "Account" a ON a."channel" = w."channel" AND a."address" = w."address"
    LEFT JOIN "Person" p ON p."id" = a."personId" AND p."leftOn" IS NULL
    LEFT JOIN "Preference" f ON f."personId" = p."id"`
  const byPlace = new Map(rows.map(row => [row.place, row]))
  return all.map((_, index) => {
    const row = byPlace.get(index + 1)
    return { answered: row?.answered ?? false, account: row?.personId ? row : null }
  })
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

/** A handle as it is kept. */
export const keptHandle = (handle: string): string => handle.toLowerCase()

/**
 * Who was mentioned, among those who have linked an account on that channel. Handles are kept in small letters
 * (`keptHandle`): a platform writes them either way, and an index finds them only one.
 * @returns in the order of the mentions; null for a stranger
 */
export async function peopleMentioned(tx: Tx, mentions: readonly MentionOn[]): Promise<(string | null)[]> {
  const channels = mentions.map(({ channel }) => channel)
  const ids = mentions.map(({ mention }) => ('id' in mention ? mention.id : null))
  const handles = mentions.map(({ mention }) => ('handle' in mention ? keptHandle(mention.handle) : null))
  const rows = await tx.$queryRaw<{ place: number; personId: string }[]>`
    SELECT m."place"::int, a."personId"
    FROM unnest(${channels}::text[], ${ids}::text[], ${handles}::text[])
      WITH ORDINALITY AS m("channel", "id", "handle", "place")
    JOIN "Account" a ON a."channel" = m."channel" AND (a."address" = m."id" OR a."handle" = m."handle")
    JOIN "Person" p ON p."id" = a."personId" AND p."leftOn" IS NULL`
  const byPlace = new Map(rows.map(({ place, personId }) => [place, personId]))
  return mentions.map((_, index) => byPlace.get(index + 1) ?? null)
}
export interface MentionOn {
  channel: string
  mention: Mention
}

export async function accountsOf(tx: Tx, personId: string) {
  return tx.account.findMany({ where: { personId }, orderBy: { linkedAt: 'asc' } })
}

/** In one plain query: every message that goes out asks it. */
export async function accountsOfMany(tx: Tx, personIds: readonly string[]): Promise<AccountRow[]> {
  return tx.$queryRaw<AccountRow[]>`
    SELECT "personId", "channel", "address", "unreachableAt" FROM "Account"
    WHERE "personId" = ANY (${[...personIds]}::text[]) ORDER BY "linkedAt"`
}
type AccountRow = Pick<Account, 'personId' | 'channel' | 'address' | 'unreachableAt'>

export async function setUnreachable(tx: Tx, { channel, id }: Address, at: Date | null): Promise<void> {
  await tx.account.updateMany({ where: { channel, address: id }, data: { unreachableAt: at } })
}

/** An address takes messages again: what could not be delivered to its owner is sent after all. */
export async function reachableAgain({ tx, redeliver }: Work, { channel, id }: Address): Promise<void> {
  const where = { channel, address: id, unreachableAt: { not: null } }
  const account = await tx.account.findFirst({ where, select: { personId: true } })
  const { count } = await tx.account.updateMany({ where, data: { unreachableAt: null } })
  if (account && count === 1) redeliver(account.personId)
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
