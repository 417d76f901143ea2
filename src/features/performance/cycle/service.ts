import type { Office } from '../../../domain/calendar/office.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import * as appraisals from './current-appraiser.ts'
import * as repository from './repository.ts'
import type { Cycle } from './rules.ts'

export interface CycleServiceDeps {
  db: Database
  office: Office
}

/** What other features may ask about quarters. Days and delegates are those of `now`. */
export interface CycleService {
  cycleOf(quarter: Quarter, tx?: Tx): Promise<Cycle | null>
  /** The quarter being appraised (open or closing); else the last one that was; null before the first. */
  current(now: Date, tx?: Tx): Promise<Cycle | null>
  /** Every quarter that is being appraised. */
  open(tx?: Tx): Promise<Cycle[]>
  /** Quarters that are published. */
  published(tx?: Tx): Promise<Cycle[]>
  /** Who appraises this person in this quarter; null when it has not opened or they were not in office. */
  assignmentOf(quarter: Quarter, personId: string, tx?: Tx): Promise<repository.Assignment | null>
  assignment(id: string, tx?: Tx): Promise<repository.Assignment | null>
  /** One appraisal to be made, with its quarter and its person's name, in one statement; null for an unknown id. */
  assigned(id: string, tx?: Tx): Promise<repository.Assigned | null>
  /** Whom this person appraises, themselves or as a delegate. */
  reportsFor(
    of: { quarter: Quarter; personId: string; now: Date },
    page?: { typed?: string; offset?: number; limit?: number },
  ): Promise<{ reports: appraisals.Report[]; found: number }>
  /** Who appraises now, and that one's superior; null where the appraisal is not to be made (excused, left). */
  currentAppraiser(
    assignment: Pick<repository.Assignment, 'quarter' | 'id'>,
    now: Date,
    tx?: Tx,
  ): Promise<appraisals.CurrentAppraiser | null>
  /** How far one appraiser is. */
  loadOf(of: { quarter: Quarter; personId: string; now: Date }): Promise<{ total: number; done: number }>
  /** How far every appraiser is. */
  loads(quarter: Quarter, now: Date, tx?: Tx): Promise<appraisals.Load[]>
  /** Appraisers below a superior who have anything left. */
  lateUnder(of: {
    quarter: Quarter
    personId: string
    now: Date
  }): Promise<{ name: string; total: number; left: number }[]>
  progress(quarter: Quarter, now: Date): Promise<appraisals.UnitProgress[]>
  /** The quarter in four figures. */
  numbers(
    quarter: Quarter,
    now: Date,
  ): Promise<{ total: number; done: number; excused: number; gaps: number }>
  /** Still to be appraised, with nobody in office to do it. */
  gaps(
    quarter: Quarter,
    now: Date,
    page?: { offset?: number; limit?: number },
  ): Promise<{ reports: appraisals.Report[]; found: number }>
  /** Called by the appraisal feature in the transaction that takes the first appraisal. */
  markDone(tx: Tx, id: string, now: Date): Promise<void>
}

export function createService({ db, office: { today } }: CycleServiceDeps): CycleService {
  return {
    cycleOf: (quarter, tx = db.client) => repository.cycleOf(tx, quarter),
    current: async (_now, tx = db.client) => {
      const [open] = await repository.cycles(tx, ['open'])
      if (open) return open
      const [last] = await repository.cycles(tx, ['closed', 'published'])
      return last ?? null
    },
    open: (tx = db.client) => repository.cycles(tx, ['open']),
    published: (tx = db.client) => repository.cycles(tx, ['published']),
    assignmentOf: (quarter, personId, tx = db.client) => repository.assignmentOf(tx, quarter, personId),
    assignment: (id, tx = db.client) => repository.assignmentById(tx, id),
    assigned: (id, tx = db.client) => repository.assignedById(tx, id),
    reportsFor: ({ quarter, personId, now }, page) =>
      appraisals.reportsFor(db.client, { quarter, personId, day: today(now) }, page),
    currentAppraiser: ({ quarter, id }, now, tx = db.client) =>
      appraisals.currentAppraiser(tx, { quarter, id, day: today(now) }),
    loadOf: ({ quarter, personId, now }) =>
      appraisals.loadOf(db.client, { quarter, personId, day: today(now) }),
    loads: (quarter, now, tx = db.client) => appraisals.loads(tx, quarter, today(now)),
    lateUnder: ({ quarter, personId, now }) =>
      appraisals.lateUnder(db.client, { quarter, personId, day: today(now) }),
    progress: (quarter, now) => appraisals.progressByUnit(db.client, quarter, today(now)),
    numbers: async (quarter, now) => {
      const units = await appraisals.progressByUnit(db.client, quarter, today(now))
      const sum = (figure: 'total' | 'done') => units.reduce((total, unit) => total + unit[figure], 0)
      const excused = await repository.countExcused(db.client, quarter)
      const { found } = await appraisals.withoutAppraiser(db.client, quarter, today(now), { limit: 1 })
      return { total: sum('total'), done: sum('done'), excused, gaps: found }
    },
    gaps: (quarter, now, page) => appraisals.withoutAppraiser(db.client, quarter, today(now), page),
    markDone: (tx, id, now) => repository.changeAssignments(tx, [id], { doneAt: now }, now),
  }
}
