/** The forms about a quarter as a whole: the plan, its exceptions and rubric, the deadline, reopening. */

import { z } from 'zod'
import type { Form } from '../../../chat/contributions.ts'
import { defineForm } from '../../../chat/define.ts'
import { dayAnswer, quarterArg } from '../../../chat/forms/schemas.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Field } from '../../../chat/model.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import {
  BANDS,
  type Band,
  CRITERIA,
  type Criterion,
  DEFAULT_WEIGHTS,
  DESCRIBED_CRITERIA,
} from '../../../domain/criteria.ts'
import { bandWords, publishingText, rangeOf } from './cards.ts'
import { CAN, type CycleScreensDeps, reason, reasonField, type ShowQuarter } from './officer-menu.ts'
import { suggestedPlan } from './rules.ts'

type Deps = CycleScreensDeps & { showQuarter: ShowQuarter }

/** A date field has checked it already. */
const ofQuarter = z.tuple([quarterArg])

export const quarterForms = (deps: Deps): Form[] => [
  planForm(deps),
  unitsForm(deps),
  rubricForm(deps),
  extendForm(deps),
  reopenForm(deps),
]

const WEIGHT = {
  attendance: 'cycle:plan.attendance',
  quality: 'cycle:plan.quality',
  initiative: 'cycle:plan.initiative',
} as const satisfies Record<Criterion, Key>

const planForm = ({ transitions, office, showQuarter }: Deps): Form =>
  defineForm({
    id: 'cycle.plan',
    title: text('cycle:plan.title'),
    can: CAN,
    args: ofQuarter,
    answers: z.object({
      opensOn: dayAnswer.optional(),
      deadline: dayAnswer.optional(),
      attendance: z.number().default(DEFAULT_WEIGHTS.attendance),
      quality: z.number().default(DEFAULT_WEIGHTS.quality),
      initiative: z.number().default(DEFAULT_WEIGHTS.initiative),
      publishing: z.enum(['appraiser', 'officer']),
    }),
    fields: async (_context, [quarter]) => {
      const { opensOn, deadline } = suggestedPlan(quarter, office.calendar)
      return [
        dayField('opensOn', text('cycle:plan.opensOn'), opensOn),
        dayField('deadline', text('cycle:plan.deadline'), deadline),
        ...CRITERIA.map(weightField),
        publishingField(),
      ]
    },
    submit: async (context, [quarter], answers) => {
      const { attendance, quality, initiative, publishing, opensOn, deadline } = answers
      await transitions.plan(context, quarter, {
        ...(opensOn && { opensOn }),
        ...(deadline && { deadline }),
        publishing,
        weights: { attendance, quality, initiative },
      })
      return showQuarter(context, quarter)
    },
  })

const dayField = (id: string, label: Field['label'], usual: OfficeDay): Field => ({
  kind: 'date',
  id,
  label,
  hint: text('cycle:plan.skipDay', { day: usual }),
  optional: true,
})
const weightField = (id: Criterion): Field => ({
  kind: 'number',
  id,
  min: 0,
  max: 100,
  label: text(WEIGHT[id]),
  hint: text('cycle:plan.skipWeight', { weight: DEFAULT_WEIGHTS[id] }),
  optional: true,
})
const publishingField = (): Field => ({
  kind: 'choice',
  id: 'publishing',
  label: text('cycle:plan.publishing'),
  options: (['officer', 'appraiser'] as const).map(value => ({ value, label: publishingText(value) })),
})

const unitsForm = ({ transitions, people, showQuarter }: Deps): Form =>
  defineForm({
    id: 'cycle.units',
    title: text('cycle:units.title'),
    can: CAN,
    args: ofQuarter,
    answers: z.object({ units: z.array(z.string()).default([]), reason }),
    fields: async () => [
      {
        kind: 'choices',
        id: 'units',
        label: text('cycle:units.which'),
        hint: text('cycle:units.hint'),
        optional: true,
        options: (await people.units()).map(({ id, name }) => ({ value: id, label: name })),
      },
      reasonField(text('cycle:units.reason')),
    ],
    submit: async (context, [quarter], answers) => {
      await transitions.excuseUnits(context, quarter, answers.units, answers.reason)
      return showQuarter(context, quarter)
    },
  })

const words = z.string().optional()
const bandField = (band: Band) => `band${band}` as const

const rubricForm = ({ transitions, service, showQuarter }: Deps): Form =>
  defineForm({
    id: 'cycle.rubric',
    title: text('cycle:rubric.title'),
    can: CAN,
    args: z.tuple([quarterArg, z.enum(DESCRIBED_CRITERIA)]),
    answers: z.object({ band1: words, band2: words, band3: words, band4: words }),
    fields: async (_context, [quarter, criterion]) => {
      const rubric = (await service.cycleOf(quarter))?.rubric ?? {}
      return BANDS.toReversed().map(
        ({ band }): Field => ({
          kind: 'paragraph',
          id: bandField(band),
          min: 5,
          max: 200,
          optional: true,
          label: text('cycle:rubric.band', rangeOf(band)),
          hint: text('cycle:rubric.usual', { words: bandWords(criterion, band, rubric) }),
        }),
      )
    },
    submit: async (context, [quarter, criterion], answers) => {
      const said = BANDS.flatMap(({ band }) => {
        const typed = answers[bandField(band)]
        return typed === undefined ? [] : [[band, typed] as const]
      })
      await transitions.saveRubric(context, quarter, criterion, Object.fromEntries(said))
      return showQuarter(context, quarter)
    },
  })

const extendForm = ({ transitions, service, showQuarter }: Deps): Form =>
  defineForm({
    id: 'cycle.extend',
    title: text('cycle:extend.title'),
    can: CAN,
    args: ofQuarter,
    answers: z.object({ deadline: dayAnswer, reason }),
    fields: async (_context, [quarter]) => [
      {
        kind: 'date',
        id: 'deadline',
        label: text('cycle:extend.deadline'),
        hint: text('cycle:extend.hint', { day: (await service.cycleOf(quarter))?.deadline ?? '' }),
      },
      reasonField(text('cycle:extend.reason')),
    ],
    submit: async (context, [quarter], answers) => {
      await transitions.extend(context, quarter, answers)
      return showQuarter(context, quarter)
    },
  })

const reopenForm = ({ transitions, showQuarter }: Deps): Form =>
  defineForm({
    id: 'cycle.reopen',
    title: text('cycle:reopen.title'),
    can: CAN,
    args: ofQuarter,
    answers: z.object({ reason }),
    fields: async () => [reasonField(text('cycle:reopen.reason'))],
    submit: async (context, [quarter], answers) => {
      await transitions.reopen(context, quarter, answers.reason)
      return showQuarter(context, quarter)
    },
  })
