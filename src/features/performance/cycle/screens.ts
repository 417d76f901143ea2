/** The officer's menu of quarters: one card a quarter, with the steps its stage allows. */

import { z } from 'zod'
import { type Contributions, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { quarterArg } from '../../../chat/forms/schemas.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Quarter, quarterOf } from '../../../domain/calendar/quarter.ts'
import { DESCRIBED_CRITERIA } from '../../../domain/criteria.ts'
import { back, neighbours, quarterButtons } from './buttons.ts'
import { cycleCard } from './cards.ts'
import { quarterForms } from './forms.ts'
import { lists } from './lists.ts'
import { CAN, type CycleScreensDeps, forQuarter, inPlace, type ShowQuarter, toForm } from './officer-menu.ts'
import { personScreens } from './person-screens.ts'
import { phaseOn, suggestedPlan } from './rules.ts'
import { sureSteps } from './steps.ts'

export function cycleScreens(deps: CycleScreensDeps): Contributions {
  const { service, transitions, office } = deps

  async function card(now: Date, quarter: Quarter) {
    const cycle = await service.cycleOf(quarter)
    const plan = cycle ?? suggestedPlan(quarter, office.calendar)
    const numbers = cycle && cycle.stage !== 'planned' ? await service.numbers(quarter, now) : null
    const phase = cycle && phaseOn(cycle, office.today(now))
    const buttons = [...stepButtons(cycle?.stage ?? null, quarter), ...neighbours(show, quarter)]
    return cycleCard({ quarter, plan, phase, numbers }, buttons)
  }
  const showQuarter: ShowQuarter = async ({ now }, quarter) => inPlace(await card(now, quarter))

  const officerMenu = defineAction({
    verb: 'cycle.desk',
    can: CAN,
    args: z.tuple([]),
    run: async ({ now }) => {
      const [open] = await service.open()
      return { kind: 'card', card: await card(now, open?.quarter ?? quarterOf(office.today(now))) }
    },
  })
  const show = forQuarter('cycle.show', showQuarter)
  const planUsual = forQuarter('cycle.plan-usual', async (context, quarter) => {
    await transitions.plan(context, quarter, {})
    return showQuarter(context, quarter)
  })
  const toForms = {
    plan: toForm('cycle.plan'),
    units: toForm('cycle.units'),
    extend: toForm('cycle.extend'),
    reopen: toForm('cycle.reopen'),
    find: toForm('cycle.find'),
  }
  const rubric = defineAction({
    verb: 'cycle.rubric',
    can: CAN,
    args: z.tuple([quarterArg, z.enum(DESCRIBED_CRITERIA)]),
    run: async (_context, quarter, criterion) => ({
      kind: 'form',
      form: 'cycle.rubric',
      args: [quarter, criterion],
    }),
  })
  const steps = sureSteps(deps, showQuarter, show)
  const person = personScreens(deps, back(show))
  const list = lists(deps, back(show), person.button)
  const stepButtons = quarterButtons({
    ...toForms,
    planUsual,
    rubric,
    open: steps.open,
    close: steps.close,
    publish: steps.publish,
    lists: list.buttons,
  })

  return {
    officerMenu: [{ label: text('cycle:desk'), can: CAN, press: press(officerMenu) }],
    actions: [
      officerMenu,
      show,
      planUsual,
      rubric,
      ...Object.values(toForms),
      ...steps.actions,
      ...list.actions,
      ...person.actions,
    ],
    forms: [...quarterForms({ ...deps, showQuarter }), ...person.forms],
    ticks: [{ name: 'cycle.open-due', run: transitions.openDue }],
  }
}
