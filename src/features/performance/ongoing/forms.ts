/** The questions of each kind of feedback, with a last look at the words before they are sent. */
import { z } from 'zod'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Answers, Asking, Card, Field, Form, Submitted } from '../../../chat/model.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { PeopleWork } from '../../organisation/people/api.ts'
import { BERAKHLAK, valueText } from '../../recognition/kudos/api.ts'
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
  work: OngoingWork
  people: PeopleWork
}

export function ongoingForms({ work, people }: ScreensDeps): Form[] {
  const giving = (id: string, title: Form['title'], fields: Form['fields']): Omit<Form, 'submit'> => ({
    id,
    title,
    can: USE,
    confidential: true,
    fields,
    lastLook: async (_asking: Asking, _args: readonly string[], answers: Answers) =>
      lookBlocks(Given.parse(answers)),
  })
  /** The targets of theirs that the asker may see; no question where there are none. */
  async function targetOf(asking: Asking, personId: string, label: Key): Promise<Field[]> {
    const found = await work.offered(asking, personId)
    const options = found.map(({ id, result }) => ({ value: id, label: result }))
    const hint = text('ongoing:form.targetHint')
    return options.length > 0
      ? [{ kind: 'choice', id: 'target', optional: true, label: text(label), hint, options }]
      : []
  }

  // With a person named already, their targets can be offered.
  const giveForm: Form = {
    ...giving('ongoing.give', text('ongoing:form.give'), async (asking, [personId]) => {
      const tied = personId ? await targetOf(asking, personId, 'ongoing:form.target') : []
      return [...(personId ? [] : [receiver]), kind, ...tied, value, ...sbi]
    }),
    submit: async (asking, [personId], answers) => {
      const { receiver: chosen = [], value: named = null, target = null, ...words } = Given.parse(answers)
      const receiverId = personId ?? chosen[0] ?? ''
      if (receiverId === asking.actor.personId)
        return { problems: [{ field: 'receiver', why: text('ongoing:problem.self') }] }
      await work.give(asking, { ...words, value: named, targetId: target, receiverId, requestId: null })
      return { kind: 'card', over: true, card: await sent(receiverId) }
    },
  }
  const answerForm: Form = {
    ...giving('ongoing.answer', text('ongoing:form.give'), async (asking, [id = '']) => {
      await work.mayAnswer(asking, id)
      return [kind, ...sbi]
    }),
    submit: async (asking, [requestId = ''], answers) => {
      const { askerId } = await work.mayAnswer(asking, requestId)
      const { receiver: _, value: __, target: ___, ...words } = Given.parse(answers)
      await work.give(asking, { ...words, value: null, targetId: null, receiverId: askerId, requestId })
      return { kind: 'card', over: true, card: await sent(askerId) }
    },
  }
  const anonymousForm: Form = {
    ...giving('ongoing.anonymous', text('ongoing:form.anonymous'), async () => [kind, ...sbi]),
    submit: async (asking, _args, answers) => {
      const { receiver: _, value: __, target: ___, ...words } = Given.parse(answers)
      const done = await work.giveAnonymously(asking, words)
      const body = text(done === 'again' ? 'ongoing:refused.again' : 'ongoing:anonymous.body')
      return { kind: 'card', over: true, card: plain(text('ongoing:anonymous.title'), body) }
    },
  }
  const requestForm: Form = {
    id: 'ongoing.request',
    title: text('ongoing:form.request'),
    can: USE,
    confidential: true,
    fields: async asking => [
      { kind: 'person', id: 'asked', among: 'office', max: MAX_ASKED, label: text('ongoing:form.asked') },
      { kind: 'line', id: 'topic', min: 5, max: 150, label: text('ongoing:form.topic') },
      { kind: 'date', id: 'until', label: text('ongoing:form.until') },
      ...(await targetOf(asking, asking.actor.personId, 'ongoing:form.ownTarget')),
    ],
    submit: (asking, _args, answers) => request(asking, answers),
  }

  async function request(asking: Asking, answers: Answers): Promise<Submitted> {
    const { asked, topic, until, target: targetId = null } = Asked.parse(answers)
    if (asked.includes(asking.actor.personId))
      return { problems: [{ field: 'asked', why: text('ongoing:problem.self') }] }
    if (until < work.today(asking.now))
      return { problems: [{ field: 'until', why: text('ongoing:problem.past') }] }
    await work.request(asking, { asked, topic, untilDay: until, targetId })
    const body = text('ongoing:asked.body', { count: asked.length, until })
    return { kind: 'card', over: true, card: plain(text('ongoing:asked.title'), body) }
  }

  async function sent(receiverId: string): Promise<Card> {
    const { name } = await people.person(receiverId)
    return plain(text('ongoing:sent.title'), text('ongoing:sent.body', { name }))
  }
  return [giveForm, answerForm, anonymousForm, requestForm]
}
