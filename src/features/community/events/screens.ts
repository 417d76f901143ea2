/** /kegiatan: what there is, and answering. */

import { z } from 'zod'
import { type Action, type Command, type Contributions, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Button, type Card, Refusal, type Reply, type RequestContext } from '../../../chat/model.ts'
import type { After } from './afterwards/after.ts'
import type { Answering } from './answers/answering.ts'
import type { Making } from './planning/making.ts'
import type { Event, Shelf } from './repository.ts'
import { CHOICES, isChoice } from './rules.ts'
import { body, cancelledCard, dayText, facts, type Seen, stateText, thanks, type View } from './view.ts'

export interface ScreensDeps {
  making: Making
  answering: Answering
  after: After
  view: View
  list(context: RequestContext, shelf: Shelf, page: number): Promise<{ events: Event[]; more: boolean }>
  photoCount(eventId: string): Promise<number>
  zone: string
}
/** Buttons that other parts put on an event's card and on the list. */
export interface Doors {
  make: Action<[]>
  /** What a maker may press on this event. */
  manage(event: Event, now: Date): Button[]
  photos: Action<[string, string]>
  addPhoto: Action<[string]>
  rate: Action<[string]>
  /** Buttons of neighbours, such as coffee pairs. */
  beside: readonly Button[]
}

export const CAN = 'events.use' as const
const SHELVES = { next: 'toNext', past: 'toPast', mine: 'toMine' } as const
const NONE = { next: 'none', past: 'nonePast', mine: 'noneMine' } as const
const isShelf = (value: string): value is Shelf => value in SHELVES

export function eventScreens(deps: ScreensDeps, doors: Doors) {
  const { making, answering, after, view, zone } = deps

  const list = defineAction({
    verb: 'event.list',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, shelf, page) => ({
      kind: 'card',
      over: true,
      card: await listCard(context, isShelf(shelf) ? shelf : 'next', Number(page) || 0),
    }),
  })
  const show = defineAction({
    verb: 'event.show',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => ({
      kind: 'card',
      over: true,
      card: await detailCard(context, await answering.seen(context, id)),
    }),
  })
  /** On announcements: the message is changed by its own delivery, at most so often. */
  const answer = defineAction({
    verb: 'event.answer',
    can: CAN,
    open: true,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, id, choice) => {
      const given = await answering.answer(context, id, readChoice(choice))
      const { event, line } = given
      return {
        kind: 'toast',
        text: thanks(given.answer.state, { event, line, zone, name: context.actor.name }),
      }
    },
  })
  /** On the event's own card, which is changed at once. */
  const pick = defineAction({
    verb: 'event.pick',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, id, choice) => {
      const { event, line, answer: mine } = await answering.answer(context, id, readChoice(choice))
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
    const { events, more } = await deps.list(context, shelf, page)
    const may = (await making.scopeOf(context.actor)) !== null
    const shelves = (['next', 'past', 'mine'] as const).filter(
      one => one !== shelf && (one !== 'mine' || may),
    )
    const intro = events.length > 0 ? text(`events:list.${shelf}`) : text(`events:list.${NONE[shelf]}`)
    const buttons: Button[] = [
      ...events.map(event => ({ label: dayText(event, zone), press: press(show, event.id) })),
      ...(page > 0
        ? [{ label: text('chat:page.previous'), press: press(list, shelf, String(page - 1)) }]
        : []),
      ...(more ? [{ label: text('chat:page.next'), press: press(list, shelf, String(page + 1)) }] : []),
      ...(may
        ? [{ label: text('events:list.make'), tone: 'primary' as const, press: press(doors.make) }]
        : []),
      ...shelves.map(one => ({ label: text(`events:list.${SHELVES[one]}`), press: press(list, one, '0') })),
      ...doors.beside,
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
    const seen = await view.seen(event, context.actor.personId)
    const manages = event.makerId === context.actor.personId || context.actor.roles.includes('officer')
    const manage = manages ? doors.manage(event, context.now) : []
    if (event.cancelledAt) return withButtons(cancelledCard(seen), [backTo('next')])
    const buttons = event.announcedAt ? await guestButtons(context, event) : []
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

  async function guestButtons(context: RequestContext, event: Event): Promise<Button[]> {
    const { id } = event
    if (context.now < event.startsAt)
      return [...answerButtons(id, pick), { label: text('events:button.ics'), press: press(ics, id) }]
    const n = await deps.photoCount(id)
    return [
      ...((await after.mayRate(context, event))
        ? [{ label: text('events:button.rate'), tone: 'primary' as const, press: press(doors.rate, id) }]
        : []),
      ...((await after.came(context, event))
        ? [{ label: text('events:button.addPhoto'), press: press(doors.addPhoto, id) }]
        : []),
      ...(n > 0 ? [{ label: text('events:button.photos', { n }), press: press(doors.photos, id, '0') }] : []),
    ]
  }

  const backTo = (shelf: Shelf): Button => ({
    label: text('events:button.back'),
    press: press(list, shelf, '0'),
  })

  const kegiatan: Command = {
    name: 'kegiatan',
    about: text('events:about.kegiatan'),
    button: text('events:menu.kegiatan'),
    can: CAN,
    run: async (context): Promise<Reply> => ({ kind: 'card', card: await listCard(context, 'next', 0) }),
  }
  const feature: Pick<Contributions, 'commands' | 'actions'> = {
    commands: [kegiatan],
    actions: [list, show, answer, pick, ics],
  }
  return { feature, detailCard, answer, pick, ics }
}
export type Screens = ReturnType<typeof eventScreens>

function readChoice(value: string) {
  if (!isChoice(value)) throw new Refusal(text('chat:refused.button'))
  return value
}

export const answerButtons = (id: string, by: Action<[string, string]>): Button[] =>
  CHOICES.map(choice => ({
    label: stateText(choice),
    ...(choice === 'yes' && { tone: 'primary' as const }),
    press: press(by, id, choice),
  }))

export const withButtons = (card: Card, buttons: Button[]): Card => ({
  ...card,
  blocks: [...card.blocks, ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : [])],
})

/** What goes out by itself, to a group or to a person. */
export function announcement(seen: Seen, now: Date, answer: Action<[string, string]>): Card {
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
    run: async (context, id) => ({ kind: 'card', card: await icsCard(await answering.seen(context, id)) }),
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
