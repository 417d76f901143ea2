/** What is left of an event: who came, photos, how it was. */

import { text } from '../../../../chat/i18n/words.ts'
import { type Asking, type FileRef, Refusal } from '../../../../chat/model.ts'
import { turned } from '../../../../chat/ui/toggle.ts'
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
  const { db, ids, office, files } = deps

  async function begun(asking: Asking, id: string): Promise<Event> {
    const event = await making.own(asking, id)
    if (event.cancelledAt) throw new Refusal(text('events:refused.cancelled'))
    if (asking.now < event.startsAt) throw new Refusal(text('events:refused.notYet'))
    return event
  }

  /** Notes, or takes back, that somebody on the list came. @param to what the button said (`chat/turn.ts`) */
  async function attended(asking: Asking, id: string, personId: string, to: string): Promise<void> {
    await begun(asking, id)
    await db.transaction(async tx => {
      await db.lock(tx, `event:${id}`)
      const answer = await answers.answerOf(tx, id, personId)
      if (!answer) throw new Refusal(text('chat:refused.button'))
      await answers.setAttended(tx, id, personId, turned(answer.attended, to))
    })
  }

  /** Somebody who came without having answered. */
  async function add(asking: Asking, id: string, personIds: readonly string[]): Promise<void> {
    await begun(asking, id)
    await db.transaction(async tx => {
      await db.lock(tx, `event:${id}`)
      for (const personId of personIds) {
        if (!(await answers.answerOf(tx, id, personId)))
          await answers.saveAnswer(tx, { eventId: id, personId, state: 'no', turn: 0, at: asking.now })
        await answers.setAttended(tx, id, personId, true)
      }
    })
  }

  /** Whether this person was there, as far as is known. */
  async function came(asking: Asking, event: Event): Promise<boolean> {
    const answer = await answers.answerOf(db.client, event.id, asking.actor.personId)
    if (!answer || event.cancelledAt || asking.now < event.startsAt) return false
    if (answer.attended) return true
    return answer.state === 'yes' && (await answers.attendedCount(db.client, event.id)) === 0
  }

  async function attendedOrRefuse(asking: Asking, id: string): Promise<Event> {
    const event = await answering.seen(asking, id)
    const may = event.makerId === asking.actor.personId || (await came(asking, event))
    if (!may || asking.now < event.startsAt) throw new Refusal(text('events:refused.guests'))
    return event
  }

  async function addPhoto(asking: Asking, id: string, file: FileRef): Promise<void> {
    await attendedOrRefuse(asking, id)
    await db.transaction(async tx => {
      await db.lock(tx, `event:${id}`)
      const { personId } = asking.actor
      if ((await answers.photoCount(tx, id, personId)) >= MAX_PHOTOS)
        throw new Refusal(text('events:refused.photos', { max: MAX_PHOTOS }))
      await files.keep(tx, file.id)
      // A file is sent once: its id is the photo's, so that the same form sent twice adds it once.
      await answers.addPhoto(tx, { id: file.id, eventId: id, byId: personId, file, createdAt: asking.now })
    })
  }

  /** By whoever added it, the event's maker, or an officer. @returns the event's id */
  async function dropPhoto(asking: Asking, photoId: string): Promise<string> {
    const photo = await answers.photoById(db.client, photoId)
    if (!photo) throw new Refusal(text('events:refused.photoGone'))
    if (photo.byId !== asking.actor.personId) await making.own(asking, photo.eventId)
    await db.transaction(tx => answers.dropPhoto(tx, photo))
    return photo.eventId
  }

  async function mayRate(asking: Asking, event: Event): Promise<boolean> {
    const answer = await answers.answerOf(db.client, event.id, asking.actor.personId)
    const open = asking.now >= event.endsAt && asking.now < ratingEnds(event, office.zone)
    return open && answer?.rated === false && (await came(asking, event))
  }

  async function rate(asking: Asking, id: string, rating: answers.Rating): Promise<void> {
    const event = await answering.seen(asking, id)
    if (!(await mayRate(asking, event))) throw new Refusal(text('events:refused.rating'))
    await db.transaction(async tx => {
      if (!(await answers.markRated(tx, id, asking.actor.personId))) return
      await answers.addRating(tx, { ...rating, id: ids.next(), eventId: id })
    })
  }

  async function summary(event: Event): Promise<Summary> {
    const [given, counts, attended] = [
      await answers.ratings(db.client, event.id),
      await answers.counts(db.client, event.id),
      await answers.attendedCount(db.client, event.id),
    ]
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
