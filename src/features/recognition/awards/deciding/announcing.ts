/** Announces an award in the groups at the office's hour on the next working day, once the person was notified. */
import type { Office } from '../../../../domain/calendar/office.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Transact } from '../../../../platform/unit-of-work.ts'
import type { Notify } from '../../../organisation/notify/api.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { awardById, changeAward, toAnnounce } from '../repository.ts'
import { type Messages, NOTIFICATION } from './messages.ts'

interface AnnouncingDeps {
  db: Database
  transact: Transact
  notify: Pick<Notify, 'reached'>
  office: Office
  people: Pick<PeopleService, 'person'>
  messages: Messages
}

/** Awards announced in one round; the next round takes more. */
const LIMIT = 200

export function createAnnouncing({ db, transact, notify, office, people, messages }: AnnouncingDeps) {
  async function stillWaits(personId: string | null, since: Date): Promise<boolean> {
    if (personId === null) return false
    const reached = await notify.reached(db.client, NOTIFICATION.approved, since)
    return reached.some(one => one.personId === personId && one.waiting)
  }

  const announce = (id: string, now: Date): Promise<void> =>
    transact({ now }, async work => {
      await work.lock(`award:${id}`)
      const award = await awardById(work.tx, id)
      if (award?.state !== 'approved' || award.announcedAt) return
      await changeAward(work.tx, id, { announcedAt: now })
      // Whoever has left by now is not named before everyone.
      if (award.personId !== null && (await people.person(award.personId, work.tx)).left) return
      work.notify(...(await messages.announced(work.tx, award)))
    })

  return async (now: Date): Promise<void> => {
    for (const { id, personId, announceAt, decidedAt } of await toAnnounce(db.client, now, LIMIT)) {
      const due = announceAt && office.today(announceAt)
      // Somebody whose quiet hours are not over is notified first; only that day is waited for.
      if (decidedAt && due === office.today(now) && (await stillWaits(personId, decidedAt))) continue
      await announce(id, now)
    }
  }
}
