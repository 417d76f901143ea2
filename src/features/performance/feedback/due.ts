/** What is due after publishing: one reminder to whoever has not said that they read it. */

import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import { notificationKey } from '../appraisal/api.ts'
import * as repository from './repository.ts'
import { UNREAD_WORKING_DAYS } from './rules.ts'
import { UNREAD } from './screens.ts'

const DAY = 24 * 60 * 60 * 1000
/** Receipts looked at together: whoever was never reached stays unread, and must not stand before the others. */
const CHUNK = 500

export function createDue({ db, notify, office }: { db: Database; notify: Notify; office: Office }) {
  /** Their message, whole or as a pointer, reached the person, or they opened it without. */
  async function late(tx: Tx, receipts: readonly repository.Receipt[], today: OfficeDay) {
    const sent = await notify.sentAt(
      tx,
      receipts.map(({ appraisalId }) => notificationKey(appraisalId)),
    )
    return receipts.filter(({ appraisalId, receivedAt }) => {
      const reached = sent.get(notificationKey(appraisalId))?.at ?? receivedAt
      if (!reached) return false
      return office.calendar.addWorkingDays(dayOf(reached, office.zone), UNREAD_WORKING_DAYS) <= today
    })
  }

  async function remind(tx: Tx, receipts: readonly repository.Receipt[], now: Date): Promise<void> {
    const messages = receipts.map(({ appraisalId, personId }) => ({
      key: `${UNREAD}:${appraisalId}`,
      to: { person: personId },
      notification: UNREAD,
      args: [appraisalId],
      timing: 'office-hours' as const,
    }))
    await notify.enqueue(tx, messages, now)
    await repository.reminded(
      tx,
      receipts.map(({ appraisalId }) => appraisalId),
      now,
    )
  }

  /** The working days run from the day on which it, or a pointer to it, was delivered; who was never reached is not reminded. */
  return async (now: Date): Promise<void> => {
    const today = dayOf(now, office.zone)
    if (!office.calendar.isWorkingDay(today)) return
    const before = new Date(now.getTime() - UNREAD_WORKING_DAYS * DAY)
    await db.transaction(async tx => {
      await db.lock(tx, 'feedback.unread')
      for (let after: string | undefined = ''; after !== undefined; ) {
        const page = await repository.unread(tx, before, { after, take: CHUNK })
        await remind(tx, await late(tx, page, today), now)
        after = page.length < CHUNK ? undefined : page.at(-1)?.appraisalId
      }
    })
  }
}
