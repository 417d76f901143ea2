/** To whoever decides: that an objection waits for them, and what was explained. */

import type { Notification } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card } from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import type { CurrentObjection } from './access.ts'
import { card, decisionBlocks, factsOf, quote } from './cards.ts'
import { DECIDE, EXPLAINED } from './keys.ts'
import {
  aboutObjection,
  aboutQuestion,
  type NotificationsDeps,
  notification,
  openButton,
  pointer,
} from './notification-parts.ts'
import type { Question } from './repository.ts'
import { numberOf } from './rules.ts'

export function deciderNotifications(deps: NotificationsDeps): Notification[] {
  const { oneCase } = deps

  const decide = async (objection: CurrentObjection, reader: string): Promise<Card | null> => {
    if (!objection.mayDecide.includes(reader)) return null
    const names = await oneCase.namesOf(objection)
    const number = numberOf(objection)
    const body = line(text('objection:superior.body', { number, name: names.get(reader) ?? '' }))
    const blocks = [body, factsOf(objection, names), ...decisionBlocks(objection)]
    return card(text('objection:superior.title', { number }), pointer, blocks, [openButton(deps, objection)])
  }

  /** A message that was sent already says who decides now, if it is no longer its reader. */
  const decideChanged = async (objection: CurrentObjection, reader: string): Promise<Card> => {
    const own = await decide(objection, reader)
    if (own) return own
    const number = numberOf(objection)
    const names = await oneCase.namesOf(objection)
    const decider = names.get(objection.deciderId ?? '') ?? text('objection:nobody-yet')
    const body = text('objection:superior.handed', { number, decider })
    return card(text('objection:superior.handedTitle', { number }), pointer, [line(body)])
  }

  const explained = async (
    { askedId, answer }: Question,
    objection: CurrentObjection,
    reader: string,
  ): Promise<Card | null> => {
    if (!objection.mayDecide.includes(reader)) return null
    const names = await oneCase.namesOf(objection)
    const label = text('objection:explained.body', { name: names.get(askedId) ?? '' })
    const title = text('objection:explained.title', { number: numberOf(objection) })
    return card(title, pointer, answer ? quote(label, answer) : [], [openButton(deps, objection)])
  }

  return [
    notification(DECIDE, aboutObjection(deps, decide), aboutObjection(deps, decideChanged)),
    notification(EXPLAINED, aboutQuestion(deps, explained)),
  ]
}
