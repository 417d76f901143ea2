/** The form of one kind of award: what for, for whom, and the open weights. */
import { z } from 'zod'
import type { Form } from '../../../../chat/contributions.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Answers, Card, Field, Problem } from '../../../../chat/model.ts'
import type { DeskDeps } from '../officer-screens.ts'
import { type Kind, MAX_ABOUT, MAX_MONTHS, MAX_NAME, MAX_REST, RECIPIENTS, weightsMake100 } from '../rules.ts'

const CAN = 'awards.manage' as const
const ALL = 'all'
const KindAnswers = z.object({
  name: z.string(),
  about: z.string(),
  forWhom: z.enum(RECIPIENTS),
  unit: z.string(),
  status: z.enum([ALL, 'PNS', 'PPPK']),
  rest: z.number().int(),
  months: z.number().int(),
  appraisal: z.enum(['yes', 'no']),
  targets: z.number().int(),
  scores: z.number().int(),
  kudos: z.number().int(),
})

export function kindForm({
  kinds,
  people,
  manageCard,
}: Pick<DeskDeps, 'kinds' | 'people'> & { manageCard(): Promise<Card> }): Form {
  return {
    id: 'award.kind-change',
    title: text('awards:form.kind'),
    can: CAN,
    fields: async () => kindFields(await people.units()),
    submit: async (context, [id = null], answers) => {
      const read = kindFrom(answers)
      if ('problems' in read) return read
      await kinds.save(context, id, read.terms)
      return { kind: 'card', over: true, card: await manageCard() }
    },
  }
}

function kindFrom(answers: Answers): { terms: Omit<Kind, 'id' | 'retiredAt'> } | { problems: Problem[] } {
  const whole = KindAnswers.safeParse(answers)
  if (!whole.success)
    return {
      problems: [{ field: String(whole.error.issues[0]?.path[0]), why: text('awards:problem.whole') }],
    }
  const { name, about, forWhom, unit, status, rest, months, appraisal, targets, scores, kudos } = whole.data
  const weights = { targets, appraisal: scores, kudos }
  if (!weightsMake100(weights))
    return {
      problems: [
        { field: 'targets', why: text('awards:problem.weights', { sum: targets + scores + kudos }) },
      ],
    }
  return {
    terms: {
      name,
      about,
      forWhom,
      weights,
      restQuarters: rest,
      minMonths: months,
      unitId: unit === ALL ? null : unit,
      status: status === ALL ? null : status,
      needsAppraisal: appraisal === 'yes',
    },
  }
}

export const kindAnswers = (kind: Kind): Answers => ({
  name: kind.name,
  about: kind.about,
  forWhom: kind.forWhom,
  unit: kind.unitId ?? ALL,
  status: kind.status ?? ALL,
  rest: kind.restQuarters,
  months: kind.minMonths,
  appraisal: kind.needsAppraisal ? 'yes' : 'no',
  targets: kind.weights.targets,
  scores: kind.weights.appraisal,
  kudos: kind.weights.kudos,
})

const weight = (id: string, label: Field['label'], hint?: Field['label']): Field => ({
  kind: 'number',
  id,
  min: 0,
  max: 100,
  label,
  ...(hint && { hint }),
})

const kindFields = (units: readonly { id: string; name: string }[]): Field[] => [
  { kind: 'line', id: 'name', max: MAX_NAME, label: text('awards:form.name') },
  { kind: 'paragraph', id: 'about', max: MAX_ABOUT, label: text('awards:form.about') },
  {
    kind: 'choice',
    id: 'forWhom',
    label: text('awards:fact.for'),
    options: RECIPIENTS.map(value => ({
      value,
      label: text(value === 'unit' ? 'awards:for.unit' : 'awards:for.person'),
    })),
  },
  {
    kind: 'choice',
    id: 'unit',
    label: text('awards:form.unit'),
    options: [
      { value: ALL, label: text('awards:fact.allUnits') },
      ...units.map(({ id, name }) => ({ value: id, label: name })),
    ],
  },
  {
    kind: 'choice',
    id: 'status',
    label: text('awards:form.status'),
    options: [
      { value: ALL, label: text('awards:form.both') },
      ...['PNS', 'PPPK'].map(value => ({ value, label: value })),
    ],
  },
  {
    kind: 'number',
    id: 'rest',
    min: 0,
    max: MAX_REST,
    label: text('awards:form.rest'),
    hint: text('awards:form.restHint'),
  },
  {
    kind: 'number',
    id: 'months',
    min: 0,
    max: MAX_MONTHS,
    label: text('awards:form.months'),
    hint: text('awards:form.monthsHint'),
  },
  {
    kind: 'choice',
    id: 'appraisal',
    label: text('awards:form.appraisal'),
    options: (['yes', 'no'] as const).map(value => ({ value, label: text(`awards:form.${value}`) })),
  },
  weight('targets', text('awards:form.weightTargets'), text('awards:form.weightHint')),
  weight('scores', text('awards:form.weightAppraisal')),
  weight('kudos', text('awards:form.weightKudos')),
]
