import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Rubric } from '../../../domain/criteria.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Assignment as AssignmentRow, Cycle as Row } from '../../../platform/generated/client.ts'
import type { Cycle, Excuse, Publishing, Stage } from './rules.ts'

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

/** One appraisal that is to be made, with its quarter and the name of whom it is about. */
export interface Assigned {
  assignment: Assignment
  cycle: Cycle
  /** Of the person appraised. */
  name: string
  /** Of the assigned appraiser; null where none is set. */
  appraiserName: string | null
}

/** In one statement, for it is asked on every press; null for an id that is nobody's. */
export async function assignedById(tx: Tx, id: string): Promise<Assigned | null> {
  const [row] = await tx.$queryRaw<(Assignment & Row & { name: string; appraiserName: string | null })[]>`
    SELECT a."id", a."quarter", a."personId", a."unitId", a."appraiserId", a."superiorId", a."excused", a."reason",
      a."doneAt", p."name", b."name" AS "appraiserName", c."stage"::text AS "stage", c."opensOn", c."deadline", c."weightAttendance",
      c."weightQuality", c."weightInitiative", c."publishing"::text AS "publishing", c."rubric", c."newcomersFrom",
      c."createdAt", c."openedAt", c."closedAt", c."publishedAt"
    FROM "Assignment" a JOIN "Cycle" c ON c."quarter" = a."quarter" JOIN "Person" p ON p."id" = a."personId"
      LEFT JOIN "Person" b ON b."id" = a."appraiserId"
    WHERE a."id" = ${id}`
  if (!row) return null
  const { quarter, personId, unitId, appraiserId, superiorId, excused, reason, doneAt, name } = row
  return {
    assignment: { id, quarter, personId, unitId, appraiserId, superiorId, excused, reason, doneAt },
    cycle: toCycle({
      quarter,
      stage: row.stage,
      opensOn: row.opensOn,
      deadline: row.deadline,
      weightAttendance: row.weightAttendance,
      weightQuality: row.weightQuality,
      weightInitiative: row.weightInitiative,
      publishing: row.publishing,
      rubric: row.rubric,
      newcomersFrom: row.newcomersFrom,
      createdAt: row.createdAt,
      openedAt: row.openedAt,
      closedAt: row.closedAt,
      publishedAt: row.publishedAt,
    }),
    name,
    appraiserName: row.appraiserName,
  }
}

export async function savePlan(
  tx: Tx,
  { weights, publishing, rubric, ...cycle }: Omit<Cycle, 'stage' | 'openedAt' | 'closedAt' | 'publishedAt'>,
  now: Date,
): Promise<void> {
  const data = {
    ...cycle,
    publishing,
    rubric,
    weightAttendance: weights.attendance,
    weightQuality: weights.quality,
    weightInitiative: weights.initiative,
  }
  await tx.cycle.upsert({
    where: { quarter: cycle.quarter },
    create: { ...data, stage: 'planned', createdAt: now },
    update: data,
  })
}

export async function changeCycle(
  tx: Tx,
  quarter: Quarter,
  data: Partial<{
    stage: Stage
    deadline: OfficeDay
    openedAt: Date
    opensOn: OfficeDay
    closedAt: Date | null
    publishedAt: Date
    rubric: Rubric
  }>,
): Promise<void> {
  await tx.cycle.update({ where: { quarter }, data })
}

export async function excusedUnits(tx: Tx, quarter: Quarter): Promise<{ unitId: string; reason: string }[]> {
  return tx.cycleUnitExcuse.findMany({ where: { quarter }, select: { unitId: true, reason: true } })
}

export async function excuseUnits(
  tx: Tx,
  quarter: Quarter,
  unitIds: readonly string[],
  reason: string,
): Promise<void> {
  await tx.cycleUnitExcuse.deleteMany({ where: { quarter } })
  await tx.cycleUnitExcuse.createMany({ data: unitIds.map(unitId => ({ quarter, unitId, reason })) })
}

/** Those in office on a day, after `afterId`, in the order of their ids. */
export async function inOffice(tx: Tx, day: OfficeDay, afterId: string, limit: number) {
  return tx.person.findMany({
    where: { id: { gt: afterId }, OR: [{ leftOn: null }, { leftOn: { gt: day } }] },
    select: {
      id: true,
      unitId: true,
      startDate: true,
      appraiserId: true,
      appraiser: { select: { appraiserId: true } },
    },
    orderBy: { id: 'asc' },
    take: limit,
  })
}

/** Many at once: one statement for all of them. A person who has one already keeps it. */
export async function addAssignments(tx: Tx, rows: readonly Assignment[], now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Assignment" ("id", "quarter", "personId", "unitId", "appraiserId", "superiorId", "excused",
      "reason", "doneAt", "createdAt", "updatedAt")
    SELECT r."id", r."quarter", r."personId", r."unitId", r."appraiserId", r."superiorId", r."excused", r."reason",
      NULL, ${now}, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("id" text, "quarter" text, "personId" text,
      "unitId" text, "appraiserId" text, "superiorId" text, "excused" text, "reason" text)
    ON CONFLICT ("quarter", "personId") DO NOTHING`
}

export async function changeAssignments(
  tx: Tx,
  ids: readonly string[],
  data: Partial<Pick<Assignment, 'appraiserId' | 'superiorId' | 'excused' | 'reason' | 'doneAt'>>,
  now: Date,
): Promise<void> {
  await tx.assignment.updateMany({ where: { id: { in: [...ids] } }, data: { ...data, updatedAt: now } })
}

/** Others in the quarter with the same assigned appraiser, still to be done. */
export async function leftWith(tx: Tx, quarter: Quarter, appraiserId: string): Promise<Assignment[]> {
  const rows = await tx.assignment.findMany({
    where: { quarter, appraiserId, doneAt: null },
    orderBy: { id: 'asc' },
  })
  return rows.map(toAssignment)
}

export async function countExcused(tx: Tx, quarter: Quarter): Promise<number> {
  return tx.assignment.count({ where: { quarter, excused: { not: null } } })
}
