/** The appraiser's consent, where a training needs it. */
import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import type { Transact, Work } from '../../../../platform/unit-of-work.ts'
import { mayAppraise, type PeopleService } from '../../../organisation/people/api.ts'
import type { Lookup, Placed } from '../places/lookup.ts'
import { consentKeys, placeMessage } from '../places/messages.ts'
import { changePlace } from '../places/repository.ts'
import { seatFor } from '../places/seats.ts'

export interface ConsentDeps {
  people: Pick<PeopleService, 'appraiserOf'>
  office: Office
  transact: Transact
  lookup: Lookup
}
export type ConsentService = ReturnType<typeof createConsent>

export function createConsent(deps: ConsentDeps) {
  /** @throws Refusal, after a note in the audit log, for anyone but the appraiser and today's delegate */
  async function mustDecide(context: RequestContext, placeId: string): Promise<Placed> {
    const found = await deps.lookup.placed(placeId)
    const { personId } = found.place
    const appraiser = await deps.people.appraiserOf(personId, deps.office.today(context.now))
    if (mayAppraise(appraiser).includes(context.actor.personId)) return found
    await deps.transact(context, async work =>
      work.record({
        action: 'refused',
        subject: personId,
        detail: { can: 'training.consent', place: placeId },
      }),
    )
    throw new Refusal(text('training:consent.notYours'))
  }

  /**
   * The appraiser, or whoever stands in today, agrees or not.
   * @param reason why not; null: agreed
   */
  async function decide(context: RequestContext, placeId: string, reason: string | null): Promise<Placed> {
    const { training } = await mustDecide(context, placeId)
    const decided = { placeId, trainingId: training.id, reason, decidedById: context.actor.personId }
    return deps.transact(context, work => settle(deps, work, decided))
  }

  return { mustDecide, decide }
}

async function settle(
  { lookup, office, people }: ConsentDeps,
  work: Work,
  decided: { placeId: string; trainingId: string; reason: string | null; decidedById: string },
): Promise<Placed> {
  const { placeId, reason, decidedById } = decided
  await work.lock(`training:${decided.trainingId}`)
  const { place: before, training } = await lookup.placed(placeId, work.tx)
  if (before.state !== 'asked') throw new Refusal(text('training:consent.already'))
  if (training.cancelledAt || work.now >= training.startsAt)
    throw new Refusal(text('training:refused.started'))
  const state = reason === null ? await seatFor(work, training) : 'declined'
  const place = await changePlace(work.tx, placeId, { state, reason, decidedById, decidedAt: work.now })
  work.notify(placeMessage(place, 'training.decided'))
  work.refresh(...(await consentKeys(people, work.tx, place, office.today(work.now))))
  work.record({
    action: 'training.consent',
    subject: place.personId,
    detail: { training: training.id, agreed: reason === null },
  })
  return { training, place }
}
