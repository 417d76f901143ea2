/** Filing, asking, explaining, deciding and naming: the questions of each, in order. */
import { z } from 'zod'
import type { Form } from '../../../chat/contributions.ts'
import { defineForm } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Field, FileRef, Reply, RequestContext } from '../../../chat/model.ts'
import { RATINGS } from '../../../domain/ratings.ts'
import type { Appraisal } from '../appraisal/api.ts'
import { ratingText, scoreBlocks } from '../appraisal/api.ts'
import type { Cycle } from '../cycle/api.ts'
import { decisionText } from './cards.ts'
import type { Decided } from './deciding.ts'
import { EXPLANATION, FILE, REASON } from './rules.ts'

export const USE = 'objection.use'
export const MANAGE = 'objection.manage'
/** An objection, and whom to ask. */
export const askArgs = z.tuple([z.string(), z.enum(['employee', 'appraiser'])])
/** An objection, and what is decided without other figures. */
export const decideArgs = z.tuple([z.string(), z.enum(['stays', 'rejected'])])
/** A reason is thought over: it waits as long as one may object. */
const KEEP_HOURS = 14 * 24

const answersOfChange = z.object({
  attendance: z.number(),
  quality: z.number(),
  initiative: z.number(),
  results: z.enum(RATINGS),
  behaviour: z.enum(RATINGS),
  said: z.string(),
})
export type Change = z.infer<typeof answersOfChange>
const said = z.object({ said: z.string() })
const id = z.tuple([z.string()])

const words = (label: Key, hint: Key, length: { min: number; max: number }): Field => ({
  kind: 'paragraph',
  id: 'said',
  ...length,
  label: text(label),
  hint: text(hint),
})

/** What each form asks before it opens, and does when it is sent; built in screens.ts. */
export interface FormSteps {
  mayFile(context: RequestContext, appraisalId: string): Promise<unknown>
  file(
    context: RequestContext,
    appraisalId: string,
    said: { reason: string; file?: FileRef | undefined },
  ): Promise<Reply>
  mayDecide(context: RequestContext, id: string): Promise<{ assignmentId: string }>
  /** The version that is objected to, with its quarter. */
  result(assignmentId: string): Promise<{ appraisal: Appraisal; cycle: Cycle }>
  ask(
    context: RequestContext,
    id: string,
    said: { side: 'employee' | 'appraiser'; question: string },
  ): Promise<Reply>
  mayExplain(context: RequestContext, questionId: string): Promise<unknown>
  explain(context: RequestContext, questionId: string, answer: string): Promise<Reply>
  decide(context: RequestContext, id: string, decided: Decided): Promise<Reply>
  mayName(id: string): Promise<unknown>
  name(context: RequestContext, id: string, deciderId: string): Promise<Reply>
}

export const objectionForms = (steps: FormSteps): Form[] => [
  fileForm(steps),
  askForm(steps),
  explainForm(steps),
  nameForm(steps),
  decideForm(steps),
  changeForm(steps),
]

const fileForm = (steps: FormSteps): Form =>
  defineForm({
    id: 'objection.file',
    title: text('objection:form.file'),
    can: USE,
    confidential: true,
    keepHours: KEEP_HOURS,
    args: id,
    answers: z.object({
      reason: z.string(),
      file: z.object({ id: z.string(), name: z.string(), mime: z.string() }).optional(),
    }),
    fields: async (context, [appraisalId]) => {
      await steps.mayFile(context, appraisalId)
      return [
        {
          kind: 'paragraph',
          id: 'reason',
          ...REASON,
          label: text('objection:form.reason'),
          hint: text('objection:form.reasonHint'),
        },
        { kind: 'file', id: 'file', ...FILE, optional: true, label: text('objection:form.paper') },
      ]
    },
    submit: (context, [appraisalId], answers) => steps.file(context, appraisalId, answers),
  })

