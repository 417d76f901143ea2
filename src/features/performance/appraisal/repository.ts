import { SENT } from '../../../chat/forms/drafts.ts'
import type { Label } from '../../../chat/model.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Rating } from '../../../domain/ratings.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Appraisal as Row } from '../../../platform/generated/client.ts'

/** A line of a formula: what it is, and how much. */
export type Fact = [label: Label, value: Label]

/** One version of an appraisal as it was sent. */
export type Appraisal = Omit<
  Row,
  'quarter' | 'results' | 'behaviour' | 'nextStepOn' | 'attendanceFacts' | 'requestKey'
> & {
  quarter: Quarter
  results: Rating
  behaviour: Rating
  nextStepOn: OfficeDay
  attendanceFacts: Fact[]
}

function toAppraisal({ requestKey: _, ...row }: Row): Appraisal {
  return {
    ...row,
    quarter: row.quarter as Quarter,
    results: row.results as Rating,
    behaviour: row.behaviour as Rating,
    nextStepOn: row.nextStepOn as OfficeDay,
    attendanceFacts: row.attendanceFacts as Fact[],
  }
}

export async function appraisalById(tx: Tx, id: string): Promise<Appraisal | null> {
  const row = await tx.appraisal.findUnique({ where: { id } })
  return row && toAppraisal(row)
}

/** The one that this request made before, if the request came twice. */
export async function ofRequest(tx: Tx, requestKey: string): Promise<Appraisal | null> {
  const row = await tx.appraisal.findUnique({ where: { requestKey } })
  return row && toAppraisal(row)
}

/** Newest first. */
export async function versionsOf(tx: Tx, assignmentId: string): Promise<Appraisal[]> {
  const rows = await tx.appraisal.findMany({ where: { assignmentId }, orderBy: { version: 'desc' } })
  return rows.map(toAppraisal)
}

export async function add(tx: Tx, appraisal: Appraisal, requestKey: string): Promise<void> {
  const attendanceFacts = JSON.parse(JSON.stringify(appraisal.attendanceFacts))
  await tx.appraisal.create({ data: { ...appraisal, requestKey, attendanceFacts } })
}

/** Every published version of one person: the newest quarter first, in it the newest version. */
export async function publishedOf(tx: Tx, personId: string): Promise<Appraisal[]> {
  const rows = await tx.appraisal.findMany({
    where: { personId, publishedAt: { not: null } },
    orderBy: [{ quarter: 'desc' }, { version: 'desc' }],
  })
  return rows.map(toAppraisal)
}

/** The three scores of each one's newest published version. */
export async function publishedScores(tx: Tx, quarter: Quarter, personIds: readonly string[]) {
  return tx.appraisal.findMany({
    where: { quarter, personId: { in: [...personIds] }, publishedAt: { not: null } },
    orderBy: [{ assignmentId: 'asc' }, { version: 'desc' }],
    distinct: ['assignmentId'],
    select: { personId: true, attendance: true, quality: true, initiative: true },
  })
}

/** Of these assignments, those whose person may see the appraisal. */
export async function publishedAmong(tx: Tx, assignmentIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.appraisal.findMany({
    where: { assignmentId: { in: [...assignmentIds] }, publishedAt: { not: null } },
    select: { assignmentId: true },
  })
  return new Set(rows.map(({ assignmentId }) => assignmentId))
}

/** The newest version of each appraisal of a quarter that has not reached its person yet. */
export async function unpublished(tx: Tx, quarter: Quarter, limit: number): Promise<Appraisal[]> {
  const rows = await tx.appraisal.findMany({
    where: { quarter, publishedAt: null },
    orderBy: [{ assignmentId: 'asc' }, { version: 'desc' }],
    distinct: ['assignmentId'],
    take: limit,
  })
  return rows.map(toAppraisal)
}

/** Every version that stands behind it is published with it. */
export async function publish(tx: Tx, assignmentIds: readonly string[], at: Date): Promise<void> {
  await tx.appraisal.updateMany({
    where: { assignmentId: { in: [...assignmentIds] }, publishedAt: null },
    data: { publishedAt: at },
  })
}

/** Of these assignments, those with a half-filled form of this person. */
export async function draftsAmong(
  tx: Tx,
  {
    personId,
    formId,
    assignmentIds,
    now,
  }: {
    personId: string
    formId: string
    assignmentIds: readonly string[]
    now: Date
  },
): Promise<Set<string>> {
  const rows = await tx.draft.findMany({
    where: {
      personId,
      formId,
      channel: { not: SENT },
      expiresAt: { gt: now },
      args: { hasSome: [...assignmentIds] },
    },
    select: { args: true },
  })
  return new Set(rows.flatMap(({ args }) => args.slice(0, 1)))
}
