import type { Tx } from '../../../platform/database/database.ts'
import type { Preference as PreferenceRow, Delivery as Row } from '../../../platform/generated/client.ts'
import type { QuietHours, State, Timing } from './rules.ts'

export interface Preference {
  locale: 'id' | 'en'
  quiet: QuietHours | null
  firstChannel: string | null
  digest: boolean
  publicKudos: boolean
}
export const DEFAULT_PREFERENCE: Preference = {
  locale: 'id',
  quiet: null,
  firstChannel: null,
  digest: true,
  publicKudos: true,
}

export type Delivery = Omit<Row, 'timing' | 'state'> & { timing: Timing; state: State }

/** In one plain query: every message that goes out asks it. */
export async function preferencesOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, Preference>> {
  const rows = await tx.$queryRaw<PreferenceRow[]>`
    SELECT "personId", "locale", "quietFrom", "quietUntil", "firstChannel", "digest", "publicKudos"
    FROM "Preference" WHERE "personId" = ANY (${[...personIds]}::text[])`
  return new Map(
    rows.map(({ personId, locale, quietFrom, quietUntil, ...rest }) => [
      personId,
      {
        ...rest,
        locale: locale === 'en' ? 'en' : 'id',
        quiet: quietFrom && quietUntil ? { from: quietFrom, until: quietUntil } : null,
      },
    ]),
  )
}

export async function savePreference(tx: Tx, personId: string, preference: Preference): Promise<void> {
  const { quiet, ...rest } = preference
  const data = { ...rest, quietFrom: quiet?.from ?? null, quietUntil: quiet?.until ?? null }
  await tx.preference.upsert({ where: { personId }, create: { personId, ...data }, update: data })
}

/** What a message is when it is put in the outbox. */
export type Fresh = Pick<
  Row,
  | 'id'
  | 'key'
  | 'personId'
  | 'groupId'
  | 'channel'
  | 'address'
  | 'notice'
  | 'args'
  | 'timing'
  | 'dueAt'
  | 'createdAt'
>

/**
 * One statement for all of them: a day's reminders are ten thousand rows.
 * @returns ids of those that were not there yet: a key is delivered once
 */
export async function insertNew(tx: Tx, rows: readonly Fresh[]): Promise<{ id: string; dueAt: Date }[]> {
  return tx.$queryRaw<{ id: string; dueAt: Date }[]>`
    INSERT INTO "Delivery" ("id", "key", "personId", "groupId", "channel", "address", "notice", "args", "timing",
      "state", "dueAt", "attempts", "uncertain", "createdAt")
    SELECT r."id", r."key", r."personId", r."groupId", r."channel", r."address", r."notice",
      ARRAY(SELECT jsonb_array_elements_text(r."args")), r."timing", 'queued', r."dueAt", 0, 0, r."createdAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("id" text, "key" text, "personId" text,
      "groupId" text, "channel" text, "address" text, "notice" text, "args" jsonb, "timing" text, "dueAt" timestamptz, "createdAt" timestamptz)
    ON CONFLICT ("key") DO NOTHING RETURNING "id", "dueAt"`
}

/**
 * What could not be brought to somebody lately, back in the outbox: the newest of each kind about the same thing, and
 * the newest of these. What was meant for one account only stays.
 */
export async function revive(
  tx: Tx,
  personId: string,
  due: Record<Timing, Date>,
  { since, limit }: { since: Date; limit: number },
): Promise<{ id: string; timing: Timing; dueAt: Date }[]> {
  return tx.$queryRaw`
    WITH newest AS (
      SELECT DISTINCT ON ("notice", "args") "id", "createdAt" FROM "Delivery"
      WHERE "personId" = ${personId} AND "state" = 'unreachable' AND "address" IS NULL AND "finishedAt" >= ${since}
      ORDER BY "notice", "args", "createdAt" DESC
    ), owed AS (
      SELECT "id" FROM "Delivery"
      WHERE "state" = 'unreachable' AND "id" IN (SELECT "id" FROM newest ORDER BY "createdAt" DESC LIMIT ${limit})
      ORDER BY "id" FOR UPDATE
    )
    UPDATE "Delivery" d SET "state" = 'queued', "attempts" = 0, "finishedAt" = NULL, "problem" = NULL,
      "dueAt" = CASE d."timing" WHEN 'soon' THEN ${due.soon}::timestamptz ELSE ${due['office-hours']}::timestamptz END
    FROM owed WHERE d."id" = owed."id"
    RETURNING d."id", d."timing", d."dueAt"`
}

/** Deletes what was done with before this. Locked by id, as refreshes do. @returns how many rows */
export async function deleteFinished(tx: Tx, before: Date): Promise<number> {
  return tx.$executeRaw`
    WITH old AS (SELECT "id" FROM "Delivery" WHERE "finishedAt" < ${before} ORDER BY "id" FOR UPDATE)
    DELETE FROM "Delivery" d USING old WHERE d."id" = old."id"`
}

/** The quiet hours of those of these people who have any. */
export async function quietHoursOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, QuietHours>> {
  const rows = await tx.$queryRaw<{ personId: string; from: string; until: string }[]>`
    SELECT "personId", "quietFrom" AS "from", "quietUntil" AS "until" FROM "Preference"
    WHERE "quietFrom" IS NOT NULL AND "quietUntil" IS NOT NULL AND "personId" = ANY (${[...personIds]}::text[])`
  return new Map(rows.map(({ personId, from, until }) => [personId, { from, until }]))
}

