import type { RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Message, Transact } from '../../../platform/unit-of-work.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import * as repository from './repository.ts'
import { type Due as DueFor, daysGreeted, greetingsDue } from './rules.ts'

export interface ServiceDeps {
  db: Database
  transact: Transact
  notify: Pick<Notify, 'groupsOf'>
  people: Pick<PeopleService, 'person'>
  office: Office
}

export type CelebrationsService = ReturnType<typeof createService>

export function createService({ db, transact, notify, office }: ServiceDeps) {
  const consent = (personId: string) => repository.consentOf(db.client, personId)

  /** Agrees to a greeting, or to the unit's group being told too; or takes it back. */
  async function agree(
    context: RequestContext,
    what: keyof repository.Consent,
    on: boolean,
  ): Promise<repository.Consent> {
    const { personId } = context.actor
    return transact(context, async work => {
      await work.lock(`celebrations:${personId}`)
      const before = await repository.consentOf(work.tx, personId)
      // Without the greeting itself there is nothing for the group either.
      const after = what === 'greeting' && !on ? repository.NONE : { ...before, [what]: on }
      await repository.setConsent(work.tx, personId, after, context.now)
      return after
    })
  }

  /** Greets whoever has their day; what fell on days off is greeted on the next working morning. */
  async function greet(now: Date): Promise<void> {
    const today = office.today(now)
    const days = daysGreeted(today, office.calendar)
    if (days.length === 0) return
    // 29 February is greeted on the 28th of other years; greetingsDue looks closer.
    const monthDays = [...new Set([...days.map(day => day.slice(5)), '02-29'])]
    const due = greetingsDue(await repository.celebrants(db.client, monthDays), today, office.calendar)
    if (due.length === 0) return
    const units = [...new Set(due.flatMap(({ person }) => (person.inGroup ? [person.unitId] : [])))]
    const groups = units.length > 0 ? await notify.groupsOf(units) : []
    const messages = due.flatMap(one => [
      greeting(one),
      ...groups
        .filter(({ unitId }) => one.person.inGroup && unitId === one.person.unitId)
        .map(({ id }) => post(one, id)),
    ])
    await transact({ now }, async work => work.notify(...messages))
  }

  return { consent, agree, greet }
}

type Due = DueFor<repository.Celebrant>
const keyOf = ({ person, occasion, day }: Due) => `celebrations:${occasion}:${day}:${person.id}`
const argsOf = ({ person, occasion, years }: Due) => [person.id, occasion, String(years)]

const greeting = (due: Due): Message => ({
  key: keyOf(due),
  to: { person: due.person.id },
  notification: 'celebrations.greeted',
  args: argsOf(due),
  timing: 'office-hours',
})

const post = (due: Due, group: string): Message => ({
  key: `${keyOf(due)}:${group}`,
  to: { group },
  notification: 'celebrations.posted',
  args: argsOf(due),
  timing: 'office-hours',
})
