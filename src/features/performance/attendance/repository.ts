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

/** How many days of earlier files a file about these people and this period would replace. */
export async function countCurrent(
  tx: Tx,
  people: readonly string[],
  from: OfficeDay,
  until: OfficeDay,
): Promise<number> {
  let count = 0
  for (const ids of chunks(people))
    count += await tx.attendanceDay.count({
      where: { personId: { in: [...ids] }, day: { gte: from, lte: until }, replacedById: null },
    })
  return count
}

/** What was known of these people in the batch's period is replaced by it, and stays as history. */
export async function replace(
  tx: Tx,
  { id, fromDay, untilDay }: Pick<Batch, 'id' | 'fromDay' | 'untilDay'>,
  people: readonly string[],
): Promise<number> {
  let count = 0
  for (const ids of chunks(people)) {
    const found = await tx.attendanceDay.updateMany({
      where: { personId: { in: [...ids] }, day: { gte: fromDay, lte: untilDay }, replacedById: null },
      data: { replacedById: id },
    })
    count += found.count
  }
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
const Summary = z.object({ fileName: z.string(), headers: z.array(z.string()).default([]) })
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
