/** The groups are told at the office's hour on the next working day, once the person has heard it. */
import { dayOf } from '../../../domain/calendar/office-day.ts'
import { createMessages, NOTICE } from './messages.ts'
import { awardById, changeAward, toAnnounce } from './repository.ts'
import type { AwardDeps } from './service.ts'

const LIMIT = 200

export function createAnnouncing(deps: AwardDeps) {
  const { db, notify, office, people } = deps
  const messages = createMessages(deps)

  return async (now: Date): Promise<void> => {
    for (const { id, personId, announceAt, decidedAt } of await toAnnounce(db.client, now, LIMIT)) {
      const due = announceAt && dayOf(announceAt, office.zone)
      // Somebody whose quiet hours are not over hears it first; only that day is waited for.
      if (decidedAt && due === dayOf(now, office.zone) && (await stillWaits(personId, decidedAt))) continue
      await db.transaction(async tx => {
        await db.lock(tx, `award:${id}`)
        const award = await awardById(tx, id)
        if (award?.state !== 'approved' || award.announcedAt) return
        await changeAward(tx, id, { announcedAt: now })
        // Whoever has left by now is not named before everyone.
        if (award.personId !== null && (await people.person(award.personId, tx)).left) return
        await notify.enqueue(tx, await messages.announced(tx, award), now)
      })
    }
  }

  async function stillWaits(personId: string | null, since: Date): Promise<boolean> {
    if (personId === null) return false
    const reached = await notify.reached(db.client, NOTICE.told, since)
    return reached.some(one => one.personId === personId && one.waiting)
  }
}
