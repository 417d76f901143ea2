/** The attendance list, photos and ratings. */

import { z } from 'zod'
import { type Action, type Contributions, type Form, press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button, Card } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { toggleArg } from '../../../../chat/ui/toggle.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import type { Answering } from '../answers/answering.ts'
import type { OnList, Photo } from '../answers/repository.ts'
import { summaryCard } from '../answers/summary-card.ts'
import type { Making } from '../planning/making.ts'
import type { Event } from '../repository.ts'
import { CAN, withButtons } from '../screens.ts'
import type { After } from './after.ts'

export interface AfterScreensDeps {
  after: After
  making: Making
  answering: Answering
  people: Pick<PeopleService, 'person'>
  roll(eventId: string, page: number): Promise<{ list: OnList[]; more: boolean; present: number }>
  photo(eventId: string, n: number): Promise<{ photo: Photo | null; all: number }>
}

const RATE = 'events.rate'
const PHOTO = 'events.photo'
const ADD = 'events.add'
const PHOTO_FILE = { mimes: ['image/jpeg', 'image/png'], maxBytes: 10_000_000 }
const SCORES = ['5', '4', '3', '2', '1'] as const
const File = z.object({ id: z.string(), name: z.string(), mime: z.string() })
const Rated = z.object({ rating: z.enum(SCORES), good: z.string().optional(), better: z.string().optional() })

export function afterScreens({ after, making, answering, ...read }: AfterScreensDeps) {
  const roll = defineAction({
    verb: 'event.roll',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, id, page) => ({
      kind: 'card',
      over: true,
      card: await rollCard(await after.begun(context, id), Number(page) || 0),
    }),
  })
  const attend = defineAction({
    verb: 'event.attend',
    can: CAN,
    args: z.tuple([z.string(), z.string(), z.string(), z.string()]),
    run: async (context, id, personId, page, to = '') => {
      await after.attended(context, id, personId, to)
      const card = await rollCard(await making.own(context, id), Number(page) || 0)
      return { kind: 'card', over: true, card }
    },
  })
  const add = defineAction({
    verb: 'event.add',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await after.begun(context, id)
      return { kind: 'form', form: ADD, args: [id] }
    },
  })
  const photos = defineAction({
    verb: 'event.photos',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, id, n) => ({
      kind: 'card',
      over: true,
      card: await photoCard(await answering.seen(context, id), Number(n) || 0, context.actor.personId),
    }),
  })
  const unphoto = defineAction({
    verb: 'event.unphoto',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, photoId) => {
      const id = await after.dropPhoto(context, photoId)
      const card = await photoCard(await answering.seen(context, id), 0, context.actor.personId)
      return { kind: 'card', over: true, card }
    },
  })
  const addPhoto = opens('event.photo', PHOTO)
  const rate = opens('event.rate', RATE)
  const summary = defineAction({
    verb: 'event.summary',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => ({
      kind: 'card',
      card: summaryCard(await after.summary(await making.own(context, id))),
    }),
  })

  async function rollCard(event: Event, page: number): Promise<Card> {
    const { list, more, present } = await read.roll(event.id, page)
    const turn = (to: number) => press(roll, event.id, String(to))
    const buttons: Button[] = [
      ...list.map(({ personId, name, attended }) => ({
        label: attended ? text('events:roll.present', { name }) : name,
        press: press(attend, event.id, personId, String(page), toggleArg(attended)),
      })),
      ...(page > 0 ? [{ label: text('chat:page.previous'), press: turn(page - 1) }] : []),
      ...(more ? [{ label: text('chat:page.next'), press: turn(page + 1) }] : []),
      { label: text('events:roll.add'), press: press(add, event.id) },
    ]
    const said = list.length > 0 ? text('events:roll.body', { count: present }) : text('events:roll.none')
    return withButtons(plain(text('events:roll.title', { title: event.title }), said), buttons)
  }

  async function photoCard(event: Event, n: number, personId: string): Promise<Card> {
    const { photo, all } = await read.photo(event.id, n)
    const title = text('events:photos.title', { title: event.title })
    if (!photo) return plain(title, text('events:photos.none'))
    const mine = photo.byId === personId || event.makerId === personId
    const buttons: Button[] = [
      ...(n > 0
        ? [{ label: text('chat:page.previous'), press: press(photos, event.id, String(n - 1)) }]
        : []),
      ...(n + 1 < all
        ? [{ label: text('chat:page.next'), press: press(photos, event.id, String(n + 1)) }]
        : []),
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

  const addForm: Form = {
    id: ADD,
    title: text('events:form.add'),
    can: CAN,
    fields: async () => [
      { kind: 'person', id: 'people', among: 'office', max: 8, label: text('events:form.addWho') },
    ],
    submit: async (context, [id = ''], answers) => {
      await after.add(context, id, z.array(z.string()).parse(answers.people))
      return { kind: 'card', over: true, card: await rollCard(await making.own(context, id), 0) }
    },
  }
  const photoForm: Form = {
    id: PHOTO,
    title: text('events:form.photo'),
    can: CAN,
    fields: async () => [
      {
        kind: 'file',
        id: 'file',
        label: text('events:form.photoFile'),
        hint: text('events:form.consent'),
        ...PHOTO_FILE,
      },
    ],
    submit: async (context, [id = ''], { file }) => {
      await after.addPhoto(context, id, File.parse(file))
      const { title } = await answering.seen(context, id)
      const card = plain(text('events:photos.added'), text('events:photos.alt', { title }))
      const again = { label: text('events:button.addPhoto'), press: press(addPhoto, id) }
      return { kind: 'card', over: true, card: withButtons(card, [again]) }
    },
  }
  /** What its maker may press once it has begun. */
  function buttons({ id, startsAt, endsAt, cancelledAt }: Event, now: Date): Button[] {
    if (cancelledAt || now < startsAt) return []
    const list: Button = { label: text('events:button.roll'), press: press(roll, id, '0') }
    return now < endsAt ? [list] : [list, { label: text('events:button.summary'), press: press(summary, id) }]
  }

  const feature: Pick<Contributions, 'actions' | 'forms'> = {
    actions: [roll, attend, add, photos, unphoto, addPhoto, rate, summary],
    forms: [addForm, photoForm, rateForm(after)],
  }
  return { feature, photos, addPhoto, rate, roll, buttons }
}

const opens = (verb: string, form: string): Action<[string]> =>
  defineAction({
    verb,
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (_asking, id) => ({ kind: 'form', form, args: [id] }),
  })

const rateForm = (after: After): Form => ({
  id: RATE,
  title: text('events:form.rate'),
  can: CAN,
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
  submit: async (context, [id = ''], answers) => {
    const { rating, good = null, better = null } = Rated.parse(answers)
    await after.rate(context, id, { rating: Number(rating), good, better })
    return { kind: 'card', over: true, card: plain(text('events:rate.done'), text('events:rate.doneBody')) }
  },
})
