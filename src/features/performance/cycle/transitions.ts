/** The stages of a quarter: planned, opened, extended, closed, published, reopened. Each step is one transaction. */
import { text } from '../../../chat/i18n/words.ts'
import { InvalidAnswers, Refusal, type RequestContext, type Text } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Band, DescribedCriterion } from '../../../domain/criteria.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact, WorkContext } from '../../../platform/unit-of-work.ts'
import { createStep, type TakeStep } from './quarter-step.ts'
import * as repository from './repository.ts'
import {
  type Cycle,
  type ExtendProblem,
  extendProblem,
  newcomersFrom,
  type Plan,
  type PlanProblem,
  problemWith,
  type Stage,
  suggestedPlan,
} from './rules.ts'
import { snapshot } from './snapshot.ts'

export interface TransitionsDeps {
  db: Database
  transact: Transact
  ids: Ids
  office: Office
}
export type Transitions = ReturnType<typeof createTransitions>

export function createTransitions(deps: TransitionsDeps) {
  const step = createStep(deps.transact)
  return {
    ...createPlanning(step, deps.office),
    ...createOpening(step, deps),
    extend: createExtend(step, deps.office),
    ...createEnding(step),
  }
}

/** What an officer sets before a quarter opens: the plan, the units left out, the rubric. */
function createPlanning(step: TakeStep, { calendar }: Office) {
  /**
   * Plans a quarter that has not opened; what is not said is as usual.
   * @throws InvalidAnswers at the field of the form that does not fit
   */
  async function plan(context: RequestContext, quarter: Quarter, wanted: Partial<Plan>): Promise<void> {
    const made = { ...suggestedPlan(quarter, calendar), ...wanted }
    const problem = problemWith(quarter, made, calendar)
    if (problem) throw new InvalidAnswers({ field: FIELD[problem], why: text(`cycle:problem.${problem}`) })
    await step(context, {
      quarter,
      action: 'cycle.planned',
      take: async ({ tx, now }, before) => {
        if (before && before.stage !== 'planned') throw new Refusal(text('cycle:refused.opened'))
        const row = {
          quarter,
          ...made,
          rubric: before?.rubric ?? {},
          newcomersFrom: newcomersFrom(quarter),
        }
        await repository.savePlan(tx, row, now)
        return made
      },
    })
  }

  const excuseUnits = (
    context: RequestContext,
    quarter: Quarter,
    unitIds: readonly string[],
    reason: string,
  ) => {
    if (unitIds.includes(context.actor.unitId)) throw new Refusal(text('cycle:refused.ownUnit'))
    return step(context, {
      quarter,
      action: 'cycle.units-excused',
      take: async ({ tx }, before) => {
        mustBe(before, 'planned')
        await repository.excuseUnits(tx, quarter, unitIds, reason)
        return { units: [...unitIds] }
      },
    })
  }

  /** Bands that are not named keep their words. */
  const saveRubric = (
    context: RequestContext,
    quarter: Quarter,
    criterion: DescribedCriterion,
    words: Partial<Record<Band, string>>,
  ) =>
    step(context, {
      quarter,
      action: 'cycle.rubric',
      take: async ({ tx }, before) => {
        const { rubric } = mustBe(before, 'planned')
        const changed = { ...rubric, [criterion]: { ...rubric[criterion], ...words } }
        await repository.changeCycle(tx, quarter, { rubric: changed })
        return { criteria: [criterion] }
      },
    })

  return { plan, excuseUnits, saveRubric }
}

