/** The forms of proposals: a row of the SKP, and why it is declined. */

import { z } from 'zod'
import { defineForm } from '../../../chat/define.ts'
import { quarterArg } from '../../../chat/forms/schemas.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Answers, type Field, InvalidAnswers } from '../../../chat/model.ts'
import { CAN, reasonAnswers, reasonField } from './actions.ts'
import type { Answering } from './answering.ts'
import { aspectText, directionText } from './cards.ts'
import type { Proposing } from './proposing.ts'
import { ASPECTS, DIRECTIONS, MAX_VALUE, problemWith, type Terms } from './rules.ts'
import { over, type Views } from './views.ts'

const Proposed = z.object({
  result: z.string(),
  indicator: z.string(),
  aspect: z.enum(ASPECTS).optional(),
  direction: z.enum(DIRECTIONS),
  value: z.number().optional(),
  unit: z.string().optional(),
  weight: z.number(),
})

export function proposalForms(
  { proposing, answering }: { proposing: Proposing; answering: Answering },
  views: Views,
) {
  const propose = defineForm({
    id: 'target.propose',
    title: text('targets:form.propose'),
    can: CAN,
    confidential: true,
    args: z.tuple([z.string(), quarterArg]),
    answers: Proposed,
    fields: async () => TERMS_FIELDS,
    submit: async (context, [personId, quarter], answers) => {
      await proposing.propose(context, { personId, quarter }, termsFrom(answers))
      return over(await views.board(context, { personId, quarter }))
    },
  })
  const change = defineForm({
    id: 'target.change',
    title: text('targets:form.change'),
    can: CAN,
    confidential: true,
    args: z.tuple([z.string()]),
    answers: Proposed,
    fields: async () => TERMS_FIELDS,
    submit: async (context, [id], answers) => {
      await proposing.change(context, id, termsFrom(answers))
      return over(await views.detail(context, id))
    },
  })
  const decline = defineForm({
    id: 'target.decline',
    title: text('targets:form.decline'),
    can: CAN,
    confidential: true,
    args: z.tuple([z.string()]),
    answers: reasonAnswers,
    fields: async () => [reasonField(text('targets:form.declineReason'))],
    submit: async (context, [id], { reason }) => {
      const target = await answering.decline(context, id, reason)
      return over(await views.detail(context, target.id))
    },
  })
  return [propose, change, decline]
}

/** @throws InvalidAnswers where value, unit or weight is not right */
function termsFrom({ aspect, value, unit, direction, ...rest }: z.infer<typeof Proposed>): Terms {
  const yesno = direction === 'yesno'
  if (!yesno && value === undefined)
    throw new InvalidAnswers({ field: 'value', why: text('targets:problem.value') })
  if (!yesno && unit === undefined)
    throw new InvalidAnswers({ field: 'unit', why: text('targets:problem.unit') })
  const terms: Terms = {
    ...rest,
    aspect: aspect ?? null,
    direction,
    value: yesno ? 1 : (value ?? 0),
    unit: unit ?? '',
  }
  const problem = problemWith(terms)
  if (problem) throw new InvalidAnswers({ field: problem, why: text('targets:problem.weight') })
  return terms
}

/** What the form is filled with when a target is changed. */
export function termsAnswers({ result, indicator, aspect, direction, value, unit, weight }: Terms): Answers {
  return {
    result,
    indicator,
    direction,
    weight,
    ...(aspect && { aspect }),
    ...(direction !== 'yesno' && { value, unit }),
  }
}

const TERMS_FIELDS: Field[] = [
  {
    kind: 'line',
    id: 'result',
    min: 5,
    max: 300,
    label: text('targets:fact.result'),
    hint: text('targets:form.resultHint'),
  },
  {
    kind: 'line',
    id: 'indicator',
    min: 3,
    max: 300,
    label: text('targets:fact.indicator'),
    hint: text('targets:form.indicatorHint'),
  },
  {
    kind: 'choice',
    id: 'direction',
    label: text('targets:form.direction'),
    options: DIRECTIONS.map(value => ({ value, label: directionText(value) })),
  },
  {
    kind: 'number',
    id: 'value',
    min: 0,
    max: MAX_VALUE,
    optional: true,
    label: text('targets:fact.goal'),
    hint: text('targets:form.valueHint'),
  },
  {
    kind: 'line',
    id: 'unit',
    max: 40,
    optional: true,
    label: text('targets:fact.unit'),
    hint: text('targets:form.unitHint'),
  },
  {
    kind: 'number',
    id: 'weight',
    min: 1,
    max: 100,
    label: text('targets:fact.weight'),
    hint: text('targets:form.weightHint'),
  },
  {
    kind: 'choice',
    id: 'aspect',
    optional: true,
    label: text('targets:fact.aspect'),
    options: ASPECTS.map(value => ({ value, label: aspectText(value) })),
  },
]
