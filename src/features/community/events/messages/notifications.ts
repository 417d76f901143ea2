/** What Rekan says about an event by itself. */
import { z } from 'zod'

import { type Notification, press, type Reader } from '../../../../chat/contributions.ts'
import { defineNotification } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Card, Text } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import type { After } from '../afterwards/after.ts'
import type { afterScreens } from '../afterwards/screens.ts'
import { summaryCard } from '../afterwards/summary-card.ts'
import type { Event } from '../repository.ts'
import type { Part, State } from '../rules.ts'
import { announcement, answerButtons, type Screens } from '../screens.ts'
import { body, cancelledCard, type EventView, facts, type View, withButtons } from '../view.ts'

const ID = z.tuple([z.string()])

export interface NotificationsDeps {
  view: View
  screens: Screens
  after: After
  afterwards: Pick<ReturnType<typeof afterScreens>, 'rate' | 'roll'>
  event(id: string): Promise<Event | null>
}

export function eventNotifications({
  view,
  screens,
  after,
  afterwards,
  event,
}: NotificationsDeps): Notification[] {
  const { pick, ics } = screens

  /** A notice about an event that is still going to be; `for` those whose answer makes it theirs. */
  const coming = (
    name: string,
    wanted: readonly State[],
    card: (seen: EventView, detail: string) => Card | Promise<Card>,
  ): Notification =>
    defineNotification({
      name,
      args: z.tuple([z.string(), z.string().default('')]),
      card: async ({ reader, now }, id, detail) => {
        const seen = await about(reader, id)
        if (!seen || seen.event.cancelledAt || now >= seen.event.startsAt) return null
        return seen.mine && wanted.includes(seen.mine.state) ? card(seen, detail) : null
      },
    })
  async function about(reader: Reader, id: string): Promise<EventView | null> {
    const found = await event(id)
    return found && view.of(found, reader.kind === 'person' ? reader.personId : null)
  }
  const announced = (name: string): Notification =>
    defineNotification({
      name,
      args: ID,
      card: async ({ reader, now }, id) => {
        const seen = await about(reader, id)
        const gone = !seen || seen.event.cancelledAt || now >= seen.event.endsAt
        return gone ? null : announcement(seen, now, screens.answer)
      },
      changed: async ({ reader, now }, id) => {
        const seen = await about(reader, id)
        return seen && announcement(seen, now, screens.answer)
      },
    })
  const more = ({ event: { id } }: EventView) => [
    ...answerButtons(id, pick),
    { label: text('events:button.ics'), press: press(ics, id) },
  ]
  const calendar = async ({ event: found }: EventView) => ({
    kind: 'file' as const,
    file: await view.calendarFile(found),
    alt: text('events:ics.alt', { title: found.title }),
  })

  return [
    announced('events.posted'),
    announced('events.told'),
    coming('events.seat', ['yes'], seen => {
      const { title } = seen.event
      const card = plain(text('events:seat.title'), text('events:seat.body', { title }))
      return withButtons({ ...card, blocks: [...card.blocks, facts(seen)] }, more(seen))
    }),
    coming('events.changed', ['yes', 'waiting', 'maybe'], async (seen, parts) => {
      const card: Card = {
        title: text('events:changed.title', { title: seen.event.title }),
        blocks: [
          { kind: 'text', text: text('events:changed.body', { parts: joined(parts) }) },
          ...body(seen),
          facts(seen),
          await calendar(seen),
        ],
      }
      return withButtons(card, more(seen))
    }),
    coming('events.reminder', ['yes'], async (seen, kind) => {
      const card: Card = {
        title: text('events:reminder.title', { title: seen.event.title }),
        blocks: [
          { kind: 'text', text: text(kind === 'hour' ? 'events:reminder.hour' : 'events:reminder.day') },
          facts(seen),
          ...(kind === 'hour' ? [] : [await calendar(seen)]),
        ],
      }
      return withButtons(card, answerButtons(seen.event.id, pick))
    }),
    defineNotification({
      name: 'events.cancelled',
      args: ID,
      card: async ({ reader }, id) => {
        const seen = await about(reader, id)
        if (!seen?.event.cancelledAt) return null
        const card = cancelledCard(seen)
        return { ...card, blocks: [...card.blocks, await calendar(seen)] }
      },
    }),
    defineNotification({
      name: 'events.roll',
      args: ID,
      card: async (_rendering, id) => {
        const found = await event(id)
        if (!found || found.cancelledAt) return null
        const card = plain(text('events:roll.asked', { title: found.title }), text('events:roll.askedBody'))
        const list = { label: text('events:button.roll'), press: press(afterwards.roll, id, 0) }
        return withButtons(card, [list])
      },
    }),
    defineNotification({
      name: 'events.rate',
      args: ID,
      card: async (_rendering, id) => {
        const found = await event(id)
        if (!found || found.cancelledAt) return null
        const card = plain(text('events:rate.title'), text('events:rate.body', { title: found.title }))
        return withButtons(card, [
          { label: text('events:button.rate'), tone: 'primary', press: press(afterwards.rate, id) },
        ])
      },
    }),
    defineNotification({
      name: 'events.summary',
      args: ID,
      card: async (_rendering, id) => {
        const found = await event(id)
        return found && !found.cancelledAt ? summaryCard(await after.summary(found)) : null
      },
    }),
  ]
}

/** `time+place` as words. */
function joined(parts: string): Text {
  const [first = 'about', ...rest] = parts.split('+') as Part[]
  return rest.reduce<Text>(
    (left, part) => text('events:changed.and', { left, right: text(`events:part.${part}`) }),
    text(`events:part.${first}`),
  )
}
