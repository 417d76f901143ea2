/** People who are in the room without having joined. */
import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { notInOwnMatter } from '../../../../chat/own-matter.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Transact, Work } from '../../../../platform/unit-of-work.ts'
import type { Training } from '../catalogue/repository.ts'
import type { Lookup } from '../places/lookup.ts'
import { placeMessage } from '../places/messages.ts'
import { addPlace, changePlace, type Place, placesOf } from '../places/repository.ts'
import { mustRun } from './service.ts'

export interface WalkInDeps {
  ids: Ids
  transact: Transact
  lookup: Lookup
}
export type WalkInService = ReturnType<typeof createWalkIn>

export function createWalkIn({ ids, transact, lookup }: WalkInDeps) {
  /** @throws Refusal before the start, and for anyone but officers and the trainer */
  async function mayAdd(context: RequestContext, id: string): Promise<void> {
    mustTakeWalkIns(context, await lookup.training(id))
  }

  /** They were there: present, whatever was said before, and also beyond the seats. */
  const walkIn = (context: RequestContext, id: string, personIds: readonly string[]): Promise<void> =>
    transact(context, async work => {
      const training = await lookup.locked(work, id)
      mustTakeWalkIns(context, training)
      notInOwnMatter(context, ...personIds)
      const places = await placesOf(work.tx, id, personIds)
      for (const personId of new Set(personIds)) {
        const place = places.get(personId)
        if (place?.state === 'joined' && place.attendance === 'present') continue
        const before = place ?? (await addSeat({ ids }, work, { trainingId: id, personId }))
        await notePresent(work, training, before, place?.state === 'joined' ? 'list' : 'walk-in')
      }
    })

  return { mayAdd, walkIn }
}

function mustTakeWalkIns(context: RequestContext, training: Training): void {
  mustRun(context, training)
  if (context.now < training.startsAt || training.cancelledAt || !training.publishedAt)
    throw new Refusal(text('training:list.notYet'))
}

const addSeat = (
  { ids }: Pick<WalkInDeps, 'ids'>,
  { tx, now }: Work,
  who: Pick<Place, 'trainingId' | 'personId'>,
): Promise<Place> => addPlace(tx, { ...who, id: ids.next(), state: 'joined', askedAt: now })

async function notePresent(
  work: Work,
  training: Training,
  { id, personId }: Place,
  how: 'list' | 'walk-in',
): Promise<void> {
  const place = await changePlace(work.tx, id, {
    state: 'joined',
    attendance: 'present',
    attendedHow: how,
    attendedAt: work.now,
  })
  work.record({
    action: 'training.attendance',
    subject: personId,
    detail: { training: training.id, attendance: 'present', how },
  })
  if (training.closedAt) work.notify(placeMessage(place, 'training.evaluate', 'office-hours'))
}
