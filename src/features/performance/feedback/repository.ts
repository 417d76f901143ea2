import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { Prisma, type Receipt, type AppraisalNote as Row } from '../../../platform/generated/client.ts'
import type { GroupFigures } from './rules.ts'

export type { Receipt }
export type NoteKind = 'answer' | 'reply'
export type Note = Omit<Row, 'kind' | 'requestKey'> & { kind: NoteKind }

/** A version that was published: receipts of earlier ones of the same appraisal are replaced by it. */
export async function addReceipt(
  tx: Tx,
  { id, assignmentId, personId }: { id: string; assignmentId: string; personId: string },
  now: Date,
): Promise<void> {
  const row = { appraisalId: id, assignmentId, personId, publishedAt: now }
  await tx.receipt.createMany({ data: [row], skipDuplicates: true })
  await tx.receipt.updateMany({
    where: { assignmentId, appraisalId: { not: id }, replacedAt: null },
    data: { replacedAt: now },
  })
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

/** @returns whether it was this call that marked it */
export async function read(tx: Tx, appraisalId: string, at: Date): Promise<boolean> {
  const { count } = await tx.receipt.updateMany({
    where: { appraisalId, readAt: null },
    data: { readAt: at },
  })
  return count > 0
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

/**
 * How many were appraised in a quarter when it was closed, and the middle of their scores: of one unit or of all.
 * What is corrected later moves nothing, or two looks would tell in which direction somebody's score went.
 * Reads the tables of appraisals directly: only the database can do this for 100,000 people.
 */
export async function figuresOf(
  tx: Tx,
  quarter: Quarter,
  unitId: string | null,
): Promise<GroupFigures | null> {
  const only = unitId === null ? Prisma.empty : Prisma.sql`AND s."unitId" = ${unitId}`
  const [row] = await tx.$queryRaw<
    { people: number; attendance: number | null; quality: number | null; initiative: number | null }[]
  >`
    SELECT count(*)::int AS "people",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY v."attendance") AS "attendance",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY v."quality") AS "quality",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY v."initiative") AS "initiative"
    FROM (
      SELECT DISTINCT ON (a."assignmentId") a."attendance", a."quality", a."initiative"
      FROM "Assignment" s JOIN "Appraisal" a ON a."assignmentId" = s."id"
        JOIN "Cycle" c ON c."quarter" = s."quarter"
      WHERE s."quarter" = ${quarter} AND a."createdAt" <= c."closedAt" ${only}
      ORDER BY a."assignmentId", a."version" DESC) v`
  if (!row || row.attendance === null || row.quality === null || row.initiative === null) return null
  const { people, attendance, quality, initiative } = row
  return { people, medians: { attendance, quality, initiative } }
}

/** Where a picture that was drawn before is kept. */
export async function pictureOf(tx: Tx, key: string): Promise<string | null> {
  const row = await tx.scorePicture.findUnique({ where: { key }, select: { fileId: true } })
  return row?.fileId ?? null
}
export async function keepPicture(tx: Tx, key: string, fileId: string, now: Date): Promise<void> {
  const data = { fileId, madeAt: now }
  await tx.scorePicture.upsert({ where: { key }, create: { key, ...data }, update: data })
}
export async function sweepPictures(tx: Tx, before: Date): Promise<void> {
  await tx.scorePicture.deleteMany({ where: { madeAt: { lt: before } } })
}
