import type { OfficeDay } from '../../lib/calendar/office-day.ts'
import type { Quarter } from '../../lib/calendar/quarter.ts'
import type { Tx } from '../../platform/db.ts'
import type { Assignment as AssignmentRow, Cycle as Row } from '../../platform/generated/client.ts'
import type { Cycle, Excuse, Publishing, Rubric, Stage } from './rules.ts'

/** Who appraises whom in one quarter. */
export interface Assignment {
  id: string
  quarter: Quarter
  personId: string
  unitId: string
  /** `null`: nobody is set, the officer has to name one. */
  appraiserId: string | null
  superiorId: string | null
  excused: Excuse | null
  reason: string | null
  doneAt: Date | null
}

export function toCycle(row: Row): Cycle {
  const { weightAttendance, weightQuality, weightInitiative, ...rest } = row
  return {
    ...rest,
    quarter: row.quarter as Quarter,
    stage: row.stage as Stage,
    opensOn: row.opensOn as OfficeDay,
    deadline: row.deadline as OfficeDay,
    newcomersFrom: row.newcomersFrom as OfficeDay,
    publishing: row.publishing as Publishing,
    rubric: row.rubric as Rubric,
    weights: { attendance: weightAttendance, quality: weightQuality, initiative: weightInitiative },
  }
}
export const toAssignment = (row: AssignmentRow): Assignment => ({
  ...row,
  quarter: row.quarter as Quarter,
  excused: row.excused as Excuse | null,
})

export async function cycleOf(tx: Tx, quarter: Quarter): Promise<Cycle | null> {
  const row = await tx.cycle.findUnique({ where: { quarter } })
  return row && toCycle(row)
}

/** Newest first. */
export async function cycles(tx: Tx, stages: readonly Stage[]): Promise<Cycle[]> {
  const rows = await tx.cycle.findMany({
    where: { stage: { in: [...stages] } },
    orderBy: { quarter: 'desc' },
  })
  return rows.map(toCycle)
}

export async function assignmentOf(tx: Tx, quarter: Quarter, personId: string): Promise<Assignment | null> {
  const row = await tx.assignment.findUnique({ where: { quarter_personId: { quarter, personId } } })
  return row && toAssignment(row)
}

export async function assignmentById(tx: Tx, id: string): Promise<Assignment | null> {
  const row = await tx.assignment.findUnique({ where: { id } })
  return row && toAssignment(row)
}
