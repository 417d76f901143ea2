/** Pages of what there is, as the screens show them: one row more than is shown where another page follows. */
import type { RequestContext } from '../../../chat/model.ts'
import { pageSpan } from '../../../chat/ui/paging.ts'
import * as answers from './answers/repository.ts'
import type { EventsDeps } from './deps.ts'
import * as repository from './repository.ts'

/** How long an event stays in the list of those that are over. */
const PAST_DAYS = 90
const DAY = 24 * 60 * 60 * 1000

export type Reading = ReturnType<typeof createReading>

export function createReading({ db }: Pick<EventsDeps, 'db'>) {
  return {
    event: (id: string) => repository.eventById(db.client, id),
    list: ({ actor, now }: RequestContext, shelf: repository.Shelf, page: number) => {
      const since = new Date(now.getTime() - PAST_DAYS * DAY)
      return repository.listed(db.client, shelf, { ...actor, now, since }, pageSpan(page))
    },
    roll: async (eventId: string, page: number) => {
      const [list, present] = await Promise.all([
        answers.roll(db.client, eventId, pageSpan(page)),
        answers.attendedCount(db.client, eventId),
      ])
      return { list, present }
    },
    photoCount: (eventId: string) => answers.photoCount(db.client, eventId),
    /** @param n which photo, from 0 */
    photo: async (eventId: string, n: number) => {
      const [photo = null] = await answers.photos(db.client, eventId, { skip: n, take: 1 })
      return { photo, all: await answers.photoCount(db.client, eventId) }
    },
  }
}
