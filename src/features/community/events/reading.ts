/** Pages of what there is, as the screens show them. */
import type { RequestContext } from '../../../chat/model.ts'
import * as answers from './answers/repository.ts'
import type { EventsDeps } from './deps.ts'
import * as repository from './repository.ts'

/** Lines a person can take in at a glance. */
export const PAGE = 8
const PAST_DAYS = 90
const DAY = 24 * 60 * 60 * 1000

export function createReading({ db, people }: Pick<EventsDeps, 'db' | 'people'>) {
  const cut = <T>(rows: T[]) => ({ rows: rows.slice(0, PAGE), more: rows.length > PAGE })
  const pageOf = (page: number) => ({ skip: page * PAGE, take: PAGE + 1 })
  return {
    people,
    event: (id: string) => repository.eventById(db.client, id),
    list: async ({ actor, now }: RequestContext, shelf: repository.Shelf, page: number) => {
      const since = new Date(now.getTime() - PAST_DAYS * DAY)
      const { rows, more } = cut(
        await repository.listed(db.client, shelf, { ...actor, now, since }, pageOf(page)),
      )
      return { events: rows, more }
    },
    roll: async (eventId: string, page: number) => {
      const { rows, more } = cut(await answers.roll(db.client, eventId, pageOf(page)))
      return { list: rows, more, present: await answers.attendedCount(db.client, eventId) }
    },
    photoCount: (eventId: string) => answers.photoCount(db.client, eventId),
    photo: async (eventId: string, n: number) => {
      const [photo = null] = await answers.photos(db.client, eventId, { skip: n, take: 1 })
      return { photo, all: await answers.photoCount(db.client, eventId) }
    },
  }
}
