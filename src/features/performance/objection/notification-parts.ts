/** What the notifications of an objection have in common. */

import { z } from 'zod'
import { type Action, type Notification, press, type Rendering } from '../../../chat/contributions.ts'
import { defineNotification } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card } from '../../../chat/model.ts'
import type { Access, CurrentObjection } from './access.ts'
import type { Case } from './case.ts'
import type { Questions } from './questions.ts'
import type { Objection, Question } from './repository.ts'

export interface NotificationsDeps {
  access: Access
  questions: Pick<Questions, 'ofObjection' | 'byId'>
  oneCase: Case
  buttons: { show: Action<[string]>; name: Action<[string]> }
}

type Render = (rendering: Rendering, id: string) => Promise<Card | null>

export const pointer = text('objection:pointer')

export const openButton = ({ buttons }: NotificationsDeps, { id }: Objection): Button => ({
  label: text('objection:button.open'),
  press: press(buttons.show, id),
})

/** About one objection, for the person who reads it. */
export const aboutObjection =
  (
    { access }: Pick<NotificationsDeps, 'access'>,
    render: (objection: CurrentObjection, reader: string) => Promise<Card | null>,
  ): Render =>
  async ({ reader }, id) =>
    reader.kind === 'person' ? render(await access.objection(id), reader.personId) : null

/** About one question, for the person who reads it; no longer wanted once the question is gone. */
export const aboutQuestion =
  (
    { access, questions }: Pick<NotificationsDeps, 'access' | 'questions'>,
    render: (question: Question, objection: CurrentObjection, reader: string) => Promise<Card | null>,
  ): Render =>
  async ({ reader }, id) => {
    const question = await questions.byId(id)
    if (!question || reader.kind !== 'person') return null
    return render(question, await access.objection(question.objectionId), reader.personId)
  }

/** @param changed what it says once things have changed after it was sent */
export const notification = (name: string, render: Render, changed: Render = render): Notification =>
  defineNotification({ name, args: z.tuple([z.string()]), card: render, changed })
