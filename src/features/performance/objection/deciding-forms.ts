/** The result stays, the objection is rejected, or the result is changed. */

import { z } from 'zod'
import type { Form } from '../../../chat/contributions.ts'
import { defineForm } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import { type Block, type Field, Refusal } from '../../../chat/model.ts'
import { RATINGS } from '../../../domain/ratings.ts'
import { type Appraisal, ratingText, scoreBlocks } from '../appraisal/api.ts'
import type { Cycle } from '../cycle/api.ts'
import { USE } from './abilities.ts'
import type { Access } from './access.ts'
import { decideArgs, idArgs } from './args.ts'
import { decisionText } from './cards.ts'
import type { Deciding } from './deciding.ts'
import type { ObjectionDeps } from './deps.ts'
import { type ShowObjection, wordsAnswer, wordsField } from './form-parts.ts'
import { REASON } from './rules.ts'

const changeAnswers = z.object({
  attendance: z.number(),
  quality: z.number(),
  initiative: z.number(),
  results: z.enum(RATINGS),
  behaviour: z.enum(RATINGS),
  said: z.string(),
})

interface DecidingFormDeps {
  deciding: Deciding
  access: Pick<Access, 'mustDecide'>
  show: ShowObjection
}

const final: Block = { kind: 'text', text: text('objection:form.final') }

export const decideForm = ({ deciding, access, show }: DecidingFormDeps): Form =>
  defineForm({
    id: 'objection.decide',
    title: text('objection:form.decide'),
    can: USE,
    confidential: true,
    args: decideArgs,
    answers: wordsAnswer,
    fields: async (context, [objectionId]) => {
      await access.mustDecide(context, objectionId)
      return [wordsField('objection:form.why', 'objection:form.whyHint', REASON)]
    },
    lastLook: async (_context, [, decision]) => [
      { kind: 'facts', rows: [[text('objection:fact.decision'), decisionText(decision)]] },
      final,
    ],
    submit: async (context, [objectionId, decision], answers) => {
      await deciding.decide(context, objectionId, { decision, reason: answers.said })
      return show(context, objectionId)
    },
  })

interface ChangeFormDeps extends DecidingFormDeps, Pick<ObjectionDeps, 'appraisal' | 'cycle'> {}

export const changeForm = (deps: ChangeFormDeps): Form =>
  defineForm({
    id: 'objection.change',
    title: text('objection:form.change'),
    can: USE,
    confidential: true,
    args: idArgs,
    answers: changeAnswers,
    fields: async (context, [objectionId]) => {
      const { assignmentId } = await deps.access.mustDecide(context, objectionId)
      const { appraisal } = await currentResult(deps, assignmentId)
      return [
        number('attendance', 'objection:form.attendance', appraisal.attendance),
        number('quality', 'objection:form.quality', appraisal.quality),
        number('initiative', 'objection:form.initiative', appraisal.initiative),
        rating('results', 'objection:form.results', appraisal.results),
        rating('behaviour', 'objection:form.behaviour', appraisal.behaviour),
        wordsField('objection:form.why', 'objection:form.whyHint', REASON),
      ]
    },
    lastLook: async (context, [objectionId], change) => {
      const { assignmentId } = await deps.access.mustDecide(context, objectionId)
      const { cycle } = await currentResult(deps, assignmentId)
      return [...scoreBlocks(change, change, cycle.weights), final]
    },
    submit: async (context, [objectionId], { said: reason, results, behaviour, ...scores }) => {
      const change = { scores, results, behaviour }
      await deps.deciding.decide(context, objectionId, { decision: 'changed', reason, change })
      return deps.show(context, objectionId)
    },
  })

/** The version that is objected to, with its quarter. @throws Refusal when either is gone */
async function currentResult(
  { appraisal, cycle }: Pick<ObjectionDeps, 'appraisal' | 'cycle'>,
  assignmentId: string,
): Promise<{ appraisal: Appraisal; cycle: Cycle }> {
  const [latest] = await appraisal.access.versions(assignmentId)
  const found = latest && (await cycle.cycleOf(latest.quarter))
  if (!latest || !found) throw new Refusal(text('chat:refused.button'))
  return { appraisal: latest, cycle: found }
}

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
