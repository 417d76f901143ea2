/** The questions of each kind of feedback, with a last look at the words before they are sent. */

import { z } from 'zod'
import { defineForm } from '../../../chat/define.ts'
import { dayAnswer } from '../../../chat/forms/schemas.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import {
  type Card,
  type Field,
  InvalidAnswers,
  type Reply,
  type RequestContext,
} from '../../../chat/model.ts'
import { BERAKHLAK } from '../../../domain/berakhlak.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { valueText } from '../../recognition/kudos/api.ts'
import type { Anonymous } from './anonymous.ts'
import { kindText, lookBlocks, plain } from './cards.ts'
import type { Giving } from './giving.ts'
import type { Reading } from './reading.ts'
import type { Requesting } from './requesting.ts'
import { KINDS, LENGTH, MAX_ASKED } from './rules.ts'
import type { Tied } from './tied.ts'

export const USE = 'ongoing.use'

export interface ScreensDeps {
  giving: Giving
  anonymous: Anonymous
  requesting: Requesting
  reading: Reading
  tied: Tied
  people: Pick<PeopleService, 'person' | 'people'>
  office: Office
}

const Words = z.object({
  kind: z.enum(KINDS),
  situation: z.string(),
  behaviour: z.string(),
  impact: z.string(),
})

/** Situation, behaviour, impact (SBI), each with a hint how it may be said. */
const sbi: Field[] = (['situation', 'behaviour', 'impact'] as const).map(id => ({
  kind: 'paragraph',
  id,
  ...LENGTH,
  label: text(`ongoing:form.${id}`),
  hint: text(`ongoing:form.${id}Hint`),
}))
const receiver: Field = {
  kind: 'person',
  id: 'receiver',
  among: 'office',
  label: text('ongoing:form.receiver'),
}
const kind: Field = {
  kind: 'choice',
  id: 'kind',
  label: text('ongoing:form.kind'),
  options: KINDS.map(value => ({ value, label: kindText(value) })),
}
const value: Field = {
  kind: 'choice',
  id: 'value',
  optional: true,
  label: text('ongoing:form.value'),
  options: BERAKHLAK.map(one => ({ value: one, label: valueText(one) })),
}

export const ongoingForms = (deps: ScreensDeps) => [
  giveForm(deps),
  answerForm(deps),
  anonymousForm(deps),
  requestForm(deps),
]

/** Where a person is named already, their targets can be offered. */
const giveForm = ({ giving, tied, people }: ScreensDeps) =>
  defineForm({
    id: 'ongoing.give',
    title: text('ongoing:form.give'),
    can: USE,
    confidential: true,
    args: z.tuple([z.string().optional()]),
    answers: Words.extend({
      receiver: z.array(z.string()).optional(),
      value: z.enum(BERAKHLAK).optional(),
      target: z.string().optional(),
    }),
    fields: async (context, [personId]) => {
      if (!personId) return [receiver, kind, value, ...sbi]
      return [kind, ...(await targetField(tied, context, personId, 'ongoing:form.target')), value, ...sbi]
    },
    lastLook: async (_context, _args, words) => lookBlocks(words),
    submit: async (context, [personId], answers) => {
      const { receiver: chosen = [], value: named = null, target = null, ...words } = answers
      const receiverId = personId ?? chosen[0] ?? ''
      if (receiverId === context.actor.personId)
        throw new InvalidAnswers({ field: 'receiver', why: text('ongoing:problem.self') })
      await giving.give(context, { ...words, value: named, targetId: target, receiverId })
      return over(await sentCard(people, receiverId))
    },
  })

const answerForm = ({ giving, requesting, people }: ScreensDeps) =>
  defineForm({
    id: 'ongoing.answer',
    title: text('ongoing:form.give'),
    can: USE,
    confidential: true,
    args: z.tuple([z.string()]),
    answers: Words,
    fields: async (context, [requestId]) => {
      await requesting.mayAnswer(context, requestId)
      return [kind, ...sbi]
    },
    lastLook: async (_context, _args, words) => lookBlocks(words),
    submit: async (context, [requestId], words) => {
      const { askerId } = await giving.answer(context, requestId, words)
      return over(await sentCard(people, askerId))
    },
  })

const anonymousForm = ({ anonymous }: ScreensDeps) =>
  defineForm({
    id: 'ongoing.anonymous',
    title: text('ongoing:form.anonymous'),
    can: USE,
    confidential: true,
    args: z.tuple([]),
    answers: Words,
    fields: async () => [kind, ...sbi],
    lastLook: async (_context, _args, words) => lookBlocks(words),
    submit: async (context, _args, words) => {
      const done = await anonymous.give(context, words)
      const body = text(done === 'again' ? 'ongoing:refused.again' : 'ongoing:anonymous.body')
      return over(plain(text('ongoing:anonymous.title'), body))
    },
  })

const requestForm = ({ requesting, tied, office }: ScreensDeps) =>
  defineForm({
    id: 'ongoing.request',
    title: text('ongoing:form.request'),
    can: USE,
    confidential: true,
    args: z.tuple([]),
    answers: z.object({
      asked: z.array(z.string()),
      topic: z.string(),
      until: dayAnswer,
      target: z.string().optional(),
    }),
    fields: async context => [
      { kind: 'person', id: 'asked', among: 'office', max: MAX_ASKED, label: text('ongoing:form.asked') },
      { kind: 'line', id: 'topic', min: 5, max: 150, label: text('ongoing:form.topic') },
      { kind: 'date', id: 'until', label: text('ongoing:form.until') },
      ...(await targetField(tied, context, context.actor.personId, 'ongoing:form.ownTarget')),
    ],
    submit: async (context, _args, { asked, topic, until, target: targetId = null }) => {
      if (asked.includes(context.actor.personId))
        throw new InvalidAnswers({ field: 'asked', why: text('ongoing:problem.self') })
      if (until < office.today(context.now))
        throw new InvalidAnswers({ field: 'until', why: text('ongoing:problem.past') })
      await requesting.request(context, { asked, topic, untilDay: until, targetId })
      const body = text('ongoing:asked.body', { count: asked.length, until })
      return over(plain(text('ongoing:asked.title'), body))
    },
  })

export const over = (card: Card): Reply => ({ kind: 'card', over: true, card })

/** The targets of theirs that the asker may see; no question where there are none. */
async function targetField(
  tied: Tied,
  context: RequestContext,
  personId: string,
  label: Key,
): Promise<Field[]> {
  const found = await tied.offered(context, personId)
  if (found.length === 0) return []
  return [
    {
      kind: 'choice',
      id: 'target',
      optional: true,
      label: text(label),
      hint: text('ongoing:form.targetHint'),
      options: found.map(({ id, result }) => ({ value: id, label: result })),
    },
  ]
}

async function sentCard(people: Pick<PeopleService, 'person'>, receiverId: string): Promise<Card> {
  const { name } = await people.person(receiverId)
  return plain(text('ongoing:sent.title'), text('ongoing:sent.body', { name }))
}
