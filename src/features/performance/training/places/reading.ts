/** What the screens read: nothing here changes anything. */
import type { RequestContext } from '../../../../chat/model.ts'
import { freeSeats } from '../../../../domain/seats.ts'
import type { Detail } from '../cards.ts'
import type { Training } from '../catalogue/repository.ts'
import type { HoursOf } from '../suggestions/hours.ts'
import type { Suggestions } from '../suggestions/service.ts'
import * as places from './repository.ts'
import type { PlacesWork, TrainingDeps } from './service.ts'

export type Reading = ReturnType<typeof createReading>

export function createReading(
  { db }: TrainingDeps,
  { training, today }: PlacesWork,
  { catalogue }: Suggestions,
  hoursOf: HoursOf,
) {
  async function detail({ actor, now }: RequestContext, id: string): Promise<Detail> {
    const found = await training(id)
    const place = await places.placeOf(db.client, id, actor.personId)
    const before = place?.state === 'waiting' ? await places.waitingBefore(db.client, place) : 0
    const trains = found.trainerId === actor.personId
    return { training: found, place, before, free: await free(found), now, today: today(now), trains }
  }

  async function free({ id, seats }: Training): Promise<number> {
    const { joined } = await places.countsOf(db.client, id)
    return freeSeats({ seats, taken: joined })
  }

  return {
    detail,
    free,
    offers: catalogue,
    hoursOf,
    counts: (id: string) => places.countsOf(db.client, id),
    mine: (personId: string, at: { skip: number; take: number }) => places.mine(db.client, personId, at),
  }
}
