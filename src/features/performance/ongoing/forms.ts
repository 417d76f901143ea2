/** The questions of each kind of feedback, with a last look at the words before they are sent. */
import { z } from 'zod'
import type { Form, Submitted } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Answers, Card, Field, RequestContext } from '../../../chat/model.ts'
import { BERAKHLAK } from '../../../domain/berakhlak.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { valueText } from '../../recognition/kudos/api.ts'
import { kindText, lookBlocks, plain } from './cards.ts'
import { KINDS, LENGTH, MAX_ASKED } from './rules.ts'
import type { OngoingWork } from './service.ts'

export const USE = 'ongoing.use'
const Given = z.object({
  receiver: z.array(z.string()).optional(),
  kind: z.enum(KINDS),
  value: z.enum(BERAKHLAK).optional(),
  target: z.string().optional(),
  situation: z.string(),
  behaviour: z.string(),
  impact: z.string(),
})
const Asked = z.object({
  asked: z.array(z.string()),
  topic: z.string(),
  until: z.custom<OfficeDay>(value => typeof value === 'string'),
  target: z.string().optional(),
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

export interface ScreensDeps {
  service: OngoingWork
  people: PeopleService
}

export function ongoingForms({ service, people }: ScreensDeps): Form[] {
  const giving = (id: string, title: Form['title'], fields: Form['fields']): Omit<Form, 'submit'> => ({
    id,
    title,
    can: USE,
    confidential: true,
    fields,
    lastLook: async (_asking: RequestContext, _args: readonly string[], answers: Answers) =>
      lookBlocks(Given.parse(answers)),
  })
  /** The targets of theirs that the asker may see; no question where there are none. */
  async function targetOf(context: RequestContext, personId: string, label: Key): Promise<Field[]> {
    const found = await service.offered(context, personId)
    const options = found.map(({ id, result }) => ({ value: id, label: result }))
    const hint = text('ongoing:form.targetHint')
    return options.length > 0
      ? [{ kind: 'choice', id: 'target', optional: true, label: text(label), hint, options }]
      : []
  }

  // With a person named already, their targets can be offered.
  const giveForm: Form = {
    ...giving('ongoing.give', text('ongoing:form.give'), async (context, [personId]) => {
      const tied = personId ? await targetOf(context, personId, 'ongoing:form.target') : []
      return [...(personId ? [] : [receiver]), kind, ...tied, value, ...sbi]
    }),
    submit: async (context, [personId], answers) => {
      const { receiver: chosen = [], value: named = null, target = null, ...words } = Given.parse(answers)
      const receiverId = personId ?? chosen[0] ?? ''
      if (receiverId === context.actor.personId)
        return { problems: [{ field: 'receiver', why: text('ongoing:problem.self') }] }
      await service.give(context, { ...words, value: named, targetId: target, receiverId, requestId: null })
      return { kind: 'card', over: true, card: await sent(receiverId) }
    },
  }
  const answerForm: Form = {
    ...giving('ongoing.answer', text('ongoing:form.give'), async (context, [id = '']) => {
      await service.mayAnswer(context, id)
      return [kind, ...sbi]
    }),
    submit: async (context, [requestId = ''], answers) => {
      const { askerId } = await service.mayAnswer(context, requestId)
      const { receiver: _, value: __, target: ___, ...words } = Given.parse(answers)
      await service.give(context, { ...words, value: null, targetId: null, receiverId: askerId, requestId })
      return { kind: 'card', over: true, card: await sent(askerId) }
    },
  }
  const anonymousForm: Form = {
    ...giving('ongoing.anonymous', text('ongoing:form.anonymous'), async () => [kind, ...sbi]),
    submit: async (context, _args, answers) => {
      const { receiver: _, value: __, target: ___, ...words } = Given.parse(answers)
      const done = await service.giveAnonymously(context, words)
      const body = text(done === 'again' ? 'ongoing:refused.again' : 'ongoing:anonymous.body')
      return { kind: 'card', over: true, card: plain(text('ongoing:anonymous.title'), body) }
    },
  }
  const requestForm: Form = {
    id: 'ongoing.request',
    title: text('ongoing:form.request'),
    can: USE,
    confidential: true,
    fields: async context => [
      { kind: 'person', id: 'asked', among: 'office', max: MAX_ASKED, label: text('ongoing:form.asked') },
      { kind: 'line', id: 'topic', min: 5, max: 150, label: text('ongoing:form.topic') },
      { kind: 'date', id: 'until', label: text('ongoing:form.until') },
      ...(await targetOf(context, context.actor.personId, 'ongoing:form.ownTarget')),
    ],
    submit: (context, _args, answers) => request(context, answers),
  }

  async function request(context: RequestContext, answers: Answers): Promise<Submitted> {
    const { asked, topic, until, target: targetId = null } = Asked.parse(answers)
    if (asked.includes(context.actor.personId))
      return { problems: [{ field: 'asked', why: text('ongoing:problem.self') }] }
    if (until < service.today(context.now))
      return { problems: [{ field: 'until', why: text('ongoing:problem.past') }] }
    await service.request(context, { asked, topic, untilDay: until, targetId })
    const body = text('ongoing:asked.body', { count: asked.length, until })
    return { kind: 'card', over: true, card: plain(text('ongoing:asked.title'), body) }
  }

  async function sent(receiverId: string): Promise<Card> {
    const { name } = await people.person(receiverId)
    return plain(text('ongoing:sent.title'), text('ongoing:sent.body', { name }))
  }
  return [giveForm, answerForm, anonymousForm, requestForm]
}