/** Messages of these keys that stand in a chat, or are about to; held until the transaction ends, locked by id. */
export async function holdSent(
  tx: Tx,
  keys: readonly string[],
  { at, lostBefore }: { at: Date; lostBefore: Date },
): Promise<Pick<Delivery, 'id' | 'staleAt' | 'refreshedAt'>[]> {
  return tx.$queryRaw`
    WITH held AS MATERIALIZED (
      SELECT "id", "staleAt", "refreshedAt" FROM "Delivery"
      WHERE "key" = ANY(${[...keys]}::text[]) AND "state" IN ('sent', 'claimed', 'sending')
      ORDER BY "id" FOR UPDATE),
    marked AS (
      UPDATE "Delivery" d SET "staleAt" = ${at} FROM held h
      WHERE d."id" = h."id" AND (h."staleAt" IS NULL OR h."staleAt" <= ${lostBefore}))
    SELECT "id", "staleAt", "refreshedAt" FROM held ORDER BY "id"`
}

export async function sentAt(
  tx: Tx,
  keys: readonly string[],
): Promise<Map<string, { at: Date; channel: string | null }>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.delivery.findMany({
    where: { key: { in: [...keys] }, state: 'sent' },
    select: { key: true, finishedAt: true, channel: true },
  })
  return new Map(
    rows.flatMap(({ key, finishedAt: at, channel }) => (at ? [[key, { at, channel }] as const] : [])),
  )
}

export async function markStale(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await tx.$executeRaw`UPDATE "Delivery" SET "staleAt" = ${at} WHERE "id" = ANY (${[...ids]}::text[])`
}

/** Waits for whoever is changing what it shows (`holdSent`), so that what is read afterwards is the last state. */
export async function beginRefresh(tx: Tx, id: string, at: Date): Promise<Delivery | null> {
  await tx.delivery.updateMany({ where: { id }, data: { staleAt: null, refreshedAt: at } })
  // What is shown now is the newest: numbers that changed before need no change of their own.
  await tx.lateRefresh.deleteMany({ where: { deliveryId: id } })
  return (await tx.delivery.findUnique({ where: { id } })) as Delivery | null
}

export interface Group {
  id: string
  channel: string
  address: string
  title: string
  unitId: string | null
}
const GROUP = { id: true, channel: true, address: true, title: true, unitId: true } as const

export const groupById = (tx: Tx, id: string): Promise<Group | null> =>
  tx.group.findFirst({ where: { id, leftAt: null }, select: GROUP })

export async function groupsById(tx: Tx, ids: readonly string[]): Promise<Map<string, Group>> {
  const rows = await tx.group.findMany({ where: { id: { in: [...ids] }, leftAt: null }, select: GROUP })
  return new Map(rows.map(row => [row.id, row]))
}

export const groupAt = (tx: Tx, channel: string, address: string): Promise<Group | null> =>
  tx.group.findFirst({ where: { channel, address, leftAt: null }, select: GROUP })

/** The bot was put out of a group: its unit is told nothing there any more. */
export async function leaveGroup(tx: Tx, channel: string, address: string, at: Date): Promise<void> {
  await tx.group.updateMany({ where: { channel, address, leftAt: null }, data: { leftAt: at, unitId: null } })
}

/** The bot came into a group, for the first time or again. @returns its id */
export async function joinGroup(
  tx: Tx,
  { id, channel, address, title }: Omit<Group, 'unitId'>,
  at: Date,
): Promise<string> {
  const data = { title, joinedAt: at, leftAt: null }
  const group = await tx.group.upsert({
    where: { channel_address: { channel, address } },
    create: { id, channel, address, ...data },
    update: data,
  })
  return group.id
}

export async function linkGroup(tx: Tx, id: string, unitId: string): Promise<void> {
  await tx.group.update({ where: { id }, data: { unitId } })
}

export async function moveGroup(tx: Tx, channel: string, from: string, to: string): Promise<void> {
  await tx.group.updateMany({ where: { channel, address: from }, data: { address: to } })
}

export const groupsOfUnits = (tx: Tx, unitIds: readonly string[]): Promise<Group[]> =>
  tx.$queryRaw<Group[]>`
    SELECT "id", "channel", "address", "title", "unitId" FROM "Group"
    WHERE "unitId" = ANY (${[...unitIds]}::text[]) AND "leftAt" IS NULL ORDER BY "id"`

export const linkedGroups = (tx: Tx): Promise<Group[]> =>
  tx.group.findMany({
    where: { unitId: { not: null }, leftAt: null },
    select: GROUP,
    orderBy: { title: 'asc' },
  })

/** Ids of all groups there ever were, also those the bot was put out of: keys of old messages carry them. */
export async function everyGroup(tx: Tx): Promise<string[]> {
  return (await tx.group.findMany({ select: { id: true } })).map(({ id }) => id)
}

/** Each person's messages of one kind that are on their way, or have gone out since. */
export async function reached(tx: Tx, notice: string, since: Date): Promise<Reached[]> {
  return tx.$queryRaw<Reached[]>`
    SELECT "personId", bool_or("finishedAt" IS NULL) AS "waiting",
      max("finishedAt") FILTER (WHERE "state" <> 'moot') AS "last"
    FROM "Delivery"
    WHERE "notice" = ${notice} AND "personId" IS NOT NULL AND ("finishedAt" IS NULL OR "finishedAt" >= ${since})
    GROUP BY 1`
}
export interface Reached {
  personId: string
  waiting: boolean
  /** When the last one that was not moot went out, also where it reached nobody. */
  last: Date | null
}

/** The key of the last message of this kind that a person was sent. */
export async function latestKey(tx: Tx, notice: string, personId: string): Promise<string | null> {
  const row = await tx.delivery.findFirst({
    where: { personId, notice, state: 'sent' },
    orderBy: { createdAt: 'desc' },
    select: { key: true },
  })
  return row?.key ?? null
}