const askForm = (steps: FormSteps): Form =>
  defineForm({
    id: 'objection.ask',
    title: text('objection:form.ask'),
    can: USE,
    confidential: true,
    args: askArgs,
    answers: said,
    fields: async (context, [objectionId]) => {
      await steps.mayDecide(context, objectionId)
      return [words('objection:form.question', 'objection:form.questionHint', EXPLANATION)]
    },
    submit: (context, [objectionId, side], answers) =>
      steps.ask(context, objectionId, { side, question: answers.said }),
  })

const explainForm = (steps: FormSteps): Form =>
  defineForm({
    id: 'objection.explain',
    title: text('objection:form.explain'),
    can: USE,
    confidential: true,
    keepHours: KEEP_HOURS,
    args: id,
    answers: said,
    fields: async (context, [questionId]) => {
      await steps.mayExplain(context, questionId)
      return [words('objection:form.explanation', 'objection:form.explanationHint', EXPLANATION)]
    },
    submit: (context, [questionId], answers) => steps.explain(context, questionId, answers.said),
  })

const nameForm = (steps: FormSteps): Form =>
  defineForm({
    id: 'objection.name',
    title: text('objection:form.name'),
    can: MANAGE,
    confidential: true,
    args: id,
    answers: z.object({ decider: z.array(z.string()) }),
    fields: async (_context, [objectionId]) => {
      await steps.mayName(objectionId)
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
    submit: (context, [objectionId], { decider: [deciderId = ''] }) =>
      steps.name(context, objectionId, deciderId),
  })

const final: Block = { kind: 'text', text: text('objection:form.final') }

const decideForm = (steps: FormSteps): Form =>
  defineForm({
    id: 'objection.decide',
    title: text('objection:form.decide'),
    can: USE,
    confidential: true,
    args: decideArgs,
    answers: said,
    fields: async (context, [objectionId]) => {
      await steps.mayDecide(context, objectionId)
      return [words('objection:form.why', 'objection:form.whyHint', REASON)]
    },
    lastLook: async (_context, [, decision]) => [
      { kind: 'facts', rows: [[text('objection:fact.decision'), decisionText(decision)]] },
      final,
    ],
    submit: (context, [objectionId, decision], answers) =>
      steps.decide(context, objectionId, { decision, reason: answers.said }),
  })

const changeForm = (steps: FormSteps): Form =>
  defineForm({
    id: 'objection.change',
    title: text('objection:form.change'),
    can: USE,
    confidential: true,
    args: id,
    answers: answersOfChange,
    fields: async (context, [objectionId]) => {
      const { assignmentId } = await steps.mayDecide(context, objectionId)
      const { appraisal } = await steps.result(assignmentId)
      return [
        number('attendance', 'objection:form.attendance', appraisal.attendance),
        number('quality', 'objection:form.quality', appraisal.quality),
        number('initiative', 'objection:form.initiative', appraisal.initiative),
        rating('results', 'objection:form.results', appraisal.results),
        rating('behaviour', 'objection:form.behaviour', appraisal.behaviour),
        words('objection:form.why', 'objection:form.whyHint', REASON),
      ]
    },
    lastLook: async (context, [objectionId], change) => {
      const { assignmentId } = await steps.mayDecide(context, objectionId)
      const { cycle } = await steps.result(assignmentId)
      return [...scoreBlocks(change, change, cycle.weights), final]
    },
    submit: (context, [objectionId], { said: reason, results, behaviour, ...scores }) =>
      steps.decide(context, objectionId, {
        decision: 'changed',
        reason,
        change: { scores, results, behaviour },
      }),
  })

const number = (id: string, label: Key, now: number): Field => ({
  kind: 'number',
  id,
  min: 0,
  max: 100,
  label: text(label),
  hint: text('objection:form.now', { value: now }),
})
const rating = (id: string, label: Key, now: Appraisal['results']): Field => ({
  kind: 'choice',
  id,
  label: text(label),
  hint: text('objection:form.nowRated', { value: ratingText(now) }),
  options: RATINGS.map(value => ({ value, label: ratingText(value) })),
})
