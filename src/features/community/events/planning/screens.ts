/** Planning, announcing, changing and calling off, as its maker sees it. */

import { z } from 'zod'
import { press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { fileAnswer } from '../../../../chat/forms/schemas.ts'
import { text } from '../../../../chat/i18n/words.ts'
import {
  type Answers,
  type Button,
  type Card,
  type Field,
  InvalidAnswers,
  type RequestContext,
} from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { dayOf, instantAt, type OfficeDay, timeOf } from '../../../../domain/calendar/office-day.ts'
import type { Event, Terms } from '../repository.ts'
import { readHours } from '../rules.ts'
import { CAN } from '../view.ts'
import type { Changing } from './changing.ts'
import { termFields, whatFields } from './fields.ts'
import type { Making, Wish } from './making.ts'

export interface MakingScreensDeps {
  making: Making
  changing: Changing
  units(): Promise<{ id: string; name: string }[]>
  /** The event's card, as its maker sees it. */
  card(context: RequestContext, event: Event): Promise<Card>
  zone: string
}

const MAKE = 'events.make'
const TERMS = 'events.terms'
const CANCEL = 'events.cancel'
const OFFICE = 'office'
/** Slack shows at most 100 options; the first is the whole office. */
const MAX_UNITS = 99
const ID = z.tuple([z.string()])
const Made = z.object({
  title: z.string(),
  about: z.string(),
  place: z.string(),
  day: z.string(),
  hours: z.string(),
  audience: z.array(z.string()).optional(),
})
const Limits = z.object({
  seats: z.number().optional(),
  deadline: z.string().optional(),
  picture: fileAnswer.optional(),
})

export function makingScreens({ making, changing, units, card, zone }: MakingScreensDeps) {
  const over = async (context: RequestContext, event: Event) => ({
    kind: 'card' as const,
    over: true as const,
    card: await card(context, event),
  })

  const make = defineAction({
    verb: 'event.make',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: MAKE, args: [] }),
  })
  const edit = defineAction({
    verb: 'event.edit',
    can: CAN,
    args: ID,
    run: async (context, id) => ({
      kind: 'form',
      form: MAKE,
      args: [id],
      answers: known(await making.own(context, id)),
    }),
  })
  const terms = defineAction({
    verb: 'event.terms',
    can: CAN,
    args: ID,
    run: async (context, id) => {
      const { seats, deadline, picture } = await making.own(context, id)
      return { kind: 'form', form: TERMS, args: [id], answers: { seats, deadline, picture } }
    },
  })
  const announce = defineAction({
    verb: 'event.announce',
    can: CAN,
    args: ID,
    run: async (context, id) => {
      const { title } = await making.announce(context, id)
      const said = plain(text('events:made.announced'), text('events:made.announcedBody', { title }))
      return { kind: 'card', over: true, card: said }
    },
  })
  const drop = defineAction({
    verb: 'event.drop',
    can: CAN,
    args: ID,
    run: async (context, id) => {
      await making.drop(context, id)
      const said = plain(text('events:made.dropped'), text('events:made.droppedBody'))
      return { kind: 'card', over: true, card: said }
    },
  })
  const { cancel, cancelForm } = cancelling(making, changing)

  const known = ({ title, about, place, startsAt, endsAt, audience }: Event): Answers => ({
    title,
    about,
    place,
    day: dayOf(startsAt, zone),
    hours: `${clock(startsAt)}-${clock(endsAt)}`,
    audience: audience.length > 0 ? audience : [OFFICE],
  })
  const clock = (at: Date) => timeOf(at, zone).replace(':', '.')

  async function audienceField({ actor }: RequestContext): Promise<Field[]> {
    if ((await making.scopeOf(actor)) !== 'office') return []
    const options = (await units()).slice(0, MAX_UNITS).map(({ id, name }) => ({ value: id, label: name }))
    return [
      {
        kind: 'choices',
        id: 'audience',
        label: text('events:form.audience'),
        options: [{ value: OFFICE, label: text('events:form.office') }, ...options],
      },
    ]
  }

  const makeForm = defineForm({
    id: MAKE,
    title: text('events:form.make'),
    can: CAN,
    args: z.tuple([z.string().optional()]),
    answers: Made,
    fields: async context => [...whatFields(), ...(await audienceField(context))],
    submit: async (context, [id], said) => {
      const hours = readHours(said.hours)
      if (!hours) throw new InvalidAnswers({ field: 'hours', why: text('events:problem.hours') })
      const day = said.day as OfficeDay
      const wish: Wish = {
        title: said.title,
        about: said.about,
        place: said.place,
        startsAt: instantAt(day, hours.from, zone),
        endsAt: instantAt(day, hours.until, zone),
        audience: readAudience(said.audience, context.actor.unitId),
      }
      if (wish.startsAt <= context.now)
        throw new InvalidAnswers({ field: 'day', why: text('events:problem.past') })
      if (id === undefined) {
        const { id: made } = await making.plan(context, wish)
        return { kind: 'form', form: TERMS, args: [made] }
      }
      const { audience, ...rest } = wish
      return over(context, await changing.change(context, id, said.audience ? { ...rest, audience } : rest))
    },
  })

  const termsForm = defineForm({
    id: TERMS,
    title: text('events:form.terms'),
    can: CAN,
    args: ID,
    answers: Limits,
    fields: async () => termFields(),
    submit: async (context, [id], { seats, deadline, picture }) => {
      const next: Terms = {
        seats: seats === undefined ? null : Math.round(seats),
        deadline: (deadline ?? null) as OfficeDay | null,
        picture: picture ?? null,
      }
      return over(context, await changing.change(context, id, next))
    },
  })

  /** What its maker may press, before it has begun. */
  function buttons({ id, announcedAt, startsAt, endsAt, cancelledAt }: Event, now: Date): Button[] {
    if (cancelledAt || endsAt <= now) return []
    const stop: Button = announcedAt
      ? { label: text('events:button.cancel'), tone: 'danger', press: press(cancel, id) }
      : { label: text('events:button.drop'), press: press(drop, id) }
    if (startsAt <= now) return [stop]
    return [
      ...(announcedAt
        ? []
        : [{ label: text('events:button.announce'), tone: 'primary' as const, press: press(announce, id) }]),
      { label: text('events:button.edit'), press: press(edit, id) },
      { label: text('events:button.terms'), press: press(terms, id) },
      stop,
    ]
  }

  return {
    make,
    buttons,
    actions: [make, edit, terms, announce, drop, cancel],
    forms: [makeForm, termsForm, cancelForm],
  }
}

function readAudience(chosen: string[] | undefined, unitId: string): string[] {
  if (!chosen) return [unitId]
  return chosen.includes(OFFICE) ? [] : chosen
}

function cancelling(making: Making, changing: Changing) {
  const cancel = defineAction({
    verb: 'event.cancel',
    can: CAN,
    args: ID,
    run: async (context, id) => {
      await making.own(context, id)
      return { kind: 'form', form: CANCEL, args: [id] }
    },
  })

  const cancelForm = defineForm({
    id: CANCEL,
    title: text('events:form.cancel'),
    can: CAN,
    args: ID,
    answers: z.object({ reason: z.string() }),
    fields: async () => [
      { kind: 'paragraph', id: 'reason', label: text('events:form.reason'), min: 5, max: 500 },
    ],
    submit: async (context, [id], { reason }) => {
      await changing.cancel(context, id, reason)
      return {
        kind: 'card',
        over: true,
        card: plain(text('events:made.cancelled'), text('events:made.cancelledBody')),
      }
    },
  })

  return { cancel, cancelForm }
}
