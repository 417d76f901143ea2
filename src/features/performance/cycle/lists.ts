/** How far the units are, and who has nobody to appraise them. */

import { z } from 'zod'
import { type Action, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { quarterArg } from '../../../chat/forms/schemas.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button } from '../../../chat/model.ts'
import { PAGE_ROWS, pageArg, pagedList, turnButtons } from '../../../chat/ui/paging.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { gapsCard, progressCard } from './cards.ts'
import type { Report } from './current-appraiser.ts'
import { type BackButton, CAN, type CycleScreensDeps, inPlace } from './officer-menu.ts'

export function lists(
  { service }: Pick<CycleScreensDeps, 'service'>,
  back: BackButton,
  toPerson: (quarter: Quarter) => (report: Report) => Button,
) {
  const progress: Action<[Quarter, number]> = defineAction({
    verb: 'cycle.progress',
    can: CAN,
    args: z.tuple([quarterArg, pageArg]),
    run: async ({ now }, quarter, page) => {
      const units = await service.progress(quarter, now)
      const { rows, turn } = pagedList(units, page, to => press(progress, quarter, to))
      return inPlace(progressCard({ quarter }, rows, [...turn, back(quarter)]))
    },
  })
  const gaps: Action<[Quarter, number]> = defineAction({
    verb: 'cycle.gaps',
    can: CAN,
    args: z.tuple([quarterArg, pageArg]),
    run: async ({ now }, quarter, page) => {
      const list = await service.gaps(quarter, now, { offset: page * PAGE_ROWS, limit: PAGE_ROWS })
      const more = (page + 1) * PAGE_ROWS < list.found
      const turn = turnButtons(page, more, to => press(gaps, quarter, Number(to)))
      return inPlace(gapsCard(list, toPerson(quarter), [...turn, back(quarter)]))
    },
  })
  return {
    actions: [progress, gaps],
    buttons: (quarter: Quarter): Button[] => [
      { label: text('cycle:button.progress'), press: press(progress, quarter, 0) },
      { label: text('cycle:button.gaps'), press: press(gaps, quarter, 0) },
    ],
  }
}
