/** Places in a training: asked for, waited for, given up. Each step is one transaction. */
import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Transact, Work } from '../../../../platform/unit-of-work.ts'
import { type PeopleService, parentsOfUnits } from '../../../organisation/people/api.ts'
import type { Training } from '../catalogue/repository.ts'
import { closedFor, HOLDS_PLACE, isFor, withAncestors } from '../rules.ts'
import type { Lookup, Placed } from './lookup.ts'
import { consentKeys, consentMessages } from './messages.ts'
import { addPlace, changePlace, type Place, placeOf } from './repository.ts'
import { fillSeats, seatFor } from './seats.ts'

export interface PlacesDeps {
  ids: Ids
  office: Office
  people: Pick<PeopleService, 'person' | 'appraiserOf'>
  transact: Transact
  lookup: Lookup
}
export type PlacesService = ReturnType<typeof createPlaces>

export function createPlaces(deps: PlacesDeps) {
  const { transact } = deps
  return {
    /** Takes a seat, a place in the waiting list, or asks the appraiser; nothing for who has a place already. */
    join: (context: RequestContext, trainingId: string): Promise<Placed> =>
      transact(context, work => join(deps, work, { trainingId, personId: context.actor.personId })),
    /** Gives the place back; whoever waits longest moves up. */
    leave: (context: RequestContext, trainingId: string): Promise<Placed> =>
      transact(context, work => leave(deps, work, { trainingId, personId: context.actor.personId })),
  }
}

interface Who {
  trainingId: string
  personId: string
}

async function join(deps: PlacesDeps, work: Work, { trainingId, personId }: Who): Promise<Placed> {
  const training = await deps.lookup.locked(work, trainingId)
  const before = await placeOf(work.tx, trainingId, personId)
  if (before && HOLDS_PLACE.includes(before.state)) return { training, place: before }
  await mustBeOpenTo(deps, work, training, personId)
  const acting = training.needsConsent ? await actingAppraisers(deps, work, personId) : []
  const state = acting.length > 0 ? 'asked' : await seatFor(work, training)
  const place = before
    ? await joinAnew(work, before, state)
    : await addPlace(work.tx, { id: deps.ids.next(), trainingId, personId, state, askedAt: work.now })
  work.notify(...consentMessages(place, acting))
  return { training, place }
}

async function actingAppraisers({ people, office }: PlacesDeps, { tx, now }: Work, personId: string) {
  const { acting } = await people.appraiserOf(personId, office.today(now), tx)
  return acting ? [acting] : []
}

const joinAnew = ({ tx, now }: Work, before: Place, state: Place['state']): Promise<Place> =>
  changePlace(tx, before.id, {
    state,
    askedAt: now,
    round: before.round + 1,
    reason: null,
    decidedAt: null,
    decidedById: null,
  })

/** @throws Refusal when it is over, or meant for others */
async function mustBeOpenTo(
  { office, people }: PlacesDeps,
  { tx, now }: Work,
  training: Training,
  personId: string,
): Promise<void> {
  const closed = training.publishedAt ? closedFor(training, now, office.today(now)) : 'deadline'
  if (closed) throw new Refusal(text(CLOSED[closed]))
  const person = await people.person(personId, tx)
  const units = withAncestors(person.unitId, await parentsOfUnits(tx))
  if (person.left !== null || !isFor(training, person.position, units))
    throw new Refusal(text('training:refused.audience'))
}

async function leave(
  { lookup, office, people }: PlacesDeps,
  work: Work,
  { trainingId, personId }: Who,
): Promise<Placed> {
  const training = await lookup.locked(work, trainingId)
  const before = await placeOf(work.tx, trainingId, personId)
  if (!before) throw new Refusal(text('training:refused.noPlace'))
  if (before.state === 'left') return { training, place: before }
  if (work.now >= training.startsAt) throw new Refusal(text('training:refused.started'))
  const place = await changePlace(work.tx, before.id, { state: 'left' })
  work.refresh(...(await consentKeys(people, work.tx, before, office.today(work.now))))
  await fillSeats(work, training)
  return { training, place }
}

const CLOSED = {
  cancelled: 'training:refused.cancelled',
  started: 'training:refused.started',
  deadline: 'training:refused.deadline',
} as const
