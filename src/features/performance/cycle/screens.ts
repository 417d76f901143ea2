/** The officer's desk: one card a quarter, with the steps its phase allows. */

import { z } from 'zod'
import { type Action, type Contributions, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Reply, RequestContext, Text } from '../../../chat/model.ts'
import { dayOf } from '../../../domain/calendar/office-day.ts'
import { nextQuarter, previousQuarter, type Quarter, quarterOf } from '../../../domain/calendar/quarter.ts'
import { cycleCard, quarterText } from './cards.ts'
import { planForms } from './forms.ts'
import { lists } from './lists.ts'
import { CAN, type CycleScreensDeps, forQuarter, quarterArg, toForm } from './officer-menu.ts'
import { personScreens } from './person-screens.ts'
import { phaseOn, type Stage, suggestedPlan } from './rules.ts'
import { sureSteps } from './steps.ts'

export function cycleScreens(deps: CycleScreensDeps): Contributions {
  const { service, life, office } = deps
  const today = ({ now }: RequestContext) => dayOf(now, office.zone)

  async function card(context: RequestContext, quarter: Quarter): Promise<Card> {
    const cycle = await service.cycleOf(quarter)
    const plan = cycle ?? suggestedPlan(quarter, office.calendar)
    const numbers = cycle && cycle.stage !== 'planned' ? await service.numbers(quarter, context.now) : null
    const phase = cycle && phaseOn(cycle, today(context))
    const buttons = [...stepsOf(cycle?.stage ?? null, quarter), ...neighbours(quarter)]
    return cycleCard({ quarter, plan, phase, numbers }, buttons)
  }
  const over = async (context: RequestContext, quarter: Quarter): Promise<Reply> => ({
    kind: 'card',
    over: true,
    card: await card(context, quarter),
  })

  const officerMenu = defineAction({
    verb: 'cycle.desk',
    can: CAN,
    args: z.tuple([]),
    run: async context => {
      const [open] = await service.open()
      return { kind: 'card', card: await card(context, open?.quarter ?? quarterOf(today(context))) }
    },
  })
  const show = forQuarter('cycle.show', over)
  const usual = forQuarter('cycle.plan-usual', async (context, quarter) => {
    await life.plan(context, quarter, {})
    return over(context, quarter)
  })
  const forms = {
    plan: toForm('cycle.plan'),
    units: toForm('cycle.units'),
    extend: toForm('cycle.extend'),
    reopen: toForm('cycle.reopen'),
    find: toForm('cycle.find'),
  }
  const rubric = defineAction({
    verb: 'cycle.rubric',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (_asking, code, criterion) => ({
      kind: 'form',
      form: 'cycle.rubric',
      args: [quarterArg(code), criterion],
    }),
  })

  const to = (label: Text, action: Action<[string]>, quarter: Quarter, tone?: 'primary'): Button => ({
    label,
    press: press(action, quarter),
    ...(tone && { tone }),
  })
  const back = (quarter: Quarter) => to(text('cycle:button.back'), show, quarter)
  const neighbours = (quarter: Quarter): Button[] => {
    const [before, after] = [previousQuarter(quarter), nextQuarter(quarter)]
    return [
      to(text('cycle:button.previous', { quarter: quarterText(before) }), show, before),
      to(text('cycle:button.next', { quarter: quarterText(after) }), show, after),
    ]
  }
  const steps = sureSteps(deps, over, show)
  const person = personScreens(deps, back)
  const list = lists(deps, back, person.button)

  function stepsOf(stage: Stage | null, quarter: Quarter): Button[] {
    switch (stage) {
      case 'planned':
        return [
          to(text('cycle:button.open'), steps.open, quarter, 'primary'),
          to(text('cycle:button.replan'), forms.plan, quarter),
          to(text('cycle:button.units'), forms.units, quarter),
          { label: text('cycle:button.rubricQuality'), press: press(rubric, quarter, 'quality') },
          { label: text('cycle:button.rubricInitiative'), press: press(rubric, quarter, 'initiative') },
        ]
      case 'open':
        return [
          ...list.buttons(quarter),
          to(text('cycle:button.person'), forms.find, quarter),
          to(text('cycle:button.extend'), forms.extend, quarter),
          to(text('cycle:button.close'), steps.close, quarter),
        ]
      case 'closed':
        return [
          to(text('cycle:button.publish'), steps.publish, quarter, 'primary'),
          to(text('cycle:button.reopen'), forms.reopen, quarter),
          ...list.buttons(quarter),
        ]
      case 'published':
        return list.buttons(quarter)
      default:
        return [
          to(text('cycle:button.usual'), usual, quarter, 'primary'),
          to(text('cycle:button.plan'), forms.plan, quarter),
        ]
    }
  }

  return {
    officerMenu: [{ label: text('cycle:desk'), can: CAN, press: press(officerMenu) }],
    actions: [
      ...[officerMenu, show, usual, rubric],
      ...Object.values(forms),
      ...[...steps.actions, ...list.actions, ...person.actions],
    ],
    forms: [...planForms(deps, over), ...person.forms],
    ticks: [{ name: 'cycle.open-due', run: life.openDue }],
  }
}
