/** Puts today's reminders in the outbox: a few queries for everybody, whatever their number. */

import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, instantAt } from '../../../domain/calendar/office-day.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'
import type { Transact, Work } from '../../../platform/unit-of-work.ts'
import { calendarsOf, type Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { Cycle, CycleService } from '../cycle/api.ts'
import { lastMilestone, type Reached, remindersDue, type Span } from './rules-reminders.ts'

export const REMINDER = 'appraisal.reminder'

export interface RemindersDeps {
  transact: Transact
  notify: Pick<Notify, 'reached'>
  cycle: Pick<CycleService, 'open' | 'loads'>
  people: Pick<PeopleService, 'withRole'>
  office: Office
}

export const spanOf = ({ openedAt, opensOn, deadline }: Cycle, zone: string): Span => ({
  opened: openedAt ? dayOf(openedAt, zone) : opensOn,
  deadline,
})

export function createReminders({ transact, notify, cycle, people, office }: RemindersDeps) {
  const { zone } = office

  /** Looks at how things stand and queues what is owed; run twice, or in two processes, it does so once. */
  async function tick(now: Date): Promise<void> {
    for (const open of await cycle.open())
      await transact({ now }, async work => {
        await work.lock(`reminders:${open.quarter}`)
        await plan(work, open)
      })
  }

  /** @returns how many are reminded */
  async function plan(work: Work, open: Cycle): Promise<number> {
    const { tx, now } = work
    const today = office.today(now)
    const span = spanOf(open, zone)
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
      reached: await reachedSince(work, instantAt(milestone, '00:00', zone)),
    })
    for (const person of due)
      work.notify({
        key: `cycle:${quarter}:remind:${today}:${person}`,
        to: { person },
        notification: REMINDER,
        args: [quarter],
        timing: 'office-hours',
      })
    return due.length
  }

  async function reachedSince({ tx }: Work, since: Date): Promise<Map<string, Reached>> {
    const rows = await notify.reached(tx, REMINDER, since)
    return new Map(
      rows.map(({ personId, waiting, last }) => [personId, { waiting, last: last && dayOf(last, zone) }]),
    )
  }

  return { tick, plan }
}
