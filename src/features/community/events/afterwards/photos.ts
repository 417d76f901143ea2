/** Photos of an event, by those who were there. */

import { text } from '../../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Answering } from '../answers/answering.ts'
import * as answers from '../answers/repository.ts'
import type { EventsDeps } from '../deps.ts'
import type { Making } from '../planning/making.ts'
import type { Event } from '../repository.ts'
import { MAX_PHOTOS } from '../rules.ts'
import type { Attendance } from './attendance.ts'

export interface PhotosDeps extends Pick<EventsDeps, 'db' | 'transact' | 'files'> {
  making: Making
  answering: Answering
  attendance: Attendance
}
export type Photos = ReturnType<typeof createPhotos>

export function createPhotos({ db, transact, files, making, answering, attendance }: PhotosDeps) {
  async function attendedOrRefuse(context: RequestContext, id: string): Promise<Event> {
    const { event, answer } = await answering.visible(context, id)
    const may =
      event.makerId === context.actor.personId || (await attendance.came(context.now, event, answer))
    if (!may || context.now < event.startsAt) throw new Refusal(text('events:refused.guests'))
    return event
  }

  async function add(context: RequestContext, id: string, file: FileRef): Promise<Event> {
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
  async function drop(context: RequestContext, photoId: string): Promise<string> {
    const photo = await answers.photoById(db.client, photoId)
    if (!photo) throw new Refusal(text('events:refused.photoGone'))
    if (photo.byId !== context.actor.personId) await making.own(context, photo.eventId)
    await transact(context, ({ tx }) => answers.dropPhoto(tx, photo))
    return photo.eventId
  }

  return { add, drop }
}
