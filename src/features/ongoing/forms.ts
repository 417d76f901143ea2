/** The questions of each kind of feedback, with a last look at the words before they are sent. */
import { z } from 'zod'
import type { Answers, Asking, Card, Field, Form } from '../../chat/model.ts'
import { text } from '../../chat/words.ts'
import type { OfficeDay } from '../../lib/calendar/office-day.ts'
import { BERAKHLAK, valueText } from '../kudos/index.ts'
import type { PeopleWork } from '../people/index.ts'
import { kindText, lookBlocks, plain } from './cards.ts'
import { KINDS, LENGTH, MAX_ASKED } from './rules.ts'
import type { OngoingWork } from './work.ts'

export const USE = 'ongoing.use'
const Given = z.object({
  receiver: z.array(z.string()).optional(),
  kind: z.enum(KINDS),
  value: z.enum(BERAKHLAK).optional(),
  ...{ situation: z.string(), behaviour: z.string(), impact: z.string() },
})
const Asked = z.object({
  asked: z.array(z.string()),
  topic: z.string(),
  until: z.custom<OfficeDay>(value => typeof value === 'string'),
})

/** Situation, behaviour, impact (SBI), each with a hint how it may be said. */
const sbi: Field[] = (['situation', 'behaviour', 'impact'] as const).map(id => ({
  ...{ kind: 'paragraph', id, ...LENGTH },
  ...{ label: text(`ongoing:form.${id}`), hint: text(`ongoing:form.${id}Hint`) },
}))
const kind: Field = {
  ...{ kind: 'choice', id: 'kind', label: text('ongoing:form.kind') },
  options: KINDS.map(value => ({ value, label: kindText(value) })),
}
const value: Field = {
  ...{ kind: 'choice', id: 'value', optional: true, label: text('ongoing:form.value') },
  options: BERAKHLAK.map(one => ({ value: one, label: valueText(one) })),
}

export interface ScreensDeps {
  work: OngoingWork
  people: PeopleWork
}

export function ongoingForms({ work, people }: ScreensDeps): Form[] {
  const giving = (id: string, title: Form['title'], fields: Form['fields']): Omit<Form, 'submit'> => ({
    ...{ id, title, can: USE, confidential: true, fields },
    lastLook: async (_asking: Asking, _args: readonly string[], answers: Answers) =>
      lookBlocks(Given.parse(answers)),
  })
  const giveForm: Form = {
    ...giving('ongoing.give', text('ongoing:form.give'), async () => [
      { kind: 'person', id: 'receiver', among: 'office', label: text('ongoing:form.receiver') },
      ...[kind, value, ...sbi],
    ]),
    submit: async (asking, _args, answers) => {
      const { receiver = [], value: named = null, ...words } = Given.parse(answers)
      const [receiverId = ''] = receiver
      if (receiverId === asking.actor.personId)
        return { problems: [{ field: 'receiver', why: text('ongoing:problem.self') }] }
      await work.give(asking, { ...words, value: named, receiverId, requestId: null })
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
      const { receiver: _, value: __, ...words } = Given.parse(answers)
      await work.give(asking, { ...words, value: null, receiverId: askerId, requestId })
      return { kind: 'card', over: true, card: await sent(askerId) }
    },
  }
  const anonymousForm: Form = {
    ...giving('ongoing.anonymous', text('ongoing:form.anonymous'), async () => [kind, ...sbi]),
    submit: async (asking, _args, answers) => {
      const { receiver: _, value: __, ...words } = Given.parse(answers)
      const done = await work.giveAnonymously(asking, words)
      const body = text(done === 'again' ? 'ongoing:refused.again' : 'ongoing:anonymous.body')
      return { kind: 'card', over: true, card: plain(text('ongoing:anonymous.title'), body) }
    },
  }
  const requestForm: Form = {
    ...{ id: 'ongoing.request', title: text('ongoing:form.request'), can: USE },
    fields: async () => [
      { kind: 'person', id: 'asked', among: 'office', max: MAX_ASKED, label: text('ongoing:form.asked') },
      { kind: 'line', id: 'topic', min: 5, max: 150, label: text('ongoing:form.topic') },
      { kind: 'date', id: 'until', label: text('ongoing:form.until') },
    ],
    submit: async (asking, _args, answers) => {
      const { asked, topic, until } = Asked.parse(answers)
      if (asked.includes(asking.actor.personId))
        return { problems: [{ field: 'asked', why: text('ongoing:problem.self') }] }
      if (until < work.today(asking.now))
        return { problems: [{ field: 'until', why: text('ongoing:problem.past') }] }
      await work.request(asking, { asked, topic, untilDay: until })
      const body = text('ongoing:asked.body', { count: asked.length, until })
      return { kind: 'card', over: true, card: plain(text('ongoing:asked.title'), body) }
    },
  }

  async function sent(receiverId: string): Promise<Card> {
    const { name } = await people.person(receiverId)
    return plain(text('ongoing:sent.title'), text('ongoing:sent.body', { name }))
  }
  return [giveForm, answerForm, anonymousForm, requestForm]
}
