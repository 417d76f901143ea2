import type { Action } from '../../../chat/contributions.ts'
/** How far the units are, and who has nobody to appraise them. */

import { z } from 'zod'
import { press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { gapsCard, progressCard } from './cards.ts'
import type { Report } from './current-appraiser.ts'
import { CAN, type CycleScreensDeps, PAGE, pageOf, quarterArg, turns } from './officer-menu.ts'

export function lists(
  { service, life }: CycleScreensDeps,
  back: (quarter: Quarter) => Button,
  toPerson: (quarter: Quarter) => (report: Report) => Button,
) {
  const progress: Action<[string, string]> = defineAction({
    verb: 'cycle.progress',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async ({ now }, code, at) => {
      const quarter = quarterArg(code)
      const all = await service.progress(quarter, now)
      const page = pageOf(at, all.length)
      const buttons = [...turns(progress, quarter, { page, length: all.length }), back(quarter)]
      const shown = all.slice(page * PAGE, (page + 1) * PAGE)
      return { kind: 'card', over: true, card: progressCard({ quarter }, shown, buttons) }
    },
  })
  const gaps: Action<[string, string]> = defineAction({
    verb: 'cycle.gaps',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async ({ now }, code, at) => {
      const quarter = quarterArg(code)
      const page = pageOf(at)
      const list = await life.gaps(quarter, now, page * PAGE)
      const buttons = [...turns(gaps, quarter, { page, length: list.found }), back(quarter)]
      return { kind: 'card', over: true, card: gapsCard(list, toPerson(quarter), buttons) }
    },
  })
  return {
    actions: [progress, gaps],
    buttons: (quarter: Quarter): Button[] => [
      { label: text('cycle:button.progress'), press: press(progress, quarter, '0') },
      { label: text('cycle:button.gaps'), press: press(gaps, quarter, '0') },
    ],
  }
}
