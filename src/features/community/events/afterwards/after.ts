/** What is left of an event: who came, photos, how it was. */

import { text } from '../../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../../chat/model.ts'
import { toggled } from '../../../../chat/ui/toggle.ts'
import type { Answering } from '../answers/answering.ts'
import * as answers from '../answers/repository.ts'
import type { EventsDeps } from '../deps.ts'
import type { Making } from '../planning/making.ts'
import type { Event } from '../repository.ts'
import { average, MAX_PHOTOS, ratingEnds } from '../rules.ts'

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
export type After = ReturnType<typeof createAfter>

export function createAfter(deps: EventsDeps, making: Making, answering: Answering) {
  const { db, ids, transact, office, files } = deps

  async function begun(context: RequestContext, id: string): Promise<Event> {
    const event = await making.own(context, id)
    if (event.cancelledAt) throw new Refusal(text('events:refused.cancelled'))
    if (context.now < event.startsAt) throw new Refusal(text('events:refused.notYet'))
    return event
  }

  /** Notes, or takes back, that somebody on the list came. @param to what the button said (chat/ui/toggle.ts) */
  async function attended(context: RequestContext, id: string, personId: string, to: string): Promise<Event> {
    const event = await begun(context, id)
    await transact(context, async ({ tx, lock }) => {
      await lock(`event:${id}`)
      const answer = await answers.answerOf(tx, id, personId)
      if (!answer) throw new Refusal(text('chat:refused.button'))
      await answers.setAttended(tx, id, personId, toggled(answer.attended, to))
    })
    return event
  }

  /** Somebody who came without having answered. */
  async function add(context: RequestContext, id: string, personIds: readonly string[]): Promise<Event> {
    const event = await begun(context, id)
    await transact(context, async ({ tx, lock }) => {
      await lock(`event:${id}`)
      for (const personId of personIds) {
        if (!(await answers.answerOf(tx, id, personId)))
          await answers.saveAnswer(tx, { eventId: id, personId, state: 'no', turn: 0, at: context.now })
        await answers.setAttended(tx, id, personId, true)
      }
    })
    return event
  }

  /** Whether somebody with this answer was there, as far as is known. */
  async function came(now: Date, event: Event, answer: answers.Answer | null): Promise<boolean> {
    if (!answer || event.cancelledAt || now < event.startsAt) return false
    if (answer.attended) return true
    return answer.state === 'yes' && (await answers.attendedCount(db.client, event.id)) === 0
  }

  async function attendedOrRefuse(context: RequestContext, id: string): Promise<Event> {
    const { event, answer } = await answering.visible(context, id)
    const may = event.makerId === context.actor.personId || (await came(context.now, event, answer))
    if (!may || context.now < event.startsAt) throw new Refusal(text('events:refused.guests'))
    return event
  }

  async function addPhoto(context: RequestContext, id: string, file: FileRef): Promise<Event> {
    const event = await attendedOrRefuse(context, id)
    await transact(context, async ({ tx, lock }) => {
      await lock(`event:${id}`)
      const { personId } = context.actor
      if ((await answers.photoCount(tx, id, personId)) >= MAX_PHOTOS)
        throw new Refusal(text('events:refused.photos', { max: MAX_PHOTOS }))
      await files.keep(tx, file.id)
      // A file is sent once: its id is the photo's, so that the same form sent twice adds it once.
      await answers.addPhoto(tx, { id: file.id, eventId: id, byId: personId, file, createdAt: context.now })
    })
    return event
  }

  /** By whoever added it, the event's maker, or an officer. @returns the event's id */
  async function dropPhoto(context: RequestContext, photoId: string): Promise<string> {
    const photo = await answers.photoById(db.client, photoId)
    if (!photo) throw new Refusal(text('events:refused.photoGone'))
    if (photo.byId !== context.actor.personId) await making.own(context, photo.eventId)
    await transact(context, ({ tx }) => answers.dropPhoto(tx, photo))
    return photo.eventId
  }

  async function mayRate(now: Date, event: Event, answer: answers.Answer | null): Promise<boolean> {
    const open = now >= event.endsAt && now < ratingEnds(event, office.zone)
    return open && answer?.rated === false && (await came(now, event, answer))
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
    const said = (part: 'good' | 'better') =>
      mean === null ? [] : given.flatMap(one => one[part] ?? []).sort()
    return {
      event,
      counts,
      attended,
      rated: given.length,
      average: mean,
      good: said('good'),
      better: said('better'),
    }
  }

  return { attended, add, came, addPhoto, dropPhoto, mayRate, rate, summary, begun }
}
