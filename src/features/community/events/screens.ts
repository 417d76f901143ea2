/** /kegiatan: what there is, and answering. */

import { z } from 'zod'
import { type Action, type Command, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Reply, RequestContext } from '../../../chat/model.ts'
import { pageArg, paged } from '../../../chat/ui/paging.ts'
import type { After } from './afterwards/after.ts'
import type { Answering } from './answers/answering.ts'
import type { Making } from './planning/making.ts'
import type { Reading } from './reading.ts'
import type { Event, Shelf } from './repository.ts'
import { CHOICES } from './rules.ts'
import {
  body,
  CAN,
  cancelledCard,
  dayText,
  type EventView,
  facts,
  stateText,
  thanks,
  type View,
  withButtons,
} from './view.ts'

export interface ScreensDeps extends Pick<Reading, 'list' | 'photoCount'> {
  making: Making
  answering: Answering
  after: After
  view: View
  zone: string
}
/** Buttons that other parts put on an event's card and on the list. */
export interface OtherButtons {
  make: Action<[]>
  /** What a maker may press on this event. */
  manage(event: Event, now: Date): Button[]
  photos: Action<[string, number]>
  addPhoto: Action<[string]>
  rate: Action<[string]>
  /** Buttons of neighbours, such as coffee pairs. */
  beside: readonly Button[]
}
const SHELVES = { next: 'toNext', past: 'toPast', mine: 'toMine' } as const
const NONE = { next: 'none', past: 'nonePast', mine: 'noneMine' } as const
const ShelfArg = z.enum(['next', 'past', 'mine']).catch('next')
const ANSWER = z.tuple([z.string(), z.enum(CHOICES)])
type Answer = z.output<typeof ANSWER>

