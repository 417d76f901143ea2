/** The form of one kind of award: what for, for whom, and the open weights. */
import { z } from 'zod'
import { defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { type Answers, type Card, type Field, InvalidAnswers } from '../../../../chat/model.ts'
import type { OfficerScreensDeps } from '../drafting/officer-screens.ts'
import { type Kind, MAX_ABOUT, MAX_MONTHS, MAX_NAME, MAX_REST, RECIPIENTS, weightsMake100 } from '../rules.ts'

const CAN = 'awards.manage' as const
const ALL = 'all'
const KindAnswers = z.object({
  name: z.string(),
  about: z.string(),
  forWhom: z.enum(RECIPIENTS),
  unit: z.string(),
  status: z.enum([ALL, 'PNS', 'PPPK']),
  rest: z.number(),
  months: z.number(),
  appraisal: z.enum(['yes', 'no']),
  targets: z.number(),
  scores: z.number(),
  kudos: z.number(),
})

export function kindForm({
  kinds,
  people,
  manageCard,
}: Pick<OfficerScreensDeps, 'kinds' | 'people'> & { manageCard(): Promise<Card> }) {
  return defineForm({
    id: 'award.kind-change',
    title: text('awards:form.kind'),
    can: CAN,
    // Of the kind that is changed; none for a new one.
    args: z.tuple([z.string().optional()]),
    answers: KindAnswers,
    fields: async () => kindFields(await people.units()),
    submit: async (context, [id = null], answers) => {
      await kinds.save(context, id, kindFrom(answers))
      return { kind: 'card', over: true, card: await manageCard() }
    },
  })
}

/** @throws InvalidAnswers for a number that is not whole, and for weights that do not make 100 together */
function kindFrom(answers: z.infer<typeof KindAnswers>): Omit<Kind, 'id' | 'retiredAt'> {
  const { rest, months, targets, scores, kudos } = answers
  const wrong = Object.entries({ rest, months, targets, scores, kudos }).find(
    ([, value]) => !Number.isInteger(value),
  )
  if (wrong) throw new InvalidAnswers({ field: wrong[0], why: text('awards:problem.whole') })
  const weights = { targets, appraisal: scores, kudos }
  if (!weightsMake100(weights)) {
    const sum = targets + scores + kudos
    throw new InvalidAnswers({ field: 'targets', why: text('awards:problem.weights', { sum }) })
  }
  return {
    name: answers.name,
    about: answers.about,
    forWhom: answers.forWhom,
    weights,
    restQuarters: rest,
    minMonths: months,
    unitId: answers.unit === ALL ? null : answers.unit,
    status: answers.status === ALL ? null : answers.status,
    needsAppraisal: answers.appraisal === 'yes',
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
