/** A quarter's life: planned, opened, extended, closed, published. Each step is one transaction. */
import type { Quarter } from '../../lib/calendar/quarter.ts'
import type { Database, Tx } from '../../platform/db.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Audit } from '../audit/index.ts'
import type { Notify, Office } from '../notify/index.ts'
import type { PeopleWork } from '../people/index.ts'
import type { Cycle } from './rules.ts'
import * as store from './store.ts'

export interface CycleDeps {
  db: Database
  ids: Ids
  audit: Audit
  notify: Notify
  people: PeopleWork
  office: Office
}

/** What other features may ask about quarters. */
export interface CycleWork {
  cycleOf(quarter: Quarter, tx?: Tx): Promise<Cycle | null>
  /** The quarter being appraised (open or closing); else the last one that was; null before the first. */
  current(now: Date, tx?: Tx): Promise<Cycle | null>
  /** Who appraises this person in this quarter; null when the quarter has not opened or they were not in office. */
  assignmentOf(quarter: Quarter, personId: string, tx?: Tx): Promise<store.Assignment | null>
  assignment(id: string, tx?: Tx): Promise<store.Assignment | null>
}

export function createWork({ db }: CycleDeps): CycleWork {
  return {
    cycleOf: (quarter, tx = db.client) => store.cycleOf(tx, quarter),
    current: async (_now, tx = db.client) => {
      const [open] = await store.cycles(tx, ['open'])
      if (open) return open
      const [last] = await store.cycles(tx, ['closed', 'published'])
      return last ?? null
    },
    assignmentOf: (quarter, personId, tx = db.client) => store.assignmentOf(tx, quarter, personId),
    assignment: (id, tx = db.client) => store.assignmentById(tx, id),
  }
}
