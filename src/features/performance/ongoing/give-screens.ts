/** To whom feedback is given: one of one's own people, whose targets can then be offered, or anybody. */

import { z } from 'zod'
import { press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { PAGE_ROWS, pageOf, pageSpan, turnButtons } from '../../../chat/ui/paging.ts'
import { type ScreensDeps, USE } from './forms.ts'

export function giveScreens({ service, people }: ScreensDeps) {
  /** Whoever appraises people chooses one of them, or anybody else. */
  const open = defineAction({
    verb: 'ongoing.give',
    can: USE,
    args: z.tuple([]),
    run: async context => {
      const reports = await service.reports(context)
      if (reports.length === 0) return { kind: 'form', form: 'ongoing.give', args: [] }
      return { kind: 'card', over: true, card: await teamCard(reports, 0) }
    },
  })
  const team = defineAction({
    verb: 'ongoing.team',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, page) => ({
      kind: 'card',
      over: true,
      card: await teamCard(await service.reports(context), pageOf(page)),
    }),
  })
  const anyone = defineAction({
    verb: 'ongoing.anyone',
    can: USE,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'ongoing.give', args: [] }),
  })
  const giveTo = defineAction({
    verb: 'ongoing.give-to',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (_asking, id) => {
      await people.person(id)
      return { kind: 'form', form: 'ongoing.give', args: [id] }
    },
  })
  const onTarget = defineAction({
    verb: 'ongoing.on-target',
    can: USE,
    args: z.tuple([z.string(), z.string()]),
    run: async (_asking, id, target) => {
      await people.person(id)
      return { kind: 'form', form: 'ongoing.give', args: [id], answers: { target } }
    },
  })
  async function teamCard(reports: readonly string[], page: number): Promise<Card> {
    const { skip, take } = pageSpan(page)
    const shown = reports.slice(skip, skip + take)
    const rows = await people.people(shown.slice(0, PAGE_ROWS))
    return {
      title: text('ongoing:team.title'),
      confidential: true,
      pointer: text('ongoing:pointer.done'),
      blocks: [
        line(text('ongoing:team.body')),
        ...buttons(
          ...rows.map(({ id, name }) => ({ label: name, press: press(giveTo, id) })),
          ...turnButtons(page, shown.length > PAGE_ROWS, to => press(team, to)),
          { label: text('ongoing:button.anyone'), press: press(anyone) },
        ),
      ],
    }
  }

  return { open, onTarget, actions: [open, team, anyone, giveTo, onTarget] }
}
