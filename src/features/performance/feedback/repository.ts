import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Receipt, AppraisalNote as Row } from '../../../platform/generated/client.ts'
import type { GroupFigures } from './rules.ts'

export type { Receipt }
export type NoteKind = 'answer' | 'reply'
export type Note = Omit<Row, 'kind' | 'requestKey'> & { kind: NoteKind }

/**
 * Receipts of versions that were published: those of earlier versions of the same appraisals are replaced by them.
 * @returns the receipts that were replaced
 */
export async function addReceipts(
  tx: Tx,
  versions: readonly { id: string; assignmentId: string; personId: string }[],
  now: Date,
): Promise<Receipt[]> {
  const earlier = {
    assignmentId: { in: versions.map(({ assignmentId }) => assignmentId) },
    appraisalId: { notIn: versions.map(({ id }) => id) },
    replacedAt: null,
  }
  const rows = versions.map(({ id, assignmentId, personId }) => ({
    appraisalId: id,
    assignmentId,
    personId,
    publishedAt: now,
  }))
  await tx.receipt.createMany({ data: rows, skipDuplicates: true })
  return tx.receipt.updateManyAndReturn({ where: earlier, data: { replacedAt: now } })
}

export const receiptOf = (tx: Tx, appraisalId: string): Promise<Receipt | null> =>
  tx.receipt.findUnique({ where: { appraisalId } })

/** The receipt of the version that stands. */
export const currentReceipt = (tx: Tx, assignmentId: string): Promise<Receipt | null> =>
  tx.receipt.findFirst({ where: { assignmentId, replacedAt: null }, orderBy: { publishedAt: 'desc' } })

/** The first time counts. */
export async function received(tx: Tx, appraisalId: string, at: Date): Promise<void> {
  await tx.receipt.updateMany({ where: { appraisalId, receivedAt: null }, data: { receivedAt: at } })
}

/**
 * Marks it as read, which it is once. @param at `receivedAt`: taken where it is not known yet
 * @returns the receipt; null when it was read before, or there is none
 */
export async function read(
  tx: Tx,
  appraisalId: string,
  { receivedAt, readAt }: { receivedAt: Date; readAt: Date },
): Promise<Receipt | null> {
  const [row] = await tx.$queryRaw<Receipt[]>`
    UPDATE "Receipt" SET "readAt" = ${readAt}::timestamptz, "receivedAt" = coalesce("receivedAt", ${receivedAt}::timestamptz)
    WHERE "appraisalId" = ${appraisalId} AND "readAt" IS NULL RETURNING *`
  return row ?? null
}

/** Not read, not reminded yet, published before; a page of them, after this one. */
export const unread = (
  tx: Tx,
  before: Date,
  { after, take }: { after: string; take: number },
): Promise<Receipt[]> =>
  tx.receipt.findMany({
    where: {
      readAt: null,
      remindedAt: null,
      replacedAt: null,
      publishedAt: { lt: before },
      appraisalId: { gt: after },
    },
    orderBy: { appraisalId: 'asc' },
    take,
  })

export async function reminded(tx: Tx, appraisalIds: readonly string[], at: Date): Promise<void> {
  await tx.receipt.updateMany({
    where: { appraisalId: { in: [...appraisalIds] } },
    data: { remindedAt: at },
  })
}

const toNote = ({ requestKey: _, ...row }: Row): Note => ({ ...row, kind: row.kind as NoteKind })

/** In the order in which they were written. */
export async function notesOf(tx: Tx, assignmentId: string): Promise<Note[]> {
  const rows = await tx.appraisalNote.findMany({ where: { assignmentId }, orderBy: { createdAt: 'asc' } })
  return rows.map(toNote)
}
export async function noteOf(tx: Tx, appraisalId: string, kind: NoteKind): Promise<Note | null> {
  const row = await tx.appraisalNote.findUnique({ where: { appraisalId_kind: { appraisalId, kind } } })
  return row && toNote(row)
}
export async function addNote(tx: Tx, note: Note, requestKey: string): Promise<void> {
  await tx.appraisalNote.create({ data: { ...note, requestKey } })
}

/** Figures of one unit and of the whole office; null where nobody was appraised. */
export interface Figures {
  unit: GroupFigures | null
  office: GroupFigures | null
}

/**
 * How many were appraised in a quarter when it was closed, and the middle of their scores: of one unit and of all.
 * What is corrected later moves nothing, or two looks would tell in which direction somebody's score went.
 * Reads the tables of appraisals directly: only the database can do this for 100,000 people.
 */
export async function figuresOf(tx: Tx, quarter: Quarter, unitId: string): Promise<Figures> {
  const rows = await tx.$queryRaw<
    {
      unit: boolean
      people: number
      attendance: number | null
      quality: number | null
      initiative: number | null
    }[]
  >`
    WITH v AS (
      SELECT DISTINCT ON (a."assignmentId") s."unitId", a."attendance", a."quality", a."initiative"
      FROM "Assignment" s JOIN "Appraisal" a ON a."assignmentId" = s."id"
        JOIN "Cycle" c ON c."quarter" = s."quarter"
      WHERE s."quarter" = ${quarter} AND a."createdAt" <= c."closedAt"
      ORDER BY a."assignmentId", a."version" DESC)
    SELECT g."unit", count(*)::int AS "people",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY v."attendance") AS "attendance",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY v."quality") AS "quality",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY v."initiative") AS "initiative"
    FROM v JOIN (VALUES (true), (false)) AS g("unit") ON NOT g."unit" OR v."unitId" = ${unitId} GROUP BY 1`
  const group = (wanted: boolean): GroupFigures | null => {
    const row = rows.find(({ unit }) => unit === wanted)
    if (!row || row.attendance === null || row.quality === null || row.initiative === null) return null
    const { people, attendance, quality, initiative } = row
    return { people, medians: { attendance, quality, initiative } }
  }
  return { unit: group(true), office: group(false) }
}
