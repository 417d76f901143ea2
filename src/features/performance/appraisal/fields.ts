/** The questions of the form, in the order in which an appraiser thinks of them. */

import { z } from 'zod'
import { dayAnswer } from '../../../chat/forms/schemas.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Field, Label, Text } from '../../../chat/model.ts'
import type { DescribedCriterion } from '../../../domain/criteria.ts'
import { RATINGS, type Rating } from '../../../domain/ratings.ts'
import { bandText, type Cycle } from '../cycle/api.ts'
import type { Fact } from './repository.ts'

const RATING = {
  above: 'appraisal:rating.above',
  as: 'appraisal:rating.as',
  below: 'appraisal:rating.below',
} as const satisfies Record<Rating, Key>
export const ratingText = (rating: Rating) => text(RATING[rating])

/** Characters of what is said in free words: enough to be concrete, short enough to be read. */
const LENGTH = { min: 10, max: 1500 }

export interface Start {
  name: string
  cycle: Pick<Cycle, 'rubric'>
  attendance: { score: number; facts: Fact[] } | null
  achievement: number | null
  targets: Fact[]
  trainings: { id: string; title: string }[]
  correcting: boolean
}

export function fieldsOf(start: Start): Field[] {
  const { cycle, achievement, targets, trainings, correcting } = start
  const score = (id: DescribedCriterion): Field => ({
    kind: 'number',
    id,
    min: 0,
    max: 100,
    label: text(id === 'quality' ? 'appraisal:form.quality' : 'appraisal:form.initiative'),
    hint: bands(id, cycle),
  })
  return [
    ...(correcting ? [words('reason', 'appraisal:form.reason', text('appraisal:form.reasonHint'))] : []),
    ...attendanceFields(start),
    score('quality'),
    score('initiative'),
    rating(
      'results',
      achievement === null
        ? null
        : text('appraisal:form.resultsHint', { achievement, targets: inOneLine(targets) }),
    ),
    ...(achievement === null ? [] : [explanation()]),
    rating('behaviour', text('appraisal:form.behaviourHint')),
    words('good', 'appraisal:form.good', text('appraisal:form.goodHint')),
    words('improve', 'appraisal:form.improve', text('appraisal:form.improveHint')),
    words('nextStep', 'appraisal:form.nextStep'),
    { kind: 'date', id: 'nextStepOn', label: text('appraisal:form.nextStepOn') },
    ...(trainings.length > 0 ? [training(trainings)] : []),
  ]
}

function attendanceFields({ name, attendance }: Start): Field[] {
  const asked = { kind: 'number', id: 'attendance', min: 0, max: 100 } as const
  const label = text('appraisal:form.attendance')
  if (!attendance) return [{ ...asked, label, hint: text('appraisal:form.attendanceHand', { name }) }]
  const { score, facts } = attendance
  const hint = text('appraisal:form.attendanceComputed', { name, score, facts: inOneLine(facts) })
  return [
    { ...asked, label, hint, optional: true },
    {
      kind: 'paragraph',
      id: 'attendanceReason',
      min: 5,
      max: 500,
      optional: true,
      label: text('appraisal:form.attendanceReason'),
      hint: text('appraisal:form.attendanceReasonHint'),
    },
  ]
}

/** The lines of a formula one after another, each still in the reader's words. */
function inOneLine(facts: readonly Fact[]): Text | string {
  const [first, ...rest] = facts.map(([label, value]) => text('appraisal:form.fact', { label, value }))
  if (!first) return '–'
  return rest.reduce((left, right) => text('appraisal:form.facts', { left, right }), first)
}

const bands = (criterion: DescribedCriterion, { rubric }: Start['cycle']): Text =>
  text('appraisal:form.bands', {
    four: bandText(criterion, 4, rubric),
    three: bandText(criterion, 3, rubric),
    two: bandText(criterion, 2, rubric),
    one: bandText(criterion, 1, rubric),
  })

const rating = (id: 'results' | 'behaviour', hint: Text | null): Field => ({
  kind: 'choice',
  id,
  label: text(id === 'results' ? 'appraisal:form.results' : 'appraisal:form.behaviour'),
  ...(hint && { hint }),
  options: RATINGS.map(value => ({ value, label: ratingText(value) })),
})

const words = (id: string, label: Key, hint?: Text): Field => ({
  kind: 'paragraph',
  id,
  ...LENGTH,
  label: text(label),
  ...(hint && { hint }),
})

const explanation = (): Field => ({
  kind: 'paragraph',
  id: 'explanation',
  min: 5,
  max: 500,
  optional: true,
  label: text('appraisal:form.explanation'),
  hint: text('appraisal:form.explanationHint'),
})

const training = (offered: Start['trainings']): Field => ({
  kind: 'choice',
  id: 'training',
  label: text('appraisal:form.training'),
  optional: true,
  options: offered.map(({ id, title }): { value: string; label: Label } => ({ value: id, label: title })),
})

/** What the form brings. */
export const appraisalAnswers = z.object({
  attendance: z.number().optional(),
  attendanceReason: z.string().optional(),
  quality: z.number(),
  initiative: z.number(),
  results: z.enum(RATINGS),
  behaviour: z.enum(RATINGS),
  explanation: z.string().optional(),
  good: z.string(),
  improve: z.string(),
  nextStep: z.string(),
  nextStepOn: dayAnswer,
  training: z.string().optional(),
  reason: z.string().optional(),
})
