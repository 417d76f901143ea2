/** The forms of targets: a row of the SKP, a report, and the reasons for a no. */
import { z } from 'zod'
import type { Form, Submitted } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Answers, Field, RequestContext } from '../../../chat/model.ts'
import { EVIDENCE_MIMES, MAX_EVIDENCE_BYTES } from '../../../platform/files/evidence.ts'
import type { Access } from './access.ts'
import type { AnswerWork } from './answers.ts'
import { aspectText, directionText } from './cards.ts'
import type { ProgressWork } from './progress.ts'
import type { Target } from './repository.ts'
import { ASPECTS, DIRECTIONS, MAX_VALUE, problemWith, type Terms } from './rules.ts'
import type { TargetWork } from './service.ts'

export const CAN = 'target.use' as const
const TermsAnswers = z.object({
  result: z.string(),
  indicator: z.string(),
  aspect: z.enum(ASPECTS).optional(),
  direction: z.enum(DIRECTIONS),
  value: z.number().optional(),
  unit: z.string().optional(),
  weight: z.number(),
})
const Report = z.object({
  value: z.number().optional(),
  done: z.enum(['yes', 'no']).optional(),
  note: z.string().optional(),
  file: z.object({ id: z.string(), name: z.string(), mime: z.string() }).optional(),
})
const Reason = z.object({ reason: z.string() })

export interface FormsDeps {
  access: Access
  service: TargetWork
  answers: AnswerWork
  progress: ProgressWork
  /** What is shown once it is done. */
  board(context: RequestContext, personId: string, quarter: string): Promise<Submitted>
  detail(context: RequestContext, id: string): Promise<Submitted>
}

export function targetForms({
  access,
  service,
  answers: saying,
  progress,
  board,
  detail,
}: FormsDeps): Form[] {
  const termsForm = (id: string, submit: Form['submit'], title: Form['title']): Form => ({
    id,
    title,
    can: CAN,
    confidential: true,
    submit,
    fields: async () => TERMS_FIELDS,
  })
  const proposeForm = termsForm(
    'target.propose',
    async (context, [personId = '', code = ''], answers) => {
      const read = termsFrom(answers)
      if ('problems' in read) return read
      await service.propose(context, { personId, quarter: access.quarter(code) }, read)
      return board(context, personId, code)
    },
    text('targets:form.propose'),
  )
  const changeForm = termsForm(
    'target.change',
    async (context, [id = ''], answers) => {
      const read = termsFrom(answers)
      if ('problems' in read) return read
      await service.change(context, id, read)
      return detail(context, id)
    },
    text('targets:form.change'),
  )
  const reportForm: Form = {
    id: 'target.report',
    title: text('targets:form.report'),
    can: CAN,
    confidential: true,
    fields: async (_asking, [id = '']) => reportFields(await access.target(id)),
    submit: async (context, [id = ''], answers) => {
      const { value, done, note = null, file = null } = Report.parse(answers)
      await progress.report(context, id, { value: value ?? (done === 'yes' ? 1 : 0), note, file })
      return detail(context, id)
    },
  }
  const reasonForm = (
    id: string,
    title: Form['title'],
    label: Form['title'],
    submit: Form['submit'],
  ): Form => ({
    id,
    title,
    can: CAN,
    confidential: true,
    submit,
    fields: async () => [{ kind: 'paragraph', id: 'reason', min: 5, max: 1000, label }],
  })
  const declineForm = reasonForm(
    'target.decline',
    text('targets:form.decline'),
    text('targets:form.declineReason'),
    async (context, [id = ''], answers) => {
      const target = await saying.decline(context, id, Reason.parse(answers).reason)
      return detail(context, target.id)
    },
  )
  const askBackForm = reasonForm(
    'target.ask-back',
    text('targets:form.askBack'),
    text('targets:form.askBackReason'),
    async (context, [id = ''], answers) => {
      const target = await progress.decide(context, id, Reason.parse(answers).reason)
      return detail(context, target.id)
    },
  )
  return [proposeForm, changeForm, reportForm, declineForm, askBackForm]
}

function termsFrom(
  answers: Answers,
): Terms | { problems: { field: string; why: ReturnType<typeof text> }[] } {
  const { aspect = null, value, unit, direction, ...rest } = TermsAnswers.parse(answers)
  const yesno = direction === 'yesno'
  if (!yesno && value === undefined)
    return { problems: [{ field: 'value', why: text('targets:problem.value') }] }
  if (!yesno && unit === undefined)
    return { problems: [{ field: 'unit', why: text('targets:problem.unit') }] }
  const terms: Terms = { ...rest, aspect, direction, value: yesno ? 1 : (value ?? 0), unit: unit ?? '' }
  const problem = problemWith(terms)
  return problem ? { problems: [{ field: problem, why: text('targets:problem.weight') }] } : terms
}

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

function reportFields({ direction, unit, result }: Target): Field[] {
  const value: Field =
    direction === 'yesno'
      ? {
          kind: 'choice',
          id: 'done',
          label: text('targets:form.done', { result }),
          options: [
            { value: 'yes', label: text('targets:value.yes') },
            { value: 'no', label: text('targets:value.no') },
          ],
        }
      : {
          kind: 'number',
          id: 'value',
          min: 0,
          max: MAX_VALUE,
          label: text('targets:form.value', { result, unit }),
          hint: text('targets:form.soFar'),
        }
  return [
    value,
    { kind: 'paragraph', id: 'note', max: 1000, optional: true, label: text('targets:form.note') },
    {
      kind: 'file',
      id: 'file',
      mimes: EVIDENCE_MIMES,
      maxBytes: MAX_EVIDENCE_BYTES,
      optional: true,
      label: text('targets:form.file'),
    },
  ]
}
