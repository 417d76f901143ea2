/** Filing, asking, explaining, deciding and naming: the questions of each, in order. */
import { z } from 'zod'
import type { Form, Submitted } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Answers, Block, Field, FileRef, RequestContext } from '../../../chat/model.ts'
import { RATINGS } from '../../../domain/ratings.ts'
import type { Appraisal } from '../appraisal/api.ts'
import { ratingText, scoreBlocks } from '../appraisal/api.ts'
import type { Cycle } from '../cycle/api.ts'
import { DECISIONS, EXPLANATION, FILE, REASON } from './rules.ts'

export const USE = 'objection.use'
export const MANAGE = 'objection.manage'
/** A reason is thought over: it waits as long as one may object. */
const KEEP_HOURS = 14 * 24

const File = z.object({ id: z.string(), name: z.string(), mime: z.string() })
const Filed = z.object({ reason: z.string(), file: File.optional() })
const Said = z.object({ said: z.string() })
const Named = z.object({ decider: z.array(z.string()) })
const Changed = z.object({
  attendance: z.number(),
  quality: z.number(),
  initiative: z.number(),
  results: z.enum(RATINGS),
  behaviour: z.enum(RATINGS),
  said: z.string(),
})
export type Change = z.infer<typeof Changed>

const words = (label: Key, hint: Key, length: { min: number; max: number }): Field => ({
  kind: 'paragraph',
  id: 'said',
  ...length,
  label: text(label),
  hint: text(hint),
})

/** What each form does when it is sent; built in screens.ts. */
export interface FormMoves {
  mayFile(context: RequestContext, appraisalId: string): Promise<unknown>
  file(
    context: RequestContext,
    appraisalId: string,
    said: { reason: string; file?: FileRef | undefined },
  ): Promise<Submitted>
  ask(context: RequestContext, id: string, said: { side: string; question: string }): Promise<Submitted>
  mayDecide(context: RequestContext, id: string): Promise<{ appraisal: Appraisal; cycle: Cycle }>
  mayExplain(context: RequestContext, questionId: string): Promise<{ question: string }>
  explain(context: RequestContext, questionId: string, answer: string): Promise<Submitted>
  decide(
    context: RequestContext,
    id: string,
    said: { decision: 'stays' | 'rejected'; reason: string },
  ): Promise<Submitted>
  change(context: RequestContext, id: string, change: Change): Promise<Submitted>
  mayName(context: RequestContext, id: string): Promise<unknown>
  name(context: RequestContext, id: string, deciderId: string): Promise<Submitted>
}

export function objectionForms(moves: FormMoves): Form[] {
  const confidential = true as const
  const fileForm: Form = {
    id: 'objection.file',
    title: text('objection:form.file'),
    can: USE,
    confidential,
    keepHours: KEEP_HOURS,
    fields: async (context, [id = '']) => {
      await moves.mayFile(context, id)
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
    submit: (context, [id = ''], answers) => moves.file(context, id, Filed.parse(answers)),
  }
  const askForm: Form = {
    id: 'objection.ask',
    title: text('objection:form.ask'),
    can: USE,
    confidential,
    fields: async (context, [id = '']) => {
      await moves.mayDecide(context, id)
      return [words('objection:form.question', 'objection:form.questionHint', EXPLANATION)]
    },
    submit: (context, [id = '', side = ''], answers) =>
      moves.ask(context, id, { side, question: Said.parse(answers).said }),
  }
  const explainForm: Form = {
    id: 'objection.explain',
    title: text('objection:form.explain'),
    can: USE,
    confidential,
    keepHours: KEEP_HOURS,
    fields: async (context, [id = '']) => {
      await moves.mayExplain(context, id)
      return [words('objection:form.explanation', 'objection:form.explanationHint', EXPLANATION)]
    },
    submit: (context, [id = ''], answers) => moves.explain(context, id, Said.parse(answers).said),
  }
  const nameForm: Form = {
    id: 'objection.name',
    title: text('objection:form.name'),
    can: MANAGE,
    confidential,
    fields: async (context, [id = '']) => {
      await moves.mayName(context, id)
      const label = text('objection:form.decider')
      return [
        { kind: 'person', id: 'decider', among: 'office', label, hint: text('objection:form.deciderHint') },
      ]
    },
    submit: (context, [id = ''], answers) => moves.name(context, id, Named.parse(answers).decider[0] ?? ''),
  }
  return [fileForm, askForm, explainForm, nameForm, decideForm(moves), changeForm(moves)]
}

const final: Block = { kind: 'text', text: text('objection:form.final') }

const decideForm = (moves: FormMoves): Form => ({
  id: 'objection.decide',
  title: text('objection:form.decide'),
  can: USE,
  confidential: true,
  fields: async (context, [id = '']) => {
    await moves.mayDecide(context, id)
    return [words('objection:form.why', 'objection:form.whyHint', REASON)]
  },
  lastLook: async (_asking, [, decision = '']) => {
    const found = DECISIONS.find(one => one === decision) ?? 'stays'
    return [
      { kind: 'facts', rows: [[text('objection:fact.decision'), text(`objection:decision.${found}`)]] },
      final,
    ]
  },
  submit: (context, [id = '', decision = ''], answers) =>
    moves.decide(context, id, {
      decision: decision === 'rejected' ? 'rejected' : 'stays',
      reason: Said.parse(answers).said,
    }),
})

const changeForm = (moves: FormMoves): Form => ({
  id: 'objection.change',
  title: text('objection:form.change'),
  can: USE,
  confidential: true,
  fields: async (context, [id = '']) => {
    const { appraisal } = await moves.mayDecide(context, id)
    return [
      number('attendance', 'objection:form.attendance', appraisal.attendance),
      number('quality', 'objection:form.quality', appraisal.quality),
      number('initiative', 'objection:form.initiative', appraisal.initiative),
      rating('results', 'objection:form.results', appraisal.results),
      rating('behaviour', 'objection:form.behaviour', appraisal.behaviour),
      words('objection:form.why', 'objection:form.whyHint', REASON),
    ]
  },
  lastLook: async (context, [id = ''], answers: Answers) => {
    const { cycle } = await moves.mayDecide(context, id)
    const change = Changed.parse(answers)
    return [...scoreBlocks(change, change, cycle.weights), final]
  },
  submit: (context, [id = ''], answers) => moves.change(context, id, Changed.parse(answers)),
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
