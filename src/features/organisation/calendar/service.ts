/** The officer adds and takes away days; everyone who asks the calendar sees it at once. */

import { text } from '../../../chat/i18n/words.ts'
import { InvalidAnswers, Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Message, Transact } from '../../../platform/unit-of-work.ts'
import { type PeopleService, parentsOfUnits } from '../people/api.ts'
import * as repository from './repository.ts'
import { type Change, type OwnDay, ownDays, problemWith, unitCalendars, type Week } from './rules.ts'

export interface CalendarServiceDeps {
  db: Database
  transact: Transact
  people: Pick<PeopleService, 'withRole'>
  office: Office
  change: Change
}
export type CalendarService = ReturnType<typeof createService>

export function createService({ db, transact, people, office, change }: CalendarServiceDeps) {
  /** Reads what this or another process has changed. */
  async function reload(): Promise<void> {
    const own = ownDays(await repository.allDays(db.client))
    const weeks = await repository.unitWeeks(db.client)
    const parents = weeks.length > 0 ? await parentsOfUnits(db.client) : new Map()
    change(own, unitCalendars(weeks, parents, own))
  }

  /** @throws InvalidAnswers where the day is past, or is so already */
  async function add(context: RequestContext, own: OwnDay): Promise<void> {
    const { day, kind } = own
    const problem = problemWith(own, { today: office.today(context.now), calendar: office.calendar })
    if (problem) throw new InvalidAnswers({ field: 'day', why: text(`calendar:problem.${problem}`) })
    await transact(context, async work => {
      await repository.put(work.tx, own, work.now)
      work.record({ action: 'calendar.added', subject: day, detail: { kind } })
    })
    await reload()
  }

  async function remove(context: RequestContext, day: OfficeDay): Promise<void> {
    if (day < office.today(context.now)) throw new Refusal(text('calendar:problem.past'))
    await transact(context, async work => {
      if (await repository.remove(work.tx, day)) work.record({ action: 'calendar.removed', subject: day })
    })
    await reload()
  }

  /** `week` null: as the unit above it works, or the office. */
  async function setWeek(context: RequestContext, unitId: string, week: Week | null): Promise<void> {
    await transact(context, async ({ tx, now, record }) => {
      if (week) await repository.putWeek(tx, { unitId, week }, now)
      else if (!(await repository.removeWeek(tx, unitId))) return
      record({ action: 'calendar.unit', subject: unitId, detail: { week } })
    })
    await reload()
  }

  /** Officers are told once a year, from October on: the decree appears in September. */
  async function warn(now: Date): Promise<void> {
    const years = office.calendar.missingYears(office.today(now))
    if (years.length === 0) return
    await transact({ now }, async work => {
      const officers = await people.withRole('officer', work.tx)
      work.notify(...years.flatMap(year => officers.map(person => missingMessage(year, person))))
    })
  }

  return {
    reload,
    warn,
    add,
    remove,
    setWeek,
    all: () => repository.allDays(db.client),
    weeks: () => repository.unitWeeks(db.client),
  }
}

const missingMessage = (year: number, person: string): Message => ({
  key: `calendar:missing:${year}:${person}`,
  to: { person },
  notification: 'calendar.missing',
  args: [String(year)],
  timing: 'office-hours',
})
