/** What each side is told, as it stands when it is read. */

import { z } from 'zod'
import { type Notification, press, type Rendering } from '../../../chat/contributions.ts'
import { defineNotification } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Button, Card } from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import type { Access, CurrentObjection } from './access.ts'
import { card, decisionBlocks, factsOf, questionBlocks, quote, stepBlocks } from './cards.ts'
import type { Deciding } from './deciding.ts'
import { ASKED, DECIDE, DECIDED, EXPLAINED, NAME, RECEIVED, REMIND, TOLD } from './keys.ts'
import type { Objection, Question } from './repository.ts'
import { numberOf } from './rules.ts'
import type { Screens } from './screens.ts'

/** What the person is told of it, and what the appraiser. */
const FILED = { title: 'objection:received.title', body: 'objection:received.body' } as const
const AGAINST = { title: 'objection:told.title', body: 'objection:told.body' } as const

interface NotificationsDeps {
  access: Access
  deciding: Deciding
  screens: Screens
  /** What lies with somebody today. */
  waitingFor(personId: string): Promise<{ objections: CurrentObjection[]; questions: Question[] }>
}

export function objectionNotifications({
  access,
  deciding,
  screens,
  waitingFor,
}: NotificationsDeps): Notification[] {
  const { buttons, oneCase } = screens
  const pointer = text('objection:pointer')
  const open = ({ id }: Objection): Button => ({
    label: text('objection:button.open'),
    press: press(buttons.show, id),
  })

  /** To both sides: that it was filed, and each step since. */
  const status =
    (words: { title: Key; body: Key }) =>
    async (objection: Objection): Promise<Card> => {
      const names = await oneCase.namesOf(objection)
      const number = numberOf(objection)
      const decider = names.get(objection.deciderId ?? '') ?? text('objection:nobody-yet')
      const said = { number, decider, at: objection.filedAt, name: names.get(objection.personId) ?? '' }
      const steps = stepBlocks(await deciding.questions(objection.id), names)
      const blocks = [line(text(words.body, said)), ...steps, ...decisionBlocks(objection)]
      return card(text(words.title, { number }), pointer, blocks, [open(objection)])
    }
  const decide = async (objection: CurrentObjection, reader: string): Promise<Card | null> => {
    if (!objection.mayDecide.includes(reader)) return null
    const names = await oneCase.namesOf(objection)
    const number = numberOf(objection)
    const body = line(text('objection:superior.body', { number, name: names.get(reader) ?? '' }))
    const blocks = [body, factsOf(objection, names), ...decisionBlocks(objection)]
    return card(text('objection:superior.title', { number }), pointer, blocks, [open(objection)])
  }
  /** To whoever was told that it lies with them, once it lies with somebody else. */
  const decideNow = async (objection: CurrentObjection, reader: string): Promise<Card> => {
    const mine = await decide(objection, reader)
    if (mine) return mine
    const number = numberOf(objection)
    const decider = (await oneCase.namesOf(objection)).get(objection.deciderId ?? '')
    const body = text('objection:superior.handed', {
      number,
      decider: decider ?? text('objection:nobody-yet'),
    })
    return card(text('objection:superior.handedTitle', { number }), pointer, [line(body)])
  }
  const name = async (objection: CurrentObjection): Promise<Card> => {
    const number = numberOf(objection)
    const named = !access.lacksDecider(objection)
    const names = await oneCase.namesOf(objection)
    const blocks = [
      line(text(named ? 'objection:unnamed.done' : 'objection:unnamed.body', { number })),
      factsOf(objection, names),
    ]
    const list: Button[] = named
      ? []
      : [{ label: text('objection:button.name'), press: press(buttons.name, objection.id) }]
    return card(text('objection:unnamed.title', { number }), pointer, blocks, list)
  }
  const decided = async (objection: Objection): Promise<Card> =>
    card(
      text('objection:decided.title', { number: numberOf(objection) }),
      pointer,
      [line(text('objection:decided.body')), ...decisionBlocks(objection)],
      [open(objection)],
    )

  const ofQuestion =
    (make: (question: Question, objection: CurrentObjection, reader: string) => Promise<Card | null>) =>
    async ({ reader }: Rendering, id: string) => {
      const question = await deciding.question(id)
      if (!question || reader.kind !== 'person') return null
      return make(question, await access.objection(question.objectionId), reader.personId)
    }
  const asked = async (question: Question, objection: Objection): Promise<Card> => {
    const names = await oneCase.namesOf(objection)
    const number = numberOf(objection)
    const decider = names.get(objection.deciderId ?? '') ?? ''
    const list =
      question.answeredAt || objection.decidedAt ? [open(objection)] : [oneCase.explainButton(question)]
    const blocks = [
      line(text('objection:asked.body', { number, decider })),
      ...questionBlocks([question], names),
    ]
    return card(text('objection:asked.title', { number }), pointer, blocks, list)
  }
  const explained = async (
    question: Question,
    objection: CurrentObjection,
    reader: string,
  ): Promise<Card | null> => {
    if (!objection.mayDecide.includes(reader)) return null
    const names = await oneCase.namesOf(objection)
    const number = numberOf(objection)
    const said = question.answer
      ? quote(text('objection:explained.body', { name: names.get(question.askedId) ?? '' }), question.answer)
      : []
    return card(text('objection:explained.title', { number }), pointer, said, [open(objection)])
  }

  async function remind(personId: string): Promise<Card | null> {
    const { objections, questions } = await waitingFor(personId)
    const list = [
      ...objections.map(
        (one): Button => ({
          label: text('objection:remind.line', { number: numberOf(one) }),
          press: access.lacksDecider(one) ? press(buttons.name, one.id) : press(buttons.show, one.id),
        }),
      ),
      ...questions.map(oneCase.explainButton),
    ]
    if (list.length === 0) return null
    return card(text('objection:remind.title'), pointer, [line(text('objection:remind.body'))], list)
  }

  const ofObjection =
    (make: (objection: CurrentObjection, reader: string) => Promise<Card | null>) =>
    async ({ reader }: Rendering, id: string) =>
      reader.kind === 'person' ? make(await access.objection(id), reader.personId) : null
  type Make = (rendering: Rendering, id: string) => Promise<Card | null>
  const notification = (kind: string, made: Make, changed?: Make) =>
    defineNotification({ name: kind, args: z.tuple([z.string()]), card: made, ...(changed && { changed }) })
  return [
    notification(RECEIVED, ofObjection(status(FILED))),
    notification(TOLD, ofObjection(status(AGAINST))),
    notification(DECIDE, ofObjection(decide), ofObjection(decideNow)),
    notification(NAME, ofObjection(name)),
    notification(DECIDED, ofObjection(decided)),
    notification(ASKED, ofQuestion(asked)),
    notification(EXPLAINED, ofQuestion(explained)),
    notification(REMIND, async ({ reader }) => (reader.kind === 'person' ? remind(reader.personId) : null)),
  ]
}
