import type { Tx } from '../../../platform/database/database.ts'
import type { DataRequest } from '../../../platform/generated/client.ts'
import type { Decision, Request, RequestKind } from './rules.ts'
import { STORED, type Stored } from './tables.ts'

const toRequest = (row: DataRequest): Request => ({
  id: row.id,
  personId: row.personId,
  kind: row.kind as RequestKind,
  body: row.body,
  createdAt: row.createdAt,
  dueAt: row.dueAt,
  answered:
    row.decision && row.answer && row.answeredById && row.answeredAt
      ? { decision: row.decision as Decision, answer: row.answer, byId: row.answeredById, at: row.answeredAt }
      : null,
})

/** @returns false when this request was made before */
export async function add(tx: Tx, row: Omit<Request, 'answered'> & { requestKey: string }): Promise<boolean> {
  return (await tx.dataRequest.createMany({ data: [row], skipDuplicates: true })).count === 1
}

export async function requestById(tx: Tx, id: string): Promise<Request | null> {
  const row = await tx.dataRequest.findUnique({ where: { id } })
  return row && toRequest(row)
}

export async function requestsOf(tx: Tx, personId: string, limit: number): Promise<Request[]> {
  const rows = await tx.dataRequest.findMany({
    where: { personId },
    orderBy: { createdAt: 'desc' },
    take: limit,
  })
  return rows.map(toRequest)
}

/** Unanswered ones, the most pressing first. */
export async function openRequests(tx: Tx, limit: number): Promise<Request[]> {
  const rows = await tx.dataRequest.findMany({
    where: { answeredAt: null },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return rows.map(toRequest)
}

/** @returns false when somebody answered it meanwhile */
export async function answer(
  tx: Tx,
  id: string,
  said: { decision: Decision; answer: string; answeredById: string; answeredAt: Date },
): Promise<boolean> {
  return (await tx.dataRequest.updateMany({ where: { id, answeredAt: null }, data: said })).count === 1
}

export interface Rows {
  table: string
  rows: Record<string, unknown>[]
}
/** Everything that is stored about a person, as it is stored. */
export async function everythingAbout(tx: Tx, personId: string): Promise<Rows[]> {
  const found: Rows[] = []
  for (const stored of STORED) {
    const known = found.find(({ table }) => table === stored.table)
    const rows = await rowsOf(tx, stored, personId)
    if (known) known.rows.push(...rows)
    else found.push({ table: stored.table, rows })
  }
  return found
}

const quoted = (name: string) => `"${name}"`

/** Names come from our own list, never from a person. */
async function rowsOf(tx: Tx, { table, whose, columns, only, through }: Stored, personId: string) {
  const theirs = through
    ? `${quoted(through.column)} IN (SELECT "id" FROM ${quoted(through.table)} WHERE ${quoted(whose)} = $1)`
    : `${quoted(whose)} = $1`
  const sql = `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table)} WHERE ${theirs}`
  return tx.$queryRawUnsafe<Record<string, unknown>[]>(only ? `${sql} AND ${only}` : sql, personId)
}

interface Before {
  feedback: Date
  /** The first office day that is kept: anonymous words have no time of their own. */
  feedbackDay: string
  objection: Date
  kudos: Date
  conversation: Date
  request: Date
  /** The first month (`2026-11`) and the first quarter (`2026Q4`) whose boards are kept. */
  boards: { month: string; quarter: string }
}

/**
 * Removes what has been kept for its period. Appraisals themselves stay: they are archives of state, whose schedule
 * (jadwal retensi arsip) prevails. @returns how many rows went
 */
export async function forget(tx: Tx, before: Before): Promise<number> {
  const { feedback, objection, kudos, conversation, request, boards } = before
  const old = { kudos: { createdAt: { lt: kudos } } }
  const decided = { decidedAt: { lt: objection } }
  const counts = [
    await tx.objectionQuestion.deleteMany({ where: { objection: decided } }),
    await tx.objection.deleteMany({ where: decided }),
    await tx.appraisalNote.deleteMany({ where: { createdAt: { lt: feedback } } }),
    await tx.ongoingFeedback.deleteMany({ where: { createdAt: { lt: feedback } } }),
    await tx.anonymousWords.deleteMany({ where: { releasedOn: { lt: before.feedbackDay } } }),
    await tx.feedbackAsked.deleteMany({ where: { request: { createdAt: { lt: feedback } } } }),
    await tx.feedbackRequest.deleteMany({ where: { createdAt: { lt: feedback } } }),
    await tx.kudosReport.deleteMany({ where: old }),
    await tx.kudosReceiver.deleteMany({ where: old }),
    await tx.kudos.deleteMany({ where: { createdAt: { lt: kudos } } }),
    await tx.kudosStanding.deleteMany({
      where: {
        OR: [
          { period: { contains: '-', lt: boards.month } },
          { period: { contains: 'Q', lt: boards.quarter } },
        ],
      },
    }),
    await tx.webMessage.deleteMany({ where: { at: { lt: conversation } } }),
    await tx.delivery.deleteMany({ where: { finishedAt: { lt: conversation } } }),
    await tx.dataRequest.deleteMany({ where: { answeredAt: { lt: request } } }),
  ]
  return counts.reduce((sum, { count }) => sum + count, 0)
}
