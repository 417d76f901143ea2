import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { NextStep as Row } from '../../../platform/generated/client.ts'
import type { Answer } from './rules.ts'

export type NextStep = Omit<Row, 'dueOn' | 'plannedOn' | 'answer' | 'toldOn'> & {
  dueOn: OfficeDay
  plannedOn: OfficeDay
  answer: Answer | null
  toldOn: OfficeDay | null
}
const toStep = (row: Row): NextStep => ({
  ...row,
  dueOn: row.dueOn as OfficeDay,
  plannedOn: row.plannedOn as OfficeDay,
  answer: row.answer as Answer | null,
  toldOn: row.toldOn as OfficeDay | null,
})

export async function stepOf(tx: Tx, assignmentId: string): Promise<NextStep | null> {
  const row = await tx.nextStep.findUnique({ where: { assignmentId } })
  return row && toStep(row)
}

/** A later version with the same day goes on from where it was; another day begins anew. */
export async function plan(
  tx: Tx,
  {
    id,
    assignmentId,
    personId,
    nextStepOn,
  }: { id: string; assignmentId: string; personId: string; nextStepOn: OfficeDay },
): Promise<void> {
  const before = await stepOf(tx, assignmentId)
  const fresh = { plannedOn: nextStepOn, dueOn: nextStepOn, state: 'waiting' as const, postponed: false }
  const unsaid = { answer: null, answeredAt: null, toldId: null, toldOn: null }
  if (!before)
    await tx.nextStep.create({ data: { assignmentId, appraisalId: id, personId, ...fresh, ...unsaid } })
  else {
    const data = before.plannedOn === nextStepOn ? {} : { ...fresh, ...unsaid }
    await tx.nextStep.update({ where: { assignmentId }, data: { appraisalId: id, ...data } })
  }
}

export async function change(
  tx: Tx,
  assignmentId: string,
  data: Partial<Omit<NextStep, 'assignmentId'>>,
): Promise<void> {
  await tx.nextStep.update({ where: { assignmentId }, data })
}

export async function due(tx: Tx, day: OfficeDay, limit: number): Promise<NextStep[]> {
  const where = { state: 'waiting' as const, dueOn: { lte: day } }
  const rows = await tx.nextStep.findMany({ where, orderBy: { dueOn: 'asc' }, take: limit })
  return rows.map(toStep)
}

/** Answered before an instant, and nobody was told yet. */
export async function untold(tx: Tx, before: Date, limit: number): Promise<NextStep[]> {
  const where = { toldOn: null, answeredAt: { lt: before } }
  const rows = await tx.nextStep.findMany({ where, orderBy: { answeredAt: 'asc' }, take: limit })
  return rows.map(toStep)
}
export async function toldTo(tx: Tx, toldId: string, toldOn: string): Promise<NextStep[]> {
  const rows = await tx.nextStep.findMany({ where: { toldId, toldOn }, orderBy: { answeredAt: 'asc' } })
  return rows.map(toStep)
}
