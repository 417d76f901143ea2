import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { NextStep as Row } from '../../../platform/generated/client.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import type { Appraisal } from '../appraisal/api.ts'
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

/** Held by whoever changes many steps at once, so that they do not wait for each other's rows in a circle. */
export const STEPS_LOCK = 'checkin.steps'

/** A version that was published, as far as its next step goes. */
type Planned = Pick<Appraisal, 'id' | 'assignmentId' | 'personId' | 'nextStepOn'>

/** A later version with the same day goes on from where it was; another day begins anew. */
export async function plan({ tx, lock }: Work, versions: readonly Planned[]): Promise<void> {
  await lock(STEPS_LOCK)
  const rows = await tx.nextStep.findMany({
    where: { assignmentId: { in: versions.map(({ assignmentId }) => assignmentId) } },
  })
  const before = new Map(rows.map(row => [row.assignmentId, toStep(row)]))
  await tx.nextStep.createMany({
    data: versions
      .filter(({ assignmentId }) => !before.has(assignmentId))
      .map(version => ({
        assignmentId: version.assignmentId,
        appraisalId: version.id,
        personId: version.personId,
        ...afresh(version.nextStepOn),
      })),
  })
  for (const { id, assignmentId, nextStepOn } of versions) {
    const step = before.get(assignmentId)
    if (!step) continue
    const data = { appraisalId: id, ...(step.plannedOn === nextStepOn ? {} : afresh(nextStepOn)) }
    await tx.nextStep.update({ where: { assignmentId }, data })
  }
}

const afresh = (day: OfficeDay) => ({
  plannedOn: day,
  dueOn: day,
  state: 'waiting' as const,
  postponed: false,
  answer: null,
  answeredAt: null,
  toldId: null,
  toldOn: null,
})

export async function markAsked(tx: Tx, assignmentIds: readonly string[]): Promise<void> {
  await tx.nextStep.updateMany({
    where: { assignmentId: { in: [...assignmentIds] } },
    data: { state: 'asked' },
  })
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