export function eventScreens(deps: ScreensDeps, others: OtherButtons) {
  const { making, answering, after, view, zone } = deps

  const list: Action<[Shelf, number]> = defineAction({
    verb: 'event.list',
    can: CAN,
    args: z.tuple([ShelfArg, pageArg]),
    run: async (context, shelf, page) => ({
      kind: 'card',
      over: true,
      card: await listCard(context, shelf, page),
    }),
  })
  const show = defineAction({
    verb: 'event.show',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => ({
      kind: 'card',
      over: true,
      card: await detailCard(context, (await answering.visible(context, id)).event),
    }),
  })
  /** On announcements: the message is changed by its own delivery, at most so often. */
  const answer: Action<Answer> = defineAction({
    verb: 'event.answer',
    can: CAN,
    open: true,
    args: ANSWER,
    run: async (context, id, choice) => {
      const given = await answering.answer(context, id, choice)
      const { event, line } = given
      return {
        kind: 'toast',
        text: thanks(given.answer.state, { event, line, zone, name: context.actor.name }),
      }
    },
  })
  /** On the event's own card, which is changed at once. */
  const pick: Action<Answer> = defineAction({
    verb: 'event.pick',
    can: CAN,
    args: ANSWER,
    run: async (context, id, choice) => {
      const { event, line, answer: mine } = await answering.answer(context, id, choice)
      const card = await detailCard(context, event)
      const said = thanks(mine.state, { event, line, zone, name: context.actor.name })
      return {
        kind: 'card',
        over: true,
        card: { ...card, blocks: [{ kind: 'text', text: said }, ...card.blocks] },
      }
    },
  })
  const ics = calendarAction(answering, view)

  async function listCard(context: RequestContext, shelf: Shelf, page: number): Promise<Card> {
    const found = await deps.list(context, shelf, page)
    const { rows, turn } = paged(found, page, next => press(list, shelf, next))
    const may = (await making.scopeOf(context.actor)) !== null
    const shelves = (['next', 'past', 'mine'] as const).filter(
      one => one !== shelf && (one !== 'mine' || may),
    )
    const intro = rows.length > 0 ? text(`events:list.${shelf}`) : text(`events:list.${NONE[shelf]}`)
    const buttons: Button[] = [
      ...rows.map(event => ({ label: dayText(event, zone), press: press(show, event.id) })),
      ...turn,
      ...(may
        ? [{ label: text('events:list.make'), tone: 'primary' as const, press: press(others.make) }]
        : []),
      ...shelves.map(one => ({ label: text(`events:list.${SHELVES[one]}`), press: press(list, one, 0) })),
      ...others.beside,
    ]
    return {
      title: text('events:list.title'),
      blocks: [
        { kind: 'text', text: intro },
        { kind: 'buttons', buttons },
      ],
    }
  }

  async function detailCard(context: RequestContext, event: Event): Promise<Card> {
    const seen = await view.of(event, context.actor.personId)
    const manages = event.makerId === context.actor.personId || context.actor.roles.includes('officer')
    const manage = manages ? others.manage(event, context.now) : []
    if (event.cancelledAt) return withButtons(cancelledCard(seen), [backTo('next')])
    const buttons = event.announcedAt ? await guestButtons(context.now, event, seen.mine) : []
    return withButtons(
      {
        title: text(event.announcedAt ? 'events:card.plain' : 'events:card.draft', { title: event.title }),
        blocks: [
          ...(event.announcedAt ? [] : [{ kind: 'text' as const, text: text('events:card.draftBody') }]),
          ...body(seen),
          facts(seen),
        ],
      },
      [...buttons, ...manage, backTo(event.endsAt > context.now ? 'next' : 'past')],
    )
  }

  async function guestButtons(now: Date, event: Event, mine: EventView['mine']): Promise<Button[]> {
    const { id } = event
    if (now < event.startsAt)
      return [...answerButtons(id, pick), { label: text('events:button.ics'), press: press(ics, id) }]
    const n = await deps.photoCount(id)
    return [
      ...((await after.mayRate(now, event, mine))
        ? [{ label: text('events:button.rate'), tone: 'primary' as const, press: press(others.rate, id) }]
        : []),
      ...((await after.came(now, event, mine))
        ? [{ label: text('events:button.addPhoto'), press: press(others.addPhoto, id) }]
        : []),
      ...(n > 0 ? [{ label: text('events:button.photos', { n }), press: press(others.photos, id, 0) }] : []),
    ]
  }

  const backTo = (shelf: Shelf): Button => ({
    label: text('events:button.back'),
    press: press(list, shelf, 0),
  })

  const kegiatan: Command = {
    name: 'kegiatan',
    about: text('events:about.kegiatan'),
    button: text('events:menu.kegiatan'),
    can: CAN,
    run: async (context): Promise<Reply> => ({ kind: 'card', card: await listCard(context, 'next', 0) }),
  }
  return { command: kegiatan, actions: [list, show, answer, pick, ics], detailCard, answer, pick, ics }
}
export type Screens = ReturnType<typeof eventScreens>

export const answerButtons = (id: string, by: Action<Answer>): Button[] =>
  CHOICES.map(choice => ({
    label: stateText(choice),
    ...(choice === 'yes' && { tone: 'primary' as const }),
    press: press(by, id, choice),
  }))

/** What goes out by itself, to a group or to a person. */
export function announcement(seen: EventView, now: Date, answer: Action<Answer>): Card {
  if (seen.event.cancelledAt) return cancelledCard(seen)
  const open = now < seen.event.startsAt
  return withButtons(
    {
      title: text('events:card.announced', { title: seen.event.title }),
      blocks: [...body(seen), facts(seen)],
    },
    open ? answerButtons(seen.event.id, answer) : [],
  )
}

function calendarAction(answering: Answering, view: View): Action<[string]> {
  return defineAction({
    verb: 'event.ics',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => ({
      kind: 'card',
      card: await icsCard((await answering.visible(context, id)).event),
    }),
  })

  async function icsCard(event: Event): Promise<Card> {
    const file = await view.calendarFile(event)
    return {
      title: text('events:ics.title'),
      blocks: [
        { kind: 'text', text: text('events:ics.body') },
        { kind: 'file', file, alt: text('events:ics.alt', { title: event.title }) },
      ],
    }
  }
}
