/** What is due after publishing: one reminder to whoever has not said that they read it. */
import { dayOf } from '../../lib/calendar/office-day.ts'
import type { Database } from '../../platform/db.ts'
import type { Notify, Office } from '../notify/index.ts'
import { UNREAD_WORKING_DAYS } from './rules.ts'
import { UNREAD } from './screens.ts'
import * as store from './store.ts'
import type { FeedbackWork } from './work.ts'

const DAY = 24 * 60 * 60 * 1000
/** Receipts looked at in one transaction; what is left comes with the next beat. */
const CHUNK = 500

export function createDue({
  db,
  notify,
  office,
  work,
}: {
  db: Database
  notify: Notify
  office: Office
  work: FeedbackWork
}) {
  /** The working days run from the day on which it, or a pointer to it, was delivered; who was never reached is not reminded. */
  return async (now: Date): Promise<void> => {
    const today = dayOf(now, office.zone)
    if (!office.calendar.isWorkingDay(today)) return
    await db.transaction(async tx => {
      await db.lock(tx, 'feedback.unread')
      const before = new Date(now.getTime() - UNREAD_WORKING_DAYS * DAY)
      for (const { appraisalId, personId } of await store.unread(tx, before, CHUNK)) {
        const reached = await work.reachedAt(appraisalId, tx)
        if (!reached) continue
        const day = office.calendar.addWorkingDays(dayOf(reached, office.zone), UNREAD_WORKING_DAYS)
        if (day > today) continue
        const key = `${UNREAD}:${appraisalId}`
        const message = { key, to: { person: personId }, notice: UNREAD, args: [appraisalId] }
        await notify.enqueue(tx, [{ ...message, timing: 'office-hours' }], now)
        await store.reminded(tx, appraisalId, now)
      }
    })
  }
}
