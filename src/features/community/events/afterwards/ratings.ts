/** How an event was: anonymous ratings, and their summary for its maker. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Answering } from '../answers/answering.ts'
import * as answers from '../answers/repository.ts'
import type { EventsDeps } from '../deps.ts'
import type { Event } from '../repository.ts'
import { average, ratingEnds } from '../rules.ts'
import type { Attendance } from './attendance.ts'

export interface Summary {
  event: Event
  counts: answers.Counts
  attended: number
  rated: number
  average: number | null
  /** Only where enough people answered. */
  good: string[]
  better: string[]
}
export interface RatingsDeps extends Pick<EventsDeps, 'db' | 'ids' | 'transact' | 'office'> {
  answering: Answering
  attendance: Attendance
}
export type Ratings = ReturnType<typeof createRatings>

export function createRatings({ db, ids, transact, office, answering, attendance }: RatingsDeps) {
  async function mayRate(now: Date, event: Event, answer: answers.Answer | null): Promise<boolean> {
    const open = now >= event.endsAt && now < ratingEnds(event, office.zone)
    return open && answer?.rated === false && (await attendance.came(now, event, answer))
  }

  async function rate(context: RequestContext, id: string, rating: answers.Rating): Promise<void> {
    const { event, answer } = await answering.visible(context, id)
    if (!(await mayRate(context.now, event, answer))) throw new Refusal(text('events:refused.rating'))
    await transact(context, async ({ tx }) => {
      if (!(await answers.markRated(tx, id, context.actor.personId))) return
      await answers.addRating(tx, { ...rating, id: ids.next(), eventId: id })
    })
  }

  async function summary(event: Event): Promise<Summary> {
    const [given, counts, attended] = await Promise.all([
      answers.ratings(db.client, event.id),
      answers.counts(db.client, event.id),
      answers.attendedCount(db.client, event.id),
    ])
    const mean = average(given.map(({ rating }) => rating))
    const comments = (part: 'good' | 'better') =>
      mean === null ? [] : given.flatMap(one => one[part] ?? []).sort()
    return {
      event,
      counts,
      attended,
      rated: given.length,
      average: mean,
      good: comments('good'),
      better: comments('better'),
    }
  }

  return { mayRate, rate, summary }
}
