/** Puts today's reminders in the outbox: a few queries for everybody, whatever their number. */

import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, instantAt } from '../../../domain/calendar/office-day.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import { calendarsOf, type Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { Cycle, CycleService } from '../cycle/api.ts'
import { lastMilestone, type Reached, remindersDue, type Span } from './rules-reminders.ts'

export const REMINDER = 'appraisal.reminder'

export interface RemindersDeps {
  db: Database
  notify: Notify
  cycle: CycleService
  people: Pick<PeopleService, 'withRole'>
  office: Office
}

export const spanOf = ({ openedAt, opensOn, deadline }: Cycle, zone: string): Span => ({
  opened: openedAt ? dayOf(openedAt, zone) : opensOn,
  deadline,
})

export function createReminders({ db, notify, cycle, people, office }: RemindersDeps) {
  const { zone } = office

  /** Looks at how things stand and queues what is owed; run twice, or in two processes, it does so once. */
  async function tick(now: Date): Promise<void> {
    for (const open of await cycle.open()) {
      await db.transaction(async tx => {
        await db.lock(tx, `reminders:${open.quarter}`)
        await plan(tx, open, now)
      })
    }
  }

  async function plan(tx: Tx, open: Cycle, now: Date): Promise<number> {
    const [today, span] = [dayOf(now, zone), spanOf(open, zone)]
    const milestone = lastMilestone(span, today, { calendar: office.calendar })
    if (!milestone) return 0
    const { quarter } = open
    const loads = await cycle.loads(quarter, now, tx)
    const officers = await people.withRole('officer', tx)
    const concerned = loads.flatMap(({ appraiserId, superiorId }) => [appraiserId, superiorId])
    const own = await calendarsOf(tx, office, [...officers, ...concerned.filter(id => id !== null)])
    const due = remindersDue({
      span,
      today,
      loads,
      officers,
      calendarOf: (personId): WorkCalendar => own.get(personId) ?? office.calendar,
      reached: await reachedSince(tx, instantAt(milestone, '00:00', zone)),
    })
    const messages = due.map(person => ({
      key: `cycle:${quarter}:remind:${today}:${person}`,
      to: { person },
      notification: REMINDER,
      args: [quarter],
      timing: 'office-hours' as const,
    }))
    await notify.enqueue(tx, messages, now)
    return messages.length
  }

  async function reachedSince(tx: Tx, since: Date): Promise<Map<string, Reached>> {
    const rows = await notify.reached(tx, REMINDER, since)
    return new Map(
      rows.map(({ personId, waiting, last }) => [personId, { waiting, last: last && dayOf(last, zone) }]),
    )
  }

  return {
    tick,
    plan,
    /** The message that was sent says one less, where it stands. */
    lessToDo: async (tx: Tx, _quarter: Quarter, personId: string) => {
      const key = await notify.latestKey(tx, REMINDER, personId)
      if (key) await notify.refresh(tx, [key])
    },
  }
}
