/** What is due after publishing: one reminder to whoever has not said that they read it. */
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import { notificationKey } from '../appraisal/api.ts'
import type { FeedbackDeps } from './deps.ts'
import { UNREAD } from './notifications.ts'
import * as repository from './repository.ts'
import { UNREAD_WORKING_DAYS } from './rules.ts'

const DAY = 24 * 60 * 60 * 1000
/** Receipts looked at together: whoever was never reached stays unread, and must not stand before the others. */
const CHUNK = 500

type DueDeps = Pick<FeedbackDeps, 'transact' | 'notify' | 'office'>

/** The working days run from the day on which it, or a pointer to it, was delivered; who was never reached is not reminded. */
export const createDue = (deps: DueDeps) => async (now: Date) => {
  const today = deps.office.today(now)
  if (!deps.office.calendar.isWorkingDay(today)) return
  const before = new Date(now.getTime() - UNREAD_WORKING_DAYS * DAY)
  await deps.transact({ now }, async work => {
    await work.lock('feedback.unread')
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page = await repository.unread(work.tx, before, { after, take: CHUNK })
      await remind(work, await late(deps, work, page, today))
      after = page.length < CHUNK ? undefined : page.at(-1)?.appraisalId
    }
  })
}

/** Their message, whole or as a pointer, reached the person, or they opened it without. */
async function late(
  { notify, office }: DueDeps,
  { tx }: Work,
  receipts: readonly repository.Receipt[],
  today: OfficeDay,
): Promise<repository.Receipt[]> {
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

async function remind(work: Work, receipts: readonly repository.Receipt[]): Promise<void> {
  if (receipts.length === 0) return
  for (const { appraisalId, personId } of receipts)
    work.notify({
      key: `${UNREAD}:${appraisalId}`,
      to: { person: personId },
      notification: UNREAD,
      args: [appraisalId],
      timing: 'office-hours',
    })
  await repository.reminded(
    work.tx,
    receipts.map(({ appraisalId }) => appraisalId),
    work.now,
  )
}
