/** To whom feedback is given: one of one's own people, whose targets can then be offered, or anybody. */

import { z } from 'zod'
import { type Action, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { pageArg, pagedList } from '../../../chat/ui/paging.ts'
import { over, type ScreensDeps, USE } from './forms.ts'

export function giveScreens({ reading, people }: ScreensDeps) {
  /** Whoever appraises people chooses one of them, or anybody else. */
  const open = defineAction({
    verb: 'ongoing.give',
    can: USE,
    args: z.tuple([]),
    run: async context => {
      const reports = await reading.reports(context)
      if (reports.length === 0) return { kind: 'form', form: 'ongoing.give', args: [] }
      return over(await teamCard(reports, 0))
    },
  })
  const team: Action<[number]> = defineAction({
    verb: 'ongoing.team',
    can: USE,
    args: z.tuple([pageArg]),
    run: async (context, page) => over(await teamCard(await reading.reports(context), page)),
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
    run: async (_context, id) => {
      await people.person(id)
      return { kind: 'form', form: 'ongoing.give', args: [id] }
    },
  })
  const onTarget = defineAction({
    verb: 'ongoing.on-target',
    can: USE,
    args: z.tuple([z.string(), z.string()]),
    run: async (_context, id, target) => {
      await people.person(id)
      return { kind: 'form', form: 'ongoing.give', args: [id], answers: { target } }
    },
  })
  async function teamCard(reports: readonly string[], page: number): Promise<Card> {
    const { rows, turn } = pagedList(reports, page, to => press(team, to))
    const named = await people.people(rows)
    return {
      title: text('ongoing:team.title'),
      confidential: true,
      pointer: text('ongoing:pointer.done'),
      blocks: [
        line(text('ongoing:team.body')),
        ...buttons(...named.map(({ id, name }) => ({ label: name, press: press(giveTo, id) })), ...turn, {
          label: text('ongoing:button.anyone'),
          press: press(anyone),
        }),
      ],
    }
  }

  return { open, onTarget, actions: [open, team, anyone, giveTo, onTarget] }
}
