/** Read, answered, answered once more: buttons, forms, and the messages to the other side. */

import { z } from 'zod'
import {
  type Contributions,
  type Form,
  type LegacyNotification as Notification,
  press,
} from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Card, RequestContext } from '../../../chat/model.ts'
import type { AppraisalApi } from '../appraisal/api.ts'
import { answeredCard, repliedCard, sentCard, unreadCard } from './cards.ts'
import { createMessage, type MessageDeps, type Moves } from './message.ts'
import { ANSWER } from './rules.ts'
import { ANSWERED, REPLIED } from './service.ts'

const USE = 'feedback.use'
const Body = z.object({ body: z.string() })
export const UNREAD = 'feedback.unread'

export interface ScreensDeps extends MessageDeps {
  told: AppraisalApi['told']
  report: AppraisalApi['report']
  /** The paper of one version, for its person. Not inside a transaction. */
  paper(context: RequestContext, appraisalId: string): Promise<Card>
}

export function feedbackScreens(deps: ScreensDeps) {
  const { service, people, told, report, access } = deps
  const read = defineAction({
    verb: 'feedback.read',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.markRead(context, id)
      const card = await told(id, context.actor.locale)
      return card ? { kind: 'card', over: true, card } : { kind: 'toast', text: text('feedback:toast.read') }
    },
  })
  const answer = defineAction({
    verb: 'feedback.answer',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.mayAnswer(context, id)
      return { kind: 'form', form: 'feedback.answer', args: [id] }
    },
  })
  const reply = defineAction({
    verb: 'feedback.reply',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.mayReply(context, id)
      return { kind: 'form', form: 'feedback.reply', args: [id] }
    },
  })
  const pdf = defineAction({
    verb: 'feedback.pdf',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => ({ kind: 'card', card: await deps.paper(context, id) }),
  })
  const opened = defineAction({
    verb: 'feedback.opened',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.own(context, id)
      await service.receivedAt(id, context.now)
      const card = await told(id, context.actor.locale)
      return card ? { kind: 'card', card } : { kind: 'toast', text: text('feedback:refused.replaced') }
    },
  })
  const moves: Moves = { read, answer, reply, pdf, opened }
  const message = createMessage(deps, moves)

  const form = (
    id: 'feedback.answer' | 'feedback.reply',
    words: { title: Key; label: Key; hint: Key },
  ): Form => ({
    id,
    title: text(words.title),
    can: USE,
    confidential: true,
    fields: async () => [
      { kind: 'paragraph', id: 'body', ...ANSWER, label: text(words.label), hint: text(words.hint) },
    ],
    submit: async (context, [appraisalId = ''], answers) => {
      const { body } = Body.parse(answers)
      const answering = id === 'feedback.answer'
      const done = answering
        ? await service.answer(context, appraisalId, body)
        : await service.reply(context, appraisalId, body)
      const to = answering ? await service.appraiserOf(done, context.now) : done.personId
      const { name } = await people.person(to)
      const back = { label: text('feedback:button.report'), press: press(report, done.assignmentId) }
      return { kind: 'card', over: true, card: sentCard(name, [back]) }
    },
  })
  const forms = [
    form('feedback.answer', {
      title: 'feedback:form.answerTitle',
      label: 'feedback:form.answer',
      hint: 'feedback:form.answerHint',
    }),
    form('feedback.reply', {
      title: 'feedback:form.replyTitle',
      label: 'feedback:form.reply',
      hint: 'feedback:form.replyHint',
    }),
  ]

  async function answered(id: string): Promise<Card | null> {
    const appraisal = await access.appraisal(id)
    if (!appraisal) return null
    const { name } = await people.person(appraisal.personId)
    const notes = (await service.notes(appraisal.assignmentId)).filter(note => note.appraisalId === id)
    const list = notes.some(({ kind }) => kind === 'reply')
      ? []
      : [{ label: text('feedback:button.reply'), press: press(reply, id) }]
    const open = { label: text('feedback:button.report'), press: press(report, appraisal.assignmentId) }
    return answeredCard({ appraisal, name }, await message.named(notes), [...list, open])
  }
  async function replied(id: string): Promise<Card | null> {
    const appraisal = await access.appraisal(id)
    if (!appraisal) return null
    const notes = (await service.notes(appraisal.assignmentId)).filter(note => note.appraisalId === id)
    const author = notes.find(({ kind }) => kind === 'reply')?.authorId
    if (!author) return null
    const { name } = await people.person(author)
    const open = { label: text('feedback:button.report'), press: press(report, appraisal.assignmentId) }
    return repliedCard({ appraisal, name }, await message.named(notes), [open])
  }
  async function unread(id: string): Promise<Card | null> {
    const [appraisal, receipt] = [await access.appraisal(id), await service.receipt(id)]
    if (!appraisal || !receipt || receipt.readAt || receipt.replacedAt) return null
    const { name } = await people.person(appraisal.personId)
    return unreadCard(appraisal, name, [
      { label: text('feedback:button.report'), press: press(report, appraisal.assignmentId) },
      { label: text('feedback:button.read'), tone: 'primary', press: press(read, id) },
    ])
  }
  const notifications: Notification[] = [
    { name: ANSWERED, card: (_reader, id = '') => answered(id) },
    { name: REPLIED, card: (_reader, id = '') => replied(id) },
    { name: UNREAD, card: (_reader, id = '') => unread(id) },
  ]
  const feature: Contributions = {
    actions: [read, answer, reply, pdf, opened],
    forms,
    notifications,
  }
  return { feature, message }
}
