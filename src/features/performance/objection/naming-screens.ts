/** For the officer: which objections lack a decider, and naming one. */

import { z } from 'zod'
import { type Action, type Form, press } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { MANAGE } from './abilities.ts'
import { idArgs } from './args.ts'
import { card } from './cards.ts'
import type { ObjectionDeps } from './deps.ts'
import type { Naming } from './naming.ts'
import type { Objection } from './repository.ts'
import { numberOf } from './rules.ts'

export const unnamedAction = (unnamed: () => Promise<Objection[]>, name: Action<[string]>): Action<[]> =>
  defineAction({
    verb: 'objection.desk',
    can: MANAGE,
    args: z.tuple([]),
    run: async () => ({ kind: 'card', card: unnamedCard(await unnamed(), name) }),
  })

export const namingForm = (naming: Naming, people: ObjectionDeps['people']): Form =>
  defineForm({
    id: 'objection.name',
    title: text('objection:form.name'),
    can: MANAGE,
    confidential: true,
    args: idArgs,
    answers: z.object({ decider: z.array(z.string()) }),
    fields: async (_context, [objectionId]) => {
      await naming.mayName(objectionId)
      return [
        {
          kind: 'person',
          id: 'decider',
          among: 'office',
          label: text('objection:form.decider'),
          hint: text('objection:form.deciderHint'),
        },
      ]
    },
    submit: async (context, [objectionId], { decider: [deciderId = ''] }) => {
      const objection = await naming.name(context, objectionId, deciderId)
      const { name: decider } = await people.person(deciderId)
      return { kind: 'card', over: true, card: namedCard(objection, decider) }
    },
  })

const unnamedCard = (list: readonly Objection[], name: Action<[string]>): Card => ({
  title: text('objection:desk.title'),
  confidential: true,
  blocks: [
    line(text(list.length > 0 ? 'objection:desk.body' : 'objection:desk.empty')),
    ...buttons(...list.map(one => ({ label: numberOf(one), press: press(name, one.id) }))),
  ],
})

function namedCard(objection: Objection, decider: string): Card {
  const title = text('objection:named.title', { number: numberOf(objection) })
  return card(title, text('objection:pointer'), [line(text('objection:named.body', { decider }))])
}
