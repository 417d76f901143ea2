/** What Rekan asks once an event is over: who came, how it was, and the summary for its maker. */
import { z } from 'zod'

import { type Action, type Notification, press } from '../../../../chat/contributions.ts'
import { defineNotification } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Card } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import type { Ratings } from '../afterwards/ratings.ts'
import { summaryCard } from '../afterwards/summary-card.ts'
import type { Event } from '../repository.ts'
import { withButtons } from '../view.ts'

export interface AfterwardsNotificationsDeps {
  event(id: string): Promise<Event | null>
  ratings: Pick<Ratings, 'summary'>
  afterwards: { rate: Action<[string]>; roll: Action<[string, number]> }
}

export function afterwardsNotifications(deps: AfterwardsNotificationsDeps): Notification[] {
  const { event, ratings, afterwards } = deps
  return [
    aboutEvent('events.roll', event, ({ id, title }) => {
      const card = plain(text('events:roll.asked', { title }), text('events:roll.askedBody'))
      return withButtons(card, [{ label: text('events:button.roll'), press: press(afterwards.roll, id, 0) }])
    }),
    aboutEvent('events.rate', event, ({ id, title }) => {
      const card = plain(text('events:rate.title'), text('events:rate.body', { title }))
      return withButtons(card, [
        { label: text('events:button.rate'), tone: 'primary', press: press(afterwards.rate, id) },
      ])
    }),
    aboutEvent('events.summary', event, async found => summaryCard(await ratings.summary(found))),
  ]
}

/** A notification that is wanted unless the event was called off or is gone. */
const aboutEvent = (
  name: string,
  read: (id: string) => Promise<Event | null>,
  card: (event: Event) => Card | Promise<Card>,
): Notification =>
  defineNotification({
    name,
    args: z.tuple([z.string()]),
    card: async (_rendering, id) => {
      const event = await read(id)
      return event && !event.cancelledAt ? card(event) : null
    },
  })
