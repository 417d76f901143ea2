/** The officer adds and takes away days; everyone who asks the calendar sees it at once. */
import { type Asking, Refusal } from '../../chat/model.ts'
import { text } from '../../chat/words.ts'
import { dayOf, type OfficeDay } from '../../lib/calendar/office-day.ts'
import type { WorkCalendar } from '../../lib/calendar/working-days.ts'
import type { Database } from '../../platform/db.ts'
import type { Audit } from '../audit/index.ts'
import { type OwnDay, ownDays, type Problem, problemWith } from './rules.ts'
import * as store from './store.ts'

export interface CalendarDeps {
  db: Database
  audit: Audit
  office: { zone: string; calendar: WorkCalendar }
  /** Puts the office's own days into the calendar everybody holds. */
  change(own: ReturnType<typeof ownDays>): void
}
export type CalendarWork = ReturnType<typeof createWork>

export function createWork({ db, audit, office, change }: CalendarDeps) {
  async function reload(): Promise<void> {
    change(ownDays(await store.allDays(db.client)))
  }

  async function add({ actor, now }: Asking, own: OwnDay): Promise<Problem | null> {
    const problem = problemWith(own, { today: dayOf(now, office.zone), calendar: office.calendar })
    if (problem) return problem
    await db.transaction(async tx => {
      await store.put(tx, own, now)
      const { day, kind } = own
      await audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'calendar.added',
        subject: day,
        detail: { kind },
      })
    })
    await reload()
    return null
  }

  async function remove({ actor, now }: Asking, day: OfficeDay): Promise<void> {
    if (day < dayOf(now, office.zone)) throw new Refusal(text('calendar:problem.past'))
    await db.transaction(async tx => {
      if (!(await store.remove(tx, day))) return
      await audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'calendar.removed',
        subject: day,
        detail: {},
      })
    })
    await reload()
  }

  return { reload, add, remove, all: () => store.allDays(db.client) }
}
