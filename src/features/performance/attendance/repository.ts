import { z } from 'zod'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Import } from '../../../platform/generated/client.ts'
import type { Code, Day } from './rules.ts'

/** A file that was taken in. */
export interface Batch {
  id: string
  byId: string | null
  fileName: string
  fromDay: OfficeDay
  untilDay: OfficeDay
  days: number
  people: number
  replaced: number
  createdAt: Date
}

export type PersonDay = Day & { personId: string }

/** Rows of one statement: a month of a city is ten of them, each some 800 kB of JSON. */
const CHUNK = 10_000
function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += CHUNK) yield rows.slice(at, at + CHUNK)
}

type Days = readonly Pick<PersonDay, 'personId' | 'day'>[]
const named = (days: Days) => JSON.stringify(days.map(({ personId, day }) => ({ personId, day })))

/** How many of these days earlier files have told. */
export async function countCurrent(tx: Tx, days: Days): Promise<number> {
  let count = 0
  for (const some of chunks(days)) {
    const [found] = await tx.$queryRaw<
      { count: number }[]
    >`SELECT count(*)::int AS "count" FROM "AttendanceDay" d
      JOIN jsonb_to_recordset(${named(some)}::jsonb) AS r("personId" text, "day" text)
        ON d."personId" = r."personId" AND d."day" = r."day" WHERE d."replacedById" IS NULL`
    count += found?.count ?? 0
  }
  return count
}

/** What was known of these very days is replaced by the batch, and stays as history. Other days are left alone. */
export async function replace(tx: Tx, id: string, days: Days): Promise<number> {
  let count = 0
  for (const some of chunks(days))
    count += await tx.$executeRaw`UPDATE "AttendanceDay" d SET "replacedById" = ${id}
      FROM jsonb_to_recordset(${named(some)}::jsonb) AS r("personId" text, "day" text)
      WHERE d."personId" = r."personId" AND d."day" = r."day" AND d."replacedById" IS NULL`
  return count
}

export async function addBatch(tx: Tx, batch: Batch, days: readonly PersonDay[]): Promise<void> {
  await tx.attendanceBatch.create({ data: batch })
  for (const rows of chunks(days))
    await tx.$executeRaw`INSERT INTO "AttendanceDay" ("batchId", "personId", "day", "code", "arrived", "left")
      SELECT ${batch.id}, r."personId", r."day", r."code", r."arrived", r."left"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r("personId" text, "day" text, "code" "AttendanceCode", "arrived" int, "left" int)`
}

/** What is known of a person's days from..until now, with the file it last came from. */
export async function daysOf(tx: Tx, personId: string, from: OfficeDay, until: OfficeDay) {
  const rows = await tx.attendanceDay.findMany({
    where: { personId, day: { gte: from, lte: until }, replacedById: null },
    orderBy: { day: 'asc' },
    include: { batch: { select: { id: true, createdAt: true } } },
  })
  const days = rows.map((row): Day => ({ ...row, day: row.day as OfficeDay, code: row.code as Code }))
  const last = rows.map(({ batch }) => batch).sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0]
  return { days, batch: last ?? null }
}

const toBatch = (
  row: Omit<Batch, 'fromDay' | 'untilDay'> & { fromDay: string; untilDay: string },
): Batch => ({
  ...row,
  fromDay: row.fromDay as OfficeDay,
  untilDay: row.untilDay as OfficeDay,
})
export async function batches(tx: Tx, limit: number): Promise<Batch[]> {
  const rows = await tx.attendanceBatch.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return rows.map(toBatch)
}
export async function batchById(tx: Tx, id: string): Promise<Batch | null> {
  const row = await tx.attendanceBatch.findUnique({ where: { id } })
  return row && toBatch(row)
}

/** Who has these numbers, in office or not: a file may be about days before somebody left. */
export async function holdersOf(tx: Tx, nips: readonly string[]) {
  const found = new Map<string, { id: string; unitId: string; leftOn: string | null }>()
  for (const some of chunks(nips)) {
    const rows = await tx.person.findMany({
      where: { nip: { in: [...some] } },
      select: { id: true, nip: true, unitId: true, leftOn: true },
    })
    for (const { nip, ...person } of rows) found.set(nip, person)
  }
  return found
}

export interface ImportRow {
  id: string
  fileId: string
  byId: string | null
  state: Import['state']
  summary: unknown
}
const Summary = z.object({
  fileName: z.string(),
  headers: z.array(z.string()).default([]),
  /** What had to be asked, and the answers. */
  asks: z.enum(['month', 'order']).optional(),
  said: z.string().optional(),
  order: z.enum(['dmy', 'mdy']).optional(),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .transform(month => month as `${number}-${number}`)
    .optional(),
})
export const readSummary = (summary: unknown) => Summary.parse(summary)

export async function saveImport(tx: Tx, row: ImportRow & { summary: object }, now: Date): Promise<void> {
  const data = { ...row, kind: 'attendance' as const, createdAt: now }
  await tx.import.create({ data })
}
export const importById = (tx: Tx, id: string): Promise<ImportRow | null> =>
  tx.import.findUnique({ where: { id, kind: 'attendance' } })
export async function finishImport(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.import.update({ where: { id }, data: { state: 'applied', appliedAt: now } })
}

/** PIN of the machine → NIP. */
export async function pinsOf(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ pin: string; nip: string }[]>`SELECT a."pin", p."nip"
    FROM "AttendancePin" a JOIN "Person" p ON p."id" = a."personId"`
  return new Map(rows.map(({ pin, nip }) => [pin, nip]))
}

export async function savePins(tx: Tx, pins: ReadonlyMap<string, string>): Promise<void> {
  const rows = [...pins].map(([pin, personId]) => ({ pin, personId }))
  for (const some of chunks(rows))
    await tx.$executeRaw`INSERT INTO "AttendancePin" ("pin", "personId")
      SELECT r."pin", r."personId" FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS r("pin" text, "personId" text)
      ON CONFLICT ("pin") DO UPDATE SET "personId" = EXCLUDED."personId"`
}