function createOpening(step: TakeStep, { db, ids, office }: TransitionsDeps) {
  /**
   * Takes the snapshot: from here on weights and rubric are fixed. Opening twice opens once. While another quarter
   * is open an officer is refused, and the tick waits.
   */
  const open = (context: WorkContext, quarter: Quarter) =>
    step(context, {
      quarter,
      action: 'cycle.opened',
      // One at a time: people would be reminded of two at once, and not know which list they look at.
      locks: ['cycle.open'],
      take: async ({ tx, now }, before) => {
        if (!before) throw new Refusal(text('cycle:refused.unplanned'))
        if (before.stage !== 'planned') return null
        const [running] = await repository.cycles(tx, ['open'])
        if (running && context.actor) throw new Refusal(text('cycle:refused.another-open'))
        if (running) return null
        const day = office.today(now)
        const assigned = await snapshot(tx, ids, { cycle: before, day, now })
        // Opened earlier or later than planned: from here on, what was is what is told.
        await repository.changeCycle(tx, quarter, { stage: 'open', openedAt: now, opensOn: day })
        const { weights, deadline, rubric, publishing } = before
        return { weights, deadline, rubric, publishing, assigned }
      },
    })

  /** Opens what was planned for today or before. */
  async function openDue(now: Date): Promise<void> {
    for (const { quarter, opensOn } of await repository.cycles(db.client, ['planned']))
      if (opensOn <= office.today(now)) await open({ now }, quarter)
  }
  return { open, openDue }
}

/** Moves the deadline to a later day. @throws InvalidAnswers where the day does not fit */
const createExtend =
  (step: TakeStep, { today, calendar }: Office) =>
  (context: RequestContext, quarter: Quarter, wanted: { deadline: OfficeDay; reason: string }) =>
    step(context, {
      quarter,
      action: 'cycle.extended',
      take: async ({ tx, now }, before) => {
        const { deadline } = mustBe(before, 'open')
        const problem = extendProblem(deadline, wanted.deadline, { today: today(now), calendar })
        if (problem) throw new InvalidAnswers({ field: 'deadline', why: whyNot(problem, deadline) })
        await repository.changeCycle(tx, quarter, { deadline: wanted.deadline })
        return {
          from: deadline,
          to: wanted.deadline,
          reason: wanted.reason,
        }
      },
    })

function createEnding(step: TakeStep) {
  /** From one stage to another. Taken twice, it is taken once. */
  const move = (
    context: RequestContext,
    quarter: Quarter,
    { action, from, change, detail = {} }: Move,
  ): Promise<void> =>
    step(context, {
      quarter,
      action,
      take: async ({ tx }, before) => {
        if (before?.stage === change.stage) return null
        mustBe(before, from)
        await repository.changeCycle(tx, quarter, change)
        return detail
      },
    })

  return {
    close: (context: RequestContext, quarter: Quarter) =>
      move(context, quarter, {
        action: 'cycle.closed',
        from: 'open',
        change: { stage: 'closed', closedAt: context.now },
      }),
    reopen: (context: RequestContext, quarter: Quarter, reason: string) =>
      move(context, quarter, {
        action: 'cycle.reopened',
        from: 'closed',
        change: { stage: 'open', closedAt: null },
        detail: { reason },
      }),
    publish: (context: RequestContext, quarter: Quarter) =>
      move(context, quarter, {
        action: 'cycle.published',
        from: 'closed',
        change: { stage: 'published', publishedAt: context.now },
      }),
  }
}
interface Move {
  action: string
  from: Stage
  change: Parameters<typeof repository.changeCycle>[2]
  detail?: Record<string, unknown>
}

/** The field of the plan's form at which a problem is told. */
const FIELD: Record<PlanProblem, string> = {
  weights: 'attendance',
  'deadline-before-opening': 'deadline',
  'deadline-not-worked': 'deadline',
  'opens-before-quarter': 'opensOn',
}
const whyNot = (problem: ExtendProblem, deadline: OfficeDay): Text =>
  problem === 'not-later' ? text('cycle:problem.not-later', { deadline }) : text(`cycle:problem.${problem}`)

const NOT_IN_STAGE: Record<Stage, Text> = {
  planned: text('cycle:refused.opened'),
  open: text('cycle:refused.not-open'),
  closed: text('cycle:refused.not-closed'),
  published: text('cycle:refused.not-closed'),
}
/** @throws Refusal where the quarter is in another stage */
function mustBe(cycle: Cycle | null, stage: Stage): Cycle {
  if (cycle?.stage !== stage) throw new Refusal(NOT_IN_STAGE[stage])
  return cycle
}
