/** The appraiser's consent, where a training needs it. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { appraisersOf } from '../../../organisation/people/api.ts'
import type { Place } from '../places/repository.ts'
import * as places from '../places/repository.ts'
import {
  consentKeys,
  type PlacesWork,
  placeMessage,
  type Seen,
  type TrainingDeps,
} from '../places/service.ts'

export type ConsentWork = ReturnType<typeof createConsent>

export function createConsent(
  { db, audit, notify }: TrainingDeps,
  { place, locked, seat, today }: Pick<PlacesWork, 'place' | 'locked' | 'seat' | 'today'>,
) {
  /** The appraiser, or whoever stands in today, agrees or not. */
  async function decide(context: RequestContext, placeId: string, reason: string | null): Promise<Seen> {
    const { actor, now } = context
    const mine = await mayDecide(context, placeId)
    return db.transaction(async tx => {
      const found = await locked(tx, mine.trainingId)
      const { state } = await place(placeId, tx)
      if (state !== 'asked') throw new Refusal(text('training:consent.already'))
      if (found.cancelledAt || now >= found.startsAt) throw new Refusal(text('training:refused.started'))
      const next = reason === null ? await seat(tx, found) : ('declined' as const)
      const decided = { state: next, reason, decidedById: actor.personId, decidedAt: now }
      await places.changePlace(tx, placeId, decided)
      const entry = { at: now, actorId: actor.personId, subject: mine.personId }
      const detail = { training: found.id, agreed: reason === null }
      await audit.note(tx, { ...entry, action: 'training.consent', detail })
      const after = await place(placeId, tx)
      await notify.enqueue(tx, [placeMessage(after, 'training.decided')], now)
      await notify.refresh(tx, await consentKeys(tx, after, today(now)))
      return { training: found, place: after }
    })
  }

  /** @throws Refusal, after a note in the audit log, for anyone but the appraiser and today's delegate */
  async function mayDecide({ actor, now }: RequestContext, placeId: string): Promise<Place> {
    const mine = await place(placeId)
    const { may } = await appraisersOf(db.client, mine.personId, today(now))
    if (may.includes(actor.personId)) return mine
    await db.transaction(tx =>
      audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'refused',
        subject: mine.personId,
        detail: { can: 'training.consent', place: placeId },
      }),
    )
    throw new Refusal(text('training:consent.notYours'))
  }

  return { decide, mayDecide }
}
