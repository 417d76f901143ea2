import type { RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf } from '../../../domain/calendar/office-day.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Message, Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import * as repository from './repository.ts'
import { daysGreeted, greetingsDue } from './rules.ts'

export interface CelebrationsDeps {
  db: Database
  notify: Notify
  people: PeopleService
  office: Office
}

export type CelebrationsWork = ReturnType<typeof createService>

export function createService({ db, notify, people, office }: CelebrationsDeps) {
  const consent = (personId: string) => repository.consentOf(db.client, personId)

  async function agree(
    { actor, now }: RequestContext,
    what: keyof repository.Consent,
    on: boolean,
  ): Promise<void> {
    const before = await consent(actor.personId)
    // Without the greeting itself there is nothing for the group either.
    const after = what === 'greeting' && !on ? repository.NONE : { ...before, [what]: on }
    await repository.setConsent(db.client, actor.personId, after, now)
  }

  /** Greets whoever has their day; what fell on days off is greeted on the next working morning. */
  async function tick(now: Date): Promise<void> {
    const today = dayOf(now, office.zone)
    const days = daysGreeted(today, office.calendar)
    if (days.length === 0) return
    // 29 February is greeted on the 28th of other years; greetingsDue looks closer.
    const monthDays = [...new Set([...days.map(day => day.slice(5)), '02-29'])]
    const due = greetingsDue(await repository.celebrants(db.client, monthDays), today, office.calendar)
    for (const { personId, occasion, day, years } of due) {
      const args = [personId, occasion, String(years)]
      const key = `celebrations:${occasion}:${day}:${personId}`
      const timing = 'office-hours' as const
      const { unitId } = await people.person(personId)
      const { group } = await consent(personId)
      const groups = group ? await notify.groupsOf([unitId]) : []
      const messages: Message[] = [
        { key, to: { person: personId }, notification: 'celebrations.greeted', args, timing },
        ...groups.map(({ id }) => ({
          key: `${key}:${id}`,
          to: { group: id },
          notification: 'celebrations.posted',
          args,
          timing,
        })),
      ]
      await db.transaction(tx => notify.enqueue(tx, messages, now))
    }
  }
  return { consent, agree, tick }
}
