/** The officer adds and takes away days; everyone who asks the calendar sees it at once. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Audit } from '../audit/api.ts'
import * as repository from './repository.ts'
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
export type CalendarWork = ReturnType<typeof createService>

export function createService({ db, audit, office, change }: CalendarDeps) {
  async function reload(): Promise<void> {
    const own = ownDays(await repository.allDays(db.client))
    const weeks = await repository.unitWeeks(db.client)
    const parents = weeks.length > 0 ? await repository.parentsOfUnits(db.client) : new Map()
    change(own, unitCalendars(weeks, parents, own))
  }

  async function add({ actor, now }: RequestContext, own: OwnDay): Promise<Problem | null> {
    const problem = problemWith(own, { today: dayOf(now, office.zone), calendar: office.calendar })
    if (problem) return problem
    await db.transaction(async tx => {
      await repository.put(tx, own, now)
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

  async function remove({ actor, now }: RequestContext, day: OfficeDay): Promise<void> {
    if (day < dayOf(now, office.zone)) throw new Refusal(text('calendar:problem.past'))
    await db.transaction(async tx => {
      if (!(await repository.remove(tx, day))) return
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
  async function setWeek({ actor, now }: RequestContext, unitId: string, week: Week | null): Promise<void> {
    await db.transaction(async tx => {
      if (week) await repository.putWeek(tx, { unitId, week }, now)
      else if (!(await repository.removeWeek(tx, unitId))) return
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
    all: () => repository.allDays(db.client),
    weeks: () => repository.unitWeeks(db.client),
  }
}
