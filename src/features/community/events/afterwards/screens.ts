/** The attendance list, photos and ratings. */

import { z } from 'zod'
import { type Action, press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { fileAnswer } from '../../../../chat/forms/schemas.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button, Card } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { pageArg, paged, turnButtons } from '../../../../chat/ui/paging.ts'
import { toggleArg } from '../../../../chat/ui/toggle.ts'
import type { Answering } from '../answers/answering.ts'
import type { Making } from '../planning/making.ts'
import type { Reading } from '../reading.ts'
import type { Event } from '../repository.ts'
import { CAN, withButtons } from '../view.ts'
import type { After } from './after.ts'
import { summaryCard } from './summary-card.ts'

export interface AfterScreensDeps extends Pick<Reading, 'roll' | 'photo'> {
  after: After
  making: Making
  answering: Answering
}

const ID = z.tuple([z.string()])
const RATE = 'events.rate'
const PHOTO = 'events.photo'
const ADD = 'events.add'
const PHOTO_FILE = { mimes: ['image/jpeg', 'image/png'], maxBytes: 10_000_000 }
const SCORES = ['5', '4', '3', '2', '1'] as const
const Rated = z.object({ rating: z.enum(SCORES), good: z.string().optional(), better: z.string().optional() })

export function afterScreens({ after, making, answering, ...read }: AfterScreensDeps) {
  const roll: Action<[string, number]> = defineAction({
    verb: 'event.roll',
    can: CAN,
    args: z.tuple([z.string(), pageArg]),
    run: async (context, id, page) => ({
      kind: 'card',
      over: true,
      card: await rollCard(await after.begun(context, id), page),
    }),
  })
  const attend = defineAction({
    verb: 'event.attend',
    can: CAN,
    args: z.tuple([z.string(), z.string(), pageArg, z.string().default('')]),
    run: async (context, id, personId, page, to) => {
      const event = await after.attended(context, id, personId, to)
      return { kind: 'card', over: true, card: await rollCard(event, page) }
    },
  })
  const add = defineAction({
    verb: 'event.add',
    can: CAN,
    args: ID,
    run: async (context, id) => {
      await after.begun(context, id)
      return { kind: 'form', form: ADD, args: [id] }
    },
  })
  const photos: Action<[string, number]> = defineAction({
    verb: 'event.photos',
    can: CAN,
    args: z.tuple([z.string(), pageArg]),
    run: async (context, id, n) => ({
      kind: 'card',
      over: true,
      card: await photoCard((await answering.visible(context, id)).event, n, context.actor.personId),
    }),
  })
  const unphoto = defineAction({
    verb: 'event.unphoto',
    can: CAN,
    args: ID,
    run: async (context, photoId) => {
      const id = await after.dropPhoto(context, photoId)
      const { event } = await answering.visible(context, id)
      const card = await photoCard(event, 0, context.actor.personId)
      return { kind: 'card', over: true, card }
    },
  })
  const addPhoto = opens('event.photo', PHOTO)
  const rate = opens('event.rate', RATE)
  const summary = defineAction({
    verb: 'event.summary',
    can: CAN,
    args: ID,
    run: async (context, id) => ({
      kind: 'card',
      card: summaryCard(await after.summary(await making.own(context, id))),
    }),
  })

  async function rollCard(event: Event, page: number): Promise<Card> {
    const { list, present } = await read.roll(event.id, page)
    const { rows, turn } = paged(list, page, to => press(roll, event.id, to))
    const buttons: Button[] = [
      ...rows.map(({ personId, name, attended }) => ({
        label: attended ? text('events:roll.present', { name }) : name,
        press: press(attend, event.id, personId, page, toggleArg(attended)),
      })),
      ...turn,
      { label: text('events:roll.add'), press: press(add, event.id) },
    ]
    const said = rows.length > 0 ? text('events:roll.body', { count: present }) : text('events:roll.none')
    return withButtons(plain(text('events:roll.title', { title: event.title }), said), buttons)
  }

  async function photoCard(event: Event, n: number, personId: string): Promise<Card> {
    const { photo, all } = await read.photo(event.id, n)
    const title = text('events:photos.title', { title: event.title })
    if (!photo) return plain(title, text('events:photos.none'))
    const mine = photo.byId === personId || event.makerId === personId
    const buttons: Button[] = [
      ...turnButtons(n, n + 1 < all, to => press(photos, event.id, Number(to))),
      ...(mine ? [{ label: text('events:photos.remove'), press: press(unphoto, photo.id) }] : []),
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

  const addForm = defineForm({
    id: ADD,
    title: text('events:form.add'),
    can: CAN,
    args: ID,
    answers: z.object({ people: z.array(z.string()) }),
    fields: async () => [
      { kind: 'person', id: 'people', among: 'office', max: 8, label: text('events:form.addWho') },
    ],
    submit: async (context, [id], { people }) => {
      const event = await after.add(context, id, people)
      return { kind: 'card', over: true, card: await rollCard(event, 0) }
    },
  })
  const photoForm = defineForm({
    id: PHOTO,
    title: text('events:form.photo'),
    can: CAN,
    args: ID,
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
      const { title } = await after.addPhoto(context, id, file)
      const card = plain(text('events:photos.added'), text('events:photos.alt', { title }))
      const again = { label: text('events:button.addPhoto'), press: press(addPhoto, id) }
      return { kind: 'card', over: true, card: withButtons(card, [again]) }
    },
  })

  /** What its maker may press once it has begun. */
  function buttons({ id, startsAt, endsAt, cancelledAt }: Event, now: Date): Button[] {
    if (cancelledAt || now < startsAt) return []
    const list: Button = { label: text('events:button.roll'), press: press(roll, id, 0) }
    return now < endsAt ? [list] : [list, { label: text('events:button.summary'), press: press(summary, id) }]
  }

  return {
    photos,
    addPhoto,
    rate,
    roll,
    buttons,
    actions: [roll, attend, add, photos, unphoto, addPhoto, rate, summary],
    forms: [addForm, photoForm, rateForm(after)],
  }
}

const opens = (verb: string, form: string): Action<[string]> =>
  defineAction({
    verb,
    can: CAN,
    args: ID,
    run: async (_context, id) => ({ kind: 'form', form, args: [id] }),
  })

const rateForm = (after: After) =>
  defineForm({
    id: RATE,
    title: text('events:form.rate'),
    can: CAN,
    args: ID,
    answers: Rated,
    fields: async () => [
      {
        kind: 'choice',
        id: 'rating',
        label: text('events:form.rating'),
        hint: text('events:form.anonymous'),
        options: SCORES.map(value => ({ value, label: text(`events:score.${value}`) })),
      },
      { kind: 'paragraph', id: 'good', label: text('events:form.good'), optional: true, max: 500 },
      { kind: 'paragraph', id: 'better', label: text('events:form.better'), optional: true, max: 500 },
    ],
    submit: async (context, [id], { rating, good = null, better = null }) => {
      await after.rate(context, id, { rating: Number(rating), good, better })
      return { kind: 'card', over: true, card: plain(text('events:rate.done'), text('events:rate.doneBody')) }
    },
  })
