/** What the screens read of trainings and places: nothing here changes anything. */
import type { RequestContext } from '../../../../chat/model.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import { freeSeats } from '../../../../domain/seats.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Detail } from '../cards.ts'
import type { Training } from '../catalogue/repository.ts'
import type { Lookup } from './lookup.ts'
import * as repository from './repository.ts'

export type Reading = ReturnType<typeof createReading>

export function createReading({ db, office, lookup }: { db: Database; office: Office; lookup: Lookup }) {
  /** Seats nobody has taken. */
  async function free({ id, seats }: Training): Promise<number> {
    return freeSeats({ seats, taken: (await repository.taken(db.client, id)).joined })
  }

  /** A training as this person sees it. @param place theirs; null: none */
  async function detailOf(
    { actor, now }: RequestContext,
    { training, place }: { training: Training; place: repository.Place | null },
  ): Promise<Detail> {
    return {
      training,
      place,
      before: place?.state === 'waiting' ? await repository.waitingBefore(db.client, place) : 0,
      free: await free(training),
      now,
      today: office.today(now),
      trains: training.trainerId === actor.personId,
    }
  }

  async function detail(context: RequestContext, id: string): Promise<Detail> {
    const [training, place] = await Promise.all([
      lookup.training(id),
      repository.placeOf(db.client, id, context.actor.personId),
    ])
    return detailOf(context, { training, place })
  }

  return {
    free,
    detail,
    detailOf,
    counts: (id: string) => repository.countsOf(db.client, id),
    mine: (personId: string, at: { skip: number; take: number }) => repository.mine(db.client, personId, at),
  }
}
