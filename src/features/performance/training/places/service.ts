/** Places in a training: asked for, agreed to, waited for, given up. Each step is one transaction. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import { dayOf, type OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { getsSeat, movingUp } from '../../../../domain/seats.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import type { Evidence } from '../../../../platform/files/evidence.ts'
import type { Files } from '../../../../platform/files/files.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Audit } from '../../../organisation/audit/api.ts'
import type { Message, Notify } from '../../../organisation/notify/api.ts'
import { appraisersOf, type PeopleService } from '../../../organisation/people/api.ts'
import type { Training } from '../catalogue/repository.ts'
import * as repository from '../catalogue/repository.ts'
import { closedFor, isFor, withAncestors } from '../rules.ts'
import type { Place } from './repository.ts'
import * as places from './repository.ts'

export interface TrainingDeps {
  db: Database
  ids: Ids
  audit: Audit
  notify: Notify
  people: PeopleService
  office: Office
  files: Files
  evidence: Evidence
}

export interface Seen {
  training: Training
  place: Place | null
}

export type PlacesWork = ReturnType<typeof createPlaces>

export function createPlaces({ db, ids, notify, office, people }: TrainingDeps) {
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  async function training(id: string, tx: Tx = db.client): Promise<Training> {
    const found = await repository.trainingById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  async function place(id: string, tx: Tx = db.client): Promise<Place> {
    const found = await places.placeById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** Takes the training for this transaction: seats are counted by one at a time. */
  async function locked(tx: Tx, id: string): Promise<Training> {
    await db.lock(tx, `training:${id}`)
    return training(id, tx)
  }

  async function join({ actor, now }: RequestContext, id: string): Promise<Seen> {
    return db.transaction(async tx => {
      const found = await locked(tx, id)
      const before = await places.placeOf(tx, id, actor.personId)
      if (before && ['asked', 'joined', 'waiting'].includes(before.state))
        return { training: found, place: before }
      await mayJoin(tx, found, actor.personId, now)
      const { acting } = await appraisersOf(tx, actor.personId, today(now))
      const ask = found.needsConsent && acting.length > 0
      const state = ask ? ('asked' as const) : await seat(tx, found)
      const joined = await write(tx, found, { personId: actor.personId, state, now, before })
      if (ask) await notify.enqueue(tx, consentMessages(joined, acting), now)
      return { training: found, place: joined }
    })
  }

  /** @throws Refusal when it is over, full of reasons, or meant for others */
  async function mayJoin(tx: Tx, found: Training, personId: string, now: Date): Promise<void> {
    const closed = found.publishedAt ? closedFor(found, now, today(now)) : ('deadline' as const)
    if (closed) throw new Refusal(text(CLOSED[closed]))
    if (!(await concerns(tx, found, personId))) throw new Refusal(text('training:refused.audience'))
  }

  async function concerns(tx: Tx, found: Training, personId: string): Promise<boolean> {
    const person = await people.person(personId, tx)
    if (person.left !== null) return false
    const parents = await repository.parentsOfUnits(tx)
    return isFor(found, person.position, withAncestors(person.unitId, parents))
  }

  async function seat(tx: Tx, { id, seats }: Training): Promise<'joined' | 'waiting'> {
    const { joined, waiting } = await places.countsOf(tx, id)
    return getsSeat({ seats, taken: joined, waiting }) ? 'joined' : 'waiting'
  }

  async function write(
    tx: Tx,
    { id: trainingId }: Training,
    { personId, state, now, before }: Pick<Place, 'personId' | 'state'> & { now: Date; before: Place | null },
  ): Promise<Place> {
    if (!before) {
      const row = { id: ids.next(), trainingId, personId, state, askedAt: now }
      await places.addPlace(tx, row)
      return place(row.id, tx)
    }
    const anew = { state, askedAt: now, round: before.round + 1, reason: null, decidedAt: null }
    await places.changePlace(tx, before.id, { ...anew, decidedById: null })
    return place(before.id, tx)
  }

  /** Gives the place back; whoever waits longest moves up. */
  async function leave({ actor, now }: RequestContext, id: string): Promise<Seen> {
    return db.transaction(async tx => {
      const found = await locked(tx, id)
      const mine = await places.placeOf(tx, id, actor.personId)
      if (!mine) throw new Refusal(text('training:refused.noPlace'))
      if (mine.state === 'left') return { training: found, place: mine }
      if (now >= found.startsAt) throw new Refusal(text('training:refused.started'))
      await places.changePlace(tx, mine.id, { state: 'left' })
      await notify.refresh(tx, await consentKeys(tx, mine, today(now)))
      await moveUp(tx, found, now)
      return { training: found, place: await place(mine.id, tx) }
    })
  }

  /** Fills free seats from the waiting list and tells those who moved up. */
  async function moveUp(tx: Tx, { id, seats }: Training, now: Date): Promise<void> {
    const { joined, waiting } = await places.countsOf(tx, id)
    const free = movingUp({ seats, taken: joined, waiting })
    if (free === 0) return
    const next = await places.firstWaiting(tx, id, free)
    for (const one of next) await places.changePlace(tx, one.id, { state: 'joined' })
    await notify.enqueue(
      tx,
      next.map(one => placeMessage(one, 'training.moved-up')),
      now,
    )
  }

  return { training, place, locked, seat, join, leave, moveUp, today }
}

/** A message to the person who has the place; its key holds for one joining. */
export const placeMessage = (
  { id, round, personId }: Place,
  notice: string,
  timing: Message['timing'] = 'soon',
): Message => ({
  key: `${notice}:${id}:${round}`,
  to: { person: personId },
  notification: notice,
  args: [id],
  timing,
})

const consentKey = ({ id, round }: Place, person: string) => `training:${id}:${round}:consent:${person}`
const consentMessages = (one: Place, acting: readonly string[]): Message[] =>
  acting.map(person => ({
    key: consentKey(one, person),
    to: { person },
    notification: 'training.consent',
    args: [one.id],
    timing: 'office-hours',
  }))

/** The keys of what appraisers were asked about this place, to be changed once it is decided. */
export async function consentKeys(tx: Tx, one: Place, today: OfficeDay): Promise<string[]> {
  const { may } = await appraisersOf(tx, one.personId, today)
  return may.map(person => consentKey(one, person))
}

const CLOSED = {
  cancelled: 'training:refused.cancelled',
  started: 'training:refused.started',
  deadline: 'training:refused.deadline',
} as const
