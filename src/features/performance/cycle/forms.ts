/** The forms of the officer's desk: the plan, its exceptions and rubric, the deadline, reopening. */

import { z } from 'zod'
import type { Form, Submitted } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Field, Reply, RequestContext } from '../../../chat/model.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import {
  BANDS,
  type Band,
  CRITERIA,
  DEFAULT_WEIGHTS,
  type DescribedCriterion,
  type Rubric,
} from '../../../domain/criteria.ts'
import { bandWords, publishingText, rangeOf } from './cards.ts'
import { CAN, type CycleScreensDeps, quarterArg, reasonField } from './officer-menu.ts'
import { type ExtendProblem, type PlanProblem, suggestedPlan } from './rules.ts'

type Over = (context: RequestContext, quarter: Quarter) => Promise<Reply>
type Deps = CycleScreensDeps & { over: Over }

const Day = z.custom<OfficeDay>(value => typeof value === 'string')
const Planned = z.object({
  opensOn: Day.optional(),
  deadline: Day.optional(),
  attendance: z.number().default(DEFAULT_WEIGHTS.attendance),
  quality: z.number().default(DEFAULT_WEIGHTS.quality),
  initiative: z.number().default(DEFAULT_WEIGHTS.initiative),
  publishing: z.enum(['appraiser', 'officer']),
})

const WEIGHT = {
  attendance: 'cycle:plan.attendance',
  quality: 'cycle:plan.quality',
  initiative: 'cycle:plan.initiative',
} as const satisfies Record<(typeof CRITERIA)[number], Key>

export function planForms(given: CycleScreensDeps, over: Over): Form[] {
  const deps = { ...given, over }
  return [planForm(deps), unitsForm(deps), rubricForm(deps), extendForm(deps), reopenForm(deps)]
}

function planForm({ life, office, over }: Deps): Form {
  const FIELD_OF: Record<PlanProblem, string> = {
    weights: 'attendance',
    'deadline-before-opening': 'deadline',
    'deadline-not-worked': 'deadline',
    'opens-before-quarter': 'opensOn',
  }
  return {
    id: 'cycle.plan',
    title: text('cycle:plan.title'),
    can: CAN,
    fields: async (_asking, [code = '']) => {
      const { opensOn, deadline } = suggestedPlan(quarterArg(code), office.calendar)
      const day = (id: string, label: Field['label'], usual: OfficeDay): Field => ({
        kind: 'date',
        id,
        label,
        hint: text('cycle:plan.skipDay', { day: usual }),
        optional: true,
      })
      return [
        day('opensOn', text('cycle:plan.opensOn'), opensOn),
        day('deadline', text('cycle:plan.deadline'), deadline),
        ...CRITERIA.map(
          (id): Field => ({
            kind: 'number',
            id,
            min: 0,
            max: 100,
            label: text(WEIGHT[id]),
            hint: text('cycle:plan.skipWeight', { weight: DEFAULT_WEIGHTS[id] }),
            optional: true,
          }),
        ),
        {
          kind: 'choice',
          id: 'publishing',
          label: text('cycle:plan.publishing'),
          options: (['officer', 'appraiser'] as const).map(value => ({
            value,
            label: publishingText(value),
          })),
        },
      ]
    },
    submit: async (context, [code = ''], answers): Promise<Submitted> => {
      const { attendance, quality, initiative, publishing, opensOn, deadline } = Planned.parse(answers)
      const plan = {
        ...(opensOn && { opensOn }),
        ...(deadline && { deadline }),
        publishing,
        weights: { attendance, quality, initiative },
      }
      const problem = await life.plan(context, quarterArg(code), plan)
      if (problem) return { problems: [{ field: FIELD_OF[problem], why: text(`cycle:problem.${problem}`) }] }
      return over(context, quarterArg(code))
    },
  }
}

function unitsForm({ life, people, over }: Deps): Form {
  const Excused = z.object({ units: z.array(z.string()).default([]), reason: z.string() })
  return {
    id: 'cycle.units',
    title: text('cycle:units.title'),
    can: CAN,
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
    submit: async (context, [code = ''], answers) => {
      const { units, reason } = Excused.parse(answers)
      await life.excuseUnits(context, quarterArg(code), units, reason)
      return over(context, quarterArg(code))
    },
  }
}

function rubricForm({ life, service, over }: Deps): Form {
  const described = (criterion = ''): DescribedCriterion =>
    criterion === 'quality' ? 'quality' : 'initiative'
  return {
    id: 'cycle.rubric',
    title: text('cycle:rubric.title'),
    can: CAN,
    fields: async (_asking, [code = '', criterion]) => {
      const rubric = (await service.cycleOf(quarterArg(code)))?.rubric ?? {}
      return BANDS.toReversed().map(
        ({ band }): Field => ({
          kind: 'paragraph',
          id: `band${band}`,
          min: 5,
          max: 200,
          optional: true,
          label: text('cycle:rubric.band', rangeOf(band)),
          hint: text('cycle:rubric.usual', { words: bandWords(described(criterion), band, rubric) }),
        }),
      )
    },
    submit: async (context, [code = '', criterion], answers) => {
      const quarter = quarterArg(code)
      const before = (await service.cycleOf(quarter))?.rubric[described(criterion)]
      const words: Partial<Record<Band, string>> = { ...before }
      for (const { band } of BANDS) {
        const said = answers[`band${band}`]
        if (typeof said === 'string') words[band] = said
      }
      const rubric: Rubric = { [described(criterion)]: words }
      await life.saveRubric(context, quarter, rubric)
      return over(context, quarter)
    },
  }
}

function extendForm({ life, service, over }: Deps): Form {
  const Extended = z.object({ deadline: Day, reason: z.string() })
  const why = (problem: ExtendProblem, deadline: OfficeDay) =>
    problem === 'not-later' ? text('cycle:problem.not-later', { deadline }) : text(`cycle:problem.${problem}`)
  return {
    id: 'cycle.extend',
    title: text('cycle:extend.title'),
    can: CAN,
    fields: async (_asking, [code = '']) => [
      {
        kind: 'date',
        id: 'deadline',
        label: text('cycle:extend.deadline'),
        hint: text('cycle:extend.hint', { day: (await service.cycleOf(quarterArg(code)))?.deadline ?? '' }),
      },
      reasonField(text('cycle:extend.reason')),
    ],
    submit: async (context, [code = ''], answers) => {
      const quarter = quarterArg(code)
      const before = (await service.cycleOf(quarter))?.deadline
      const problem = await life.extend(context, quarter, Extended.parse(answers))
      if (problem && before) return { problems: [{ field: 'deadline', why: why(problem, before) }] }
      return over(context, quarter)
    },
  }
}

function reopenForm({ life, over }: Deps): Form {
  return {
    id: 'cycle.reopen',
    title: text('cycle:reopen.title'),
    can: CAN,
    fields: async () => [reasonField(text('cycle:reopen.reason'))],
    submit: async (context, [code = ''], answers) => {
      await life.reopen(context, quarterArg(code), z.object({ reason: z.string() }).parse(answers).reason)
      return over(context, quarterArg(code))
    },
  }
}
