/** To the officers: that an objection lacks a decider. */

import { type Notification, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card } from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import type { CurrentObjection } from './access.ts'
import { card, factsOf } from './cards.ts'
import { NAME } from './keys.ts'
import { aboutObjection, type NotificationsDeps, notification, pointer } from './notification-parts.ts'
import { numberOf } from './rules.ts'

export function officerNotification(deps: NotificationsDeps): Notification {
  const { access, oneCase, buttons } = deps

  const name = async (objection: CurrentObjection): Promise<Card> => {
    const number = numberOf(objection)
    const named = !access.lacksDecider(objection)
    const names = await oneCase.namesOf(objection)
    const blocks = [
      line(text(named ? 'objection:unnamed.done' : 'objection:unnamed.body', { number })),
      factsOf(objection, names),
    ]
    const button: Button = {
      label: text('objection:button.name'),
      press: press(buttons.name, objection.id),
    }
    return card(text('objection:unnamed.title', { number }), pointer, blocks, named ? [] : [button])
  }

  return notification(NAME, aboutObjection(deps, name))
}
