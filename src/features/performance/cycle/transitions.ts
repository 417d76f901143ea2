/** A quarter's life: planned, opened, extended, closed, published, reopened. Each step is one transaction. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext, type Text } from '../../../chat/model.ts'
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Rubric } from '../../../domain/criteria.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { withoutAppraiser } from './current-appraiser.ts'
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
import type { CycleDeps } from './service.ts'
import { snapshot } from './snapshot.ts'

export type Life = ReturnType<typeof createLife>

export function createLife({ db, ids, audit, office }: CycleDeps) {
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  /** Runs one step under the quarter's lock, and writes it down. */
  async function step<T>(
    quarter: Quarter,
    { actorId, now, action }: { actorId: string | null; now: Date; action: string },
    take: (tx: Tx, cycle: Cycle | null) => Promise<{ result: T; detail: Record<string, unknown> } | null>,
  ): Promise<T | null> {
    return db.transaction(async tx => {
      await db.lock(tx, `cycle:${quarter}`)
      const taken = await take(tx, await repository.cycleOf(tx, quarter))
      if (!taken) return null
      const { result, detail } = taken
      await audit.note(tx, { at: now, actorId, action, subject: quarter, detail })
      return result
    })
  }
  const by = ({ actor, now }: RequestContext, action: string) => ({ actorId: actor.personId, now, action })

  async function plan(
    context: RequestContext,
    quarter: Quarter,
    wanted: Partial<Plan>,
  ): Promise<PlanProblem | null> {
    const usual = suggestedPlan(quarter, office.calendar)
    const made = { ...usual, ...wanted }
    const problem = problemWith(quarter, made, office.calendar)
    if (problem) return problem
    await step(quarter, by(context, 'cycle.planned'), async (tx, before) => {
      if (before && before.stage !== 'planned') throw new Refusal(text('cycle:refused.opened'))
      const rubric = before?.rubric ?? {}
      await repository.savePlan(
        tx,
        { quarter, ...made, rubric, newcomersFrom: newcomersFrom(quarter) },
        context.now,
      )
      return { result: null, detail: { ...made } }
    })
    return null
  }

  async function excuseUnits(
    context: RequestContext,
    quarter: Quarter,
    unitIds: readonly string[],
    reason: string,
  ): Promise<void> {
    await step(quarter, by(context, 'cycle.units-excused'), async (tx, before) => {
      mustBe(before, 'planned')
      await repository.excuseUnits(tx, quarter, unitIds, reason)
      return { result: null, detail: { units: [...unitIds] } }
    })
  }

  async function saveRubric(context: RequestContext, quarter: Quarter, rubric: Rubric): Promise<void> {
    await step(quarter, by(context, 'cycle.rubric'), async (tx, before) => {
      const { rubric: known } = mustBe(before, 'planned')
      await repository.changeCycle(tx, quarter, { rubric: { ...known, ...rubric } })
      return { result: null, detail: { criteria: Object.keys(rubric) } }
    })
  }

  /** Takes the snapshot: from here on weights and rubric are fixed. Opening twice opens once. */
  async function open(quarter: Quarter, now: Date, actorId: string | null): Promise<void> {
    await step(quarter, { actorId, now, action: 'cycle.opened' }, async (tx, before) => {
      if (!before) throw new Refusal(text('cycle:refused.unplanned'))
      if (before.stage !== 'planned') return null
      // One at a time: people would be reminded of two at once, and not know which list they look at.
      await db.lock(tx, 'cycle.open')
      const [running] = await repository.cycles(tx, ['open'])
      if (running && actorId) throw new Refusal(text('cycle:refused.another-open'))
      if (running) return null
      const day = today(now)
      const assigned = await snapshot(tx, ids, { cycle: before, day, now })
      // Opened earlier or later than planned: from here on, what was is what is told.
      await repository.changeCycle(tx, quarter, { stage: 'open', openedAt: now, opensOn: day })
      const { weights, deadline, rubric, publishing } = before
      return { result: null, detail: { weights, deadline, rubric, publishing, assigned } }
    })
  }

  async function extend(
    context: RequestContext,
    quarter: Quarter,
    wanted: { deadline: OfficeDay; reason: string },
  ): Promise<ExtendProblem | null> {
    let problem: ExtendProblem | null = null
    await step(quarter, by(context, 'cycle.extended'), async (tx, before) => {
      const { deadline } = mustBe(before, 'open')
      problem = extendProblem(deadline, wanted.deadline, {
        today: today(context.now),
        calendar: office.calendar,
      })
      if (problem) return null
      await repository.changeCycle(tx, quarter, { deadline: wanted.deadline })
      return { result: null, detail: { from: deadline, to: wanted.deadline, reason: wanted.reason } }
    })
    return problem
  }

  const close = (context: RequestContext, quarter: Quarter) =>
    step(quarter, by(context, 'cycle.closed'), async (tx, before) => {
      if (before?.stage === 'closed') return null
      mustBe(before, 'open')
      await repository.changeCycle(tx, quarter, { stage: 'closed', closedAt: context.now })
      return { result: null, detail: {} }
    })

  const reopen = (context: RequestContext, quarter: Quarter, reason: string) =>
    step(quarter, by(context, 'cycle.reopened'), async (tx, before) => {
      if (before?.stage === 'open') return null
      mustBe(before, 'closed')
      await repository.changeCycle(tx, quarter, { stage: 'open', closedAt: null })
      return { result: null, detail: { reason } }
    })

  const publish = (context: RequestContext, quarter: Quarter) =>
    step(quarter, by(context, 'cycle.published'), async (tx, before) => {
      if (before?.stage === 'published') return null
      mustBe(before, 'closed')
      await repository.changeCycle(tx, quarter, { stage: 'published', publishedAt: context.now })
      return { result: null, detail: {} }
    })

  /** Opens what was planned for today or before. */
  async function openDue(now: Date): Promise<void> {
    for (const { quarter, opensOn } of await repository.cycles(db.client, ['planned']))
      if (opensOn <= today(now)) await open(quarter, now, null)
  }

  return {
    plan,
    excuseUnits,
    saveRubric,
    extend,
    close,
    reopen,
    publish,
    openDue,
    openNow: ({ actor, now }: RequestContext, quarter: Quarter) => open(quarter, now, actor.personId),
    gaps: (quarter: Quarter, now: Date, offset = 0) =>
      withoutAppraiser(db.client, quarter, today(now), { offset }),
  }
}

const NOT: Record<Stage, Text> = {
  planned: text('cycle:refused.opened'),
  open: text('cycle:refused.not-open'),
  closed: text('cycle:refused.not-closed'),
  published: text('cycle:refused.not-closed'),
}
function mustBe(cycle: Cycle | null, stage: Stage): Cycle {
  if (cycle?.stage !== stage) throw new Refusal(NOT[stage])
  return cycle
}
