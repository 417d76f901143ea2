/** What Rekan says about an event by itself, up to its beginning. */
import { z } from 'zod'

import { type Notification, press, type Reader } from '../../../../chat/contributions.ts'
import { defineNotification } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Card, Label } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { listed } from '../../../../chat/ui/lists.ts'
import { announcement, answerButtons } from '../cards.ts'
import type { Event } from '../repository.ts'
import type { Part, State } from '../rules.ts'
import type { Screens } from '../screens.ts'
import { body, cancelledCard, type EventView, facts, type View, withButtons } from '../view.ts'

export interface NotificationsDeps {
  view: View
  screens: Pick<Screens, 'answer' | 'pick' | 'ics'>
  event(id: string): Promise<Event | null>
}

export const eventNotifications = (deps: NotificationsDeps): Notification[] => [
  announced('events.posted', deps),
  announced('events.told', deps),
  coming('events.seat', ['yes'], deps, seen => {
    const { title } = seen.event
    const card = plain(text('events:seat.title'), text('events:seat.body', { title }))
    return withButtons({ ...card, blocks: [...card.blocks, facts(seen)] }, answerAndCalendar(seen, deps))
  }),
  coming('events.changed', ['yes', 'waiting', 'maybe'], deps, async (seen, parts) => {
    const card: Card = {
      title: text('events:changed.title', { title: seen.event.title }),
      blocks: [
        { kind: 'text', text: text('events:changed.body', { parts: joined(parts) }) },
        ...body(seen),
        facts(seen),
        await calendarBlock(seen, deps),
      ],
    }
    return withButtons(card, answerAndCalendar(seen, deps))
  }),
  coming('events.reminder', ['yes'], deps, async (seen, kind) => {
    const card: Card = {
      title: text('events:reminder.title', { title: seen.event.title }),
      blocks: [
        { kind: 'text', text: text(kind === 'hour' ? 'events:reminder.hour' : 'events:reminder.day') },
        facts(seen),
        ...(kind === 'hour' ? [] : [await calendarBlock(seen, deps)]),
      ],
    }
    return withButtons(card, answerButtons(seen.event.id, deps.screens.pick))
  }),
  cancelled(deps),
]

/** A notification about an event that is still going to be; `wanted`: those whose answer makes it theirs. */
const coming = (
  name: string,
  wanted: readonly State[],
  deps: NotificationsDeps,
  card: (seen: EventView, detail: string) => Card | Promise<Card>,
): Notification =>
  defineNotification({
    name,
    args: z.tuple([z.string(), z.string().default('')]),
    card: async ({ reader, now }, id, detail) => {
      const seen = await viewFor(deps, reader, id)
      if (!seen || seen.event.cancelledAt || now >= seen.event.startsAt) return null
      return seen.mine && wanted.includes(seen.mine.state) ? card(seen, detail) : null
    },
  })

/** To a group, or to a person: changed where it stands as the numbers change. */
const announced = (name: string, deps: NotificationsDeps): Notification =>
  defineNotification({
    name,
    args: z.tuple([z.string()]),
    card: async ({ reader, now }, id) => {
      const seen = await viewFor(deps, reader, id)
      const gone = !seen || seen.event.cancelledAt || now >= seen.event.endsAt
      return gone ? null : announcement(seen, now, deps.screens.answer)
    },
    changed: async ({ reader, now }, id) => {
      const seen = await viewFor(deps, reader, id)
      return seen && announcement(seen, now, deps.screens.answer)
    },
  })

const cancelled = (deps: NotificationsDeps): Notification =>
  defineNotification({
    name: 'events.cancelled',
    args: z.tuple([z.string()]),
    card: async ({ reader }, id) => {
      const seen = await viewFor(deps, reader, id)
      if (!seen?.event.cancelledAt) return null
      const card = cancelledCard(seen)
      return { ...card, blocks: [...card.blocks, await calendarBlock(seen, deps)] }
    },
  })

async function viewFor(
  { event, view }: Pick<NotificationsDeps, 'event' | 'view'>,
  reader: Reader,
  id: string,
): Promise<EventView | null> {
  const found = await event(id)
  return found && view.of(found, reader.kind === 'person' ? reader.personId : null)
}

const answerAndCalendar = ({ event: { id } }: EventView, { screens }: Pick<NotificationsDeps, 'screens'>) => [
  ...answerButtons(id, screens.pick),
  { label: text('events:button.ics'), press: press(screens.ics, id) },
]

const calendarBlock = async ({ event }: EventView, { view }: Pick<NotificationsDeps, 'view'>) => ({
  kind: 'file' as const,
  file: await view.calendarFile(event),
  alt: text('events:ics.alt', { title: event.title }),
})

/** `time+place` as words. */
const joined = (parts: string): Label =>
  listed((parts.split('+') as Part[]).map(part => text(`events:part.${part}`)))
