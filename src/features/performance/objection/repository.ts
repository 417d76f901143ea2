import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type {
  ObjectionQuestion as QuestionRow,
  Objection as Row,
} from '../../../platform/generated/client.ts'
import type { Decision } from './rules.ts'

export type Objection = Omit<Row, 'requestKey' | 'quarter' | 'decision'> & {
  quarter: Quarter
  decision: Decision | null
}
export type Question = Omit<QuestionRow, 'requestKey'>

const toObjection = ({ requestKey: _, ...row }: Row): Objection => ({
  ...row,
  quarter: row.quarter as Quarter,
  decision: row.decision as Decision | null,
})
const toQuestion = ({ requestKey: _, ...row }: QuestionRow): Question => row

export async function byId(tx: Tx, id: string): Promise<Objection | null> {
  const row = await tx.objection.findUnique({ where: { id } })
  return row && toObjection(row)
}
export async function ofAssignment(tx: Tx, assignmentId: string): Promise<Objection | null> {
  const row = await tx.objection.findUnique({ where: { assignmentId } })
  return row && toObjection(row)
}

/** The last number given in a year, 0 before the first. */
export async function lastSerial(tx: Tx, year: number): Promise<number> {
  const last = await tx.objection.findFirst({ where: { year }, orderBy: { serial: 'desc' } })
  return last?.serial ?? 0
}
export async function add(tx: Tx, objection: Objection, requestKey: string): Promise<void> {
  await tx.objection.create({ data: { ...objection, requestKey } })
}
export async function change(
  tx: Tx,
  id: string,
  data: Partial<Omit<Objection, 'id' | 'quarter'>> & { movedAt: Date },
): Promise<void> {
  await tx.objection.update({ where: { id }, data })
}

/** Not decided yet, the oldest first. */
export async function open(tx: Tx, limit: number): Promise<Objection[]> {
  const rows = await tx.objection.findMany({
    where: { decidedAt: null },
    orderBy: { filedAt: 'asc' },
    take: limit,
  })
  return rows.map(toObjection)
}

/** In the order in which they were asked. */
export async function questionsOf(tx: Tx, objectionIds: readonly string[]): Promise<Question[]> {
  const rows = await tx.objectionQuestion.findMany({
    where: { objectionId: { in: [...objectionIds] } },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toQuestion)
}
export async function questionById(tx: Tx, id: string): Promise<Question | null> {
  const row = await tx.objectionQuestion.findUnique({ where: { id } })
  return row && toQuestion(row)
}
export async function ask(tx: Tx, question: Question, requestKey: string): Promise<void> {
  await tx.objectionQuestion.create({ data: { ...question, requestKey } })
}
export async function explain(tx: Tx, id: string, answer: string, at: Date): Promise<void> {
  await tx.objectionQuestion.update({ where: { id }, data: { answer, answeredAt: at } })
}
