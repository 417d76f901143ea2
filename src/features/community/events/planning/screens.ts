/** Planning, announcing, changing and calling off, as its maker sees it. */

import { z } from 'zod'
import { type Action, press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button, Card, Reply, RequestContext } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import type { Event } from '../repository.ts'
import { CAN } from '../view.ts'
import { cancelScreens } from './cancel-screens.ts'
import type { Changing } from './changing.ts'
import type { Making } from './making.ts'
import { PLAN, planAnswers, planForm } from './plan-form.ts'
import { TERMS, termsForm } from './terms-form.ts'

export interface MakingScreensDeps {
  making: Making
  changing: Changing
  units(): Promise<{ id: string; name: string }[]>
  /** The event's card, as its maker sees it. */
  card(context: RequestContext, event: Event): Promise<Card>
  zone: string
}
interface MakerActions {
  announce: Action<[string]>
  edit: Action<[string]>
  terms: Action<[string]>
  drop: Action<[string]>
  cancel: Action<[string]>
}

export function makingScreens(deps: MakingScreensDeps) {
  const { making, changing, zone } = deps
  const shown = async (context: RequestContext, event: Event): Promise<Reply> => ({
    kind: 'card',
    over: true,
    card: await deps.card(context, event),
  })
  const { edit, terms } = changeActions(making, zone)
  const { announce, drop } = draftActions(making)
  const { cancel, cancelForm } = cancelScreens(making, changing)
  const make = defineAction({
    verb: 'event.make',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: PLAN, args: [] }),
  })
  return {
    make,
    buttons: (event: Event, now: Date) => makerButtons(event, now, { announce, edit, terms, drop, cancel }),
    actions: [make, edit, terms, announce, drop, cancel],
    forms: [
      planForm({ making, changing, units: deps.units, zone, shown }),
      termsForm({ changing, shown }),
      cancelForm,
    ],
  }
}

/** Opening the forms with what the event says now. */
function changeActions(making: Making, zone: string) {
  const edit = defineAction({
    verb: 'event.edit',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => ({
      kind: 'form',
      form: PLAN,
      args: [id],
      answers: planAnswers(await making.own(context, id), zone),
    }),
  })
  const terms = defineAction({
    verb: 'event.terms',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const { seats, deadline, picture } = await making.own(context, id)
      return { kind: 'form', form: TERMS, args: [id], answers: { seats, deadline, picture } }
    },
  })
  return { edit, terms }
}

/** What can be done with a plan that nobody knows yet. */
function draftActions(making: Making) {
  const announce = defineAction({
    verb: 'event.announce',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const { title } = await making.announce(context, id)
      const card = plain(text('events:made.announced'), text('events:made.announcedBody', { title }))
      return { kind: 'card', over: true, card }
    },
  })
  const drop = defineAction({
    verb: 'event.drop',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await making.drop(context, id)
      const card = plain(text('events:made.dropped'), text('events:made.droppedBody'))
      return { kind: 'card', over: true, card }
    },
  })
  return { announce, drop }
}

/** What its maker may press, before it has begun. */
function makerButtons(event: Event, now: Date, actions: MakerActions): Button[] {
  const { id, announcedAt, startsAt, endsAt, cancelledAt } = event
  if (cancelledAt || endsAt <= now) return []
  const stop: Button = announcedAt
    ? { label: text('events:button.cancel'), tone: 'danger', press: press(actions.cancel, id) }
    : { label: text('events:button.drop'), press: press(actions.drop, id) }
  if (startsAt <= now) return [stop]
  const announce: Button = {
    label: text('events:button.announce'),
    tone: 'primary',
    press: press(actions.announce, id),
  }
  return [
    ...(announcedAt ? [] : [announce]),
    { label: text('events:button.edit'), press: press(actions.edit, id) },
    { label: text('events:button.terms'), press: press(actions.terms, id) },
    stop,
  ]
}
