/** The announcement of an event, and the buttons it is answered with. */

import { type Action, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card } from '../../../chat/model.ts'
import { CHOICES, type Choice } from './rules.ts'
import { body, cancelledCard, type EventView, facts, stateText, withButtons } from './view.ts'

export const answerButtons = (id: string, by: Action<[string, Choice]>): Button[] =>
  CHOICES.map(choice => ({
    label: stateText(choice),
    ...(choice === 'yes' && { tone: 'primary' as const }),
    press: press(by, id, choice),
  }))

/** What goes out by itself, to a group or to a person. */
export function announcement(seen: EventView, now: Date, answer: Action<[string, Choice]>): Card {
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
