/** An event's photos: one at a time, and adding one. */

import { z } from 'zod'
import { type Action, press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { fileAnswer } from '../../../../chat/forms/schemas.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button, Card } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { pageArg, turnButtons } from '../../../../chat/ui/paging.ts'
import type { Answering } from '../answers/answering.ts'
import type { Reading } from '../reading.ts'
import type { Event } from '../repository.ts'
import { CAN, withButtons } from '../view.ts'
import { opensForm } from './opens-form.ts'
import type { Photos } from './photos.ts'

const PHOTO = 'events.photo'
const PHOTO_FILE = { mimes: ['image/jpeg', 'image/png'], maxBytes: 10_000_000 }

export function photoScreens(photos: Photos, answering: Answering, reading: Pick<Reading, 'photo'>) {
  const show: Action<[string, number]> = defineAction({
    verb: 'event.photos',
    can: CAN,
    args: z.tuple([z.string(), pageArg]),
    run: async (context, id, n) => ({
      kind: 'card',
      over: true,
      card: await photoCard((await answering.visible(context, id)).event, n, context.actor.personId),
    }),
  })
  const remove = defineAction({
    verb: 'event.unphoto',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, photoId) => {
      const id = await photos.drop(context, photoId)
      const { event } = await answering.visible(context, id)
      const card = await photoCard(event, 0, context.actor.personId)
      return { kind: 'card', over: true, card }
    },
  })
  const add = opensForm('event.photo', PHOTO)

  async function photoCard(event: Event, n: number, personId: string): Promise<Card> {
    const { photo, all } = await reading.photo(event.id, n)
    const title = text('events:photos.title', { title: event.title })
    if (!photo) return plain(title, text('events:photos.none'))
    const mine = photo.byId === personId || event.makerId === personId
    const buttons: Button[] = [
      ...turnButtons(n, n + 1 < all, to => press(show, event.id, Number(to))),
      ...(mine ? [{ label: text('events:photos.remove'), press: press(remove, photo.id) }] : []),
    ]
    const card: Card = {
      title,
      blocks: [
        { kind: 'file', file: photo.file, alt: text('events:photos.alt', { title: event.title }) },
        { kind: 'text', text: text('events:photos.of', { n: n + 1, all }) },
      ],
    }
    return withButtons(card, buttons)
  }

  return { photos: show, addPhoto: add, actions: [show, remove, add], forms: [photoForm(photos, add)] }
}

const photoForm = (photos: Photos, add: Action<[string]>) =>
  defineForm({
    id: PHOTO,
    title: text('events:form.photo'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: z.object({ file: fileAnswer }),
    fields: async () => [
      {
        kind: 'file',
        id: 'file',
        label: text('events:form.photoFile'),
        hint: text('events:form.consent'),
        ...PHOTO_FILE,
      },
    ],
    submit: async (context, [id], { file }) => {
      const { title } = await photos.add(context, id, file)
      const card = plain(text('events:photos.added'), text('events:photos.alt', { title }))
      const again = { label: text('events:button.addPhoto'), press: press(add, id) }
      return { kind: 'card', over: true, card: withButtons(card, [again]) }
    },
  })
