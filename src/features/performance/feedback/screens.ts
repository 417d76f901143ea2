/** Read, answered, answered once more: buttons and forms. */

import { z } from 'zod'
import { type Form, press } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Card, Reply, RequestContext } from '../../../chat/model.ts'
import { sentCard } from './cards.ts'
import type { FeedbackDeps } from './deps.ts'
import type { FeedbackActions, RenderMessage } from './message.ts'
import type { Papers } from './papers.ts'
import type { Own, Receipts } from './receipts.ts'
import { ANSWER } from './rules.ts'
import type { FeedbackService } from './service.ts'

const USE = 'feedback.use'
const id = z.tuple([z.string()])

interface ScreensDeps extends Pick<FeedbackDeps, 'people' | 'appraisal'> {
  service: FeedbackService
  receipts: Receipts
  paper: Papers
}
interface ActionsDeps extends ScreensDeps {
  /** The message of a result with a receipt that is at hand. */
  render: RenderMessage
}

export function feedbackActions({
  appraisal,
  service,
  receipts,
  paper,
  render,
}: ActionsDeps): FeedbackActions {
  async function shown(
    context: RequestContext,
    { appraisal: version, versions, receipt }: Own,
  ): Promise<Card> {
    const reader = { locale: context.actor.locale, now: context.now }
    const { message, result } = await appraisal.partsOfResult(version, context.now, versions)
    return render(message, result, { reader, receipt })
  }
  return {
    read: defineAction({
      verb: 'feedback.read',
      can: USE,
      args: id,
      run: async (context, appraisalId) => {
        const found = await receipts.markRead(context, appraisalId)
        return { kind: 'card', over: true, card: await shown(context, found) }
      },
    }),
    answer: opens('feedback.answer', service.mayAnswer),
    reply: opens('feedback.reply', service.mayReply),
    pdf: defineAction({
      verb: 'feedback.pdf',
      can: USE,
      args: id,
      run: async (context, appraisalId) => ({ kind: 'card', card: await paper(context, appraisalId) }),
    }),
    opened: defineAction({
      verb: 'feedback.opened',
      can: USE,
      args: id,
      run: async (context, appraisalId) => {
        const found = await receipts.markOpened(context, appraisalId)
        return { kind: 'card', card: await shown(context, found) }
      },
    }),
  }
}

/** A button to a form of the same name, for whoever may fill it in. */
const opens = (
  verb: 'feedback.answer' | 'feedback.reply',
  may: (context: RequestContext, appraisalId: string) => Promise<unknown>,
) =>
  defineAction({
    verb,
    can: USE,
    args: id,
    run: async (context, appraisalId) => {
      await may(context, appraisalId)
      return { kind: 'form', form: verb, args: [appraisalId] }
    },
  })

export function feedbackForms({ service, people, appraisal: { report } }: ScreensDeps): Form[] {
  const form = (
    name: 'feedback.answer' | 'feedback.reply',
    words: { title: Key; label: Key; hint: Key },
    say: FeedbackService['answer'],
  ): Form =>
    defineForm({
      id: name,
      title: text(words.title),
      can: USE,
      confidential: true,
      args: id,
      answers: z.object({ body: z.string() }),
      fields: async () => [
        { kind: 'paragraph', id: 'body', ...ANSWER, label: text(words.label), hint: text(words.hint) },
      ],
      submit: async (context, [appraisalId], { body }): Promise<Reply> => {
        const { appraisal, to } = await say(context, appraisalId, body)
        const { name: reader } = await people.person(to)
        const back = { label: text('feedback:button.report'), press: press(report, appraisal.assignmentId) }
        return { kind: 'card', over: true, card: sentCard(reader, [back]) }
      },
    })
  return [
    form(
      'feedback.answer',
      {
        title: 'feedback:form.answerTitle',
        label: 'feedback:form.answer',
        hint: 'feedback:form.answerHint',
      },
      service.answer,
    ),
    form(
      'feedback.reply',
      {
        title: 'feedback:form.replyTitle',
        label: 'feedback:form.reply',
        hint: 'feedback:form.replyHint',
      },
      service.reply,
    ),
  ]
}
