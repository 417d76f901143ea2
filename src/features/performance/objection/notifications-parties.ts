/** To the person who objects and the appraiser: how it stands, what they are asked, and the decision. */

import type { Notification } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Card } from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import { card, decisionBlocks, questionBlocks, stepBlocks } from './cards.ts'
import { ASKED, DECIDED, RECEIVED, TO_APPRAISER } from './keys.ts'
import {
  aboutObjection,
  aboutQuestion,
  type NotificationsDeps,
  notification,
  openButton,
  pointer,
} from './notification-parts.ts'
import type { Objection, Question } from './repository.ts'
import { numberOf } from './rules.ts'

interface Words {
  title: Key
  body: Key
}
const TO_PERSON_WORDS: Words = { title: 'objection:received.title', body: 'objection:received.body' }
const TO_APPRAISER_WORDS: Words = { title: 'objection:told.title', body: 'objection:told.body' }

export function partyNotifications(deps: NotificationsDeps): Notification[] {
  const { oneCase, questions } = deps

  /** That it was filed, and each step since. */
  const status =
    (words: Words) =>
    async (objection: Objection): Promise<Card> => {
      const names = await oneCase.namesOf(objection)
      const number = numberOf(objection)
      const decider = names.get(objection.deciderId ?? '') ?? text('objection:nobody-yet')
      const filled = { number, decider, at: objection.filedAt, name: names.get(objection.personId) ?? '' }
      const steps = stepBlocks(await questions.ofObjection(objection.id), names)
      const blocks = [line(text(words.body, filled)), ...steps, ...decisionBlocks(objection)]
      return card(text(words.title, { number }), pointer, blocks, [openButton(deps, objection)])
    }

  const asked = async (question: Question, objection: Objection): Promise<Card> => {
    const names = await oneCase.namesOf(objection)
    const number = numberOf(objection)
    const decider = names.get(objection.deciderId ?? '') ?? ''
    const settled = question.answeredAt || objection.decidedAt
    const button = settled ? openButton(deps, objection) : oneCase.explainButton(question)
    const blocks = [
      line(text('objection:asked.body', { number, decider })),
      ...questionBlocks([question], names),
    ]
    return card(text('objection:asked.title', { number }), pointer, blocks, [button])
  }

  const decided = async (objection: Objection): Promise<Card> =>
    card(
      text('objection:decided.title', { number: numberOf(objection) }),
      pointer,
      [line(text('objection:decided.body')), ...decisionBlocks(objection)],
      [openButton(deps, objection)],
    )

  return [
    notification(RECEIVED, aboutObjection(deps, status(TO_PERSON_WORDS))),
    notification(TO_APPRAISER, aboutObjection(deps, status(TO_APPRAISER_WORDS))),
    notification(ASKED, aboutQuestion(deps, asked)),
    notification(DECIDED, aboutObjection(deps, decided)),
  ]
}
