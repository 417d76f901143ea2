/** The reminder: all that waits for one person, in one message. */

import { type Notification, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card } from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import type { CurrentObjection } from './access.ts'
import { card } from './cards.ts'
import { REMIND } from './keys.ts'
import { type NotificationsDeps, notification, pointer } from './notification-parts.ts'
import type { Question } from './repository.ts'
import { numberOf } from './rules.ts'

/** What waits for somebody today. */
export type WaitingFor = (
  personId: string,
) => Promise<{ objections: CurrentObjection[]; questions: Question[] }>

export function reminderNotification(
  { access, oneCase, buttons }: NotificationsDeps,
  waitingFor: WaitingFor,
): Notification {
  async function remind(personId: string): Promise<Card | null> {
    const { objections, questions } = await waitingFor(personId)
    const list = [
      ...objections.map(
        (one): Button => ({
          label: text('objection:remind.line', { number: numberOf(one) }),
          press: press(access.lacksDecider(one) ? buttons.name : buttons.show, one.id),
        }),
      ),
      ...questions.map(oneCase.explainButton),
    ]
    if (list.length === 0) return null
    return card(text('objection:remind.title'), pointer, [line(text('objection:remind.body'))], list)
  }

  return notification(REMIND, async ({ reader }) =>
    reader.kind === 'person' ? remind(reader.personId) : null,
  )
}
