/** The officer adds and takes away days; everyone who asks the calendar sees it at once. */

import { text } from '../../../chat/i18n/words.ts'
import { type Asking, Refusal } from '../../../chat/model.ts'
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Audit } from '../audit/api.ts'
import * as store from './repository.ts'
import {
  type Change,
  type OwnDay,
  ownDays,
  type Problem,
  problemWith,
  unitCalendars,
  type Week,
} from './rules.ts'

export interface CalendarDeps {
  db: Database
  audit: Audit
  office: { zone: string; calendar: WorkCalendar }
  change: Change
}
export type CalendarWork = ReturnType<typeof createWork>

export function createWork({ db, audit, office, change }: CalendarDeps) {
  async function reload(): Promise<void> {
    const own = ownDays(await store.allDays(db.client))
    const weeks = await store.unitWeeks(db.client)
    const parents = weeks.length > 0 ? await store.parentsOfUnits(db.client) : new Map()
    change(own, unitCalendars(weeks, parents, own))
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

  /** `week` null: as the unit above it works, or the office. */
  async function setWeek({ actor, now }: Asking, unitId: string, week: Week | null): Promise<void> {
    await db.transaction(async tx => {
      if (week) await store.putWeek(tx, { unitId, week }, now)
      else if (!(await store.removeWeek(tx, unitId))) return
      const entry = { at: now, actorId: actor.personId, action: 'calendar.unit', subject: unitId }
      await audit.note(tx, { ...entry, detail: { week } })
    })
    await reload()
  }

  return {
    reload,
    add,
    remove,
    setWeek,
    all: () => store.allDays(db.client),
    weeks: () => store.unitWeeks(db.client),
  }
}
