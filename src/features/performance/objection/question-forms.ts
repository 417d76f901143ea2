/** The decider asks one of the two sides, and they explain. */

import type { Form } from '../../../chat/contributions.ts'
import { defineForm } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { USE } from './abilities.ts'
import type { Access } from './access.ts'
import { askArgs, idArgs } from './args.ts'
import { KEEP_HOURS, type ShowObjection, wordsAnswer, wordsField } from './form-parts.ts'
import type { Questions } from './questions.ts'
import { EXPLANATION } from './rules.ts'

export const askForm = (
  questions: Pick<Questions, 'ask'>,
  access: Pick<Access, 'mustDecide'>,
  show: ShowObjection,
): Form =>
  defineForm({
    id: 'objection.ask',
    title: text('objection:form.ask'),
    can: USE,
    confidential: true,
    args: askArgs,
    answers: wordsAnswer,
    fields: async (context, [objectionId]) => {
      await access.mustDecide(context, objectionId)
      return [wordsField('objection:form.question', 'objection:form.questionHint', EXPLANATION)]
    },
    submit: async (context, [objectionId, side], answers) => {
      await questions.ask(context, objectionId, { side, words: answers.said })
      return show(context, objectionId)
    },
  })

export const explainForm = (
  questions: Pick<Questions, 'mayExplain' | 'explain'>,
  show: ShowObjection,
): Form =>
  defineForm({
    id: 'objection.explain',
    title: text('objection:form.explain'),
    can: USE,
    confidential: true,
    keepHours: KEEP_HOURS,
    args: idArgs,
    answers: wordsAnswer,
    fields: async (context, [questionId]) => {
      await questions.mayExplain(context, questionId)
      return [wordsField('objection:form.explanation', 'objection:form.explanationHint', EXPLANATION)]
    },
    submit: async (context, [questionId], answers) => {
      const { id: objectionId } = await questions.explain(context, questionId, answers.said)
      return show(context, objectionId)
    },
  })
