/** To whom feedback is given: one of one's own people, whose targets can then be offered, or anybody. */

import { type Action, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { PAGE_ROWS, pageOf, pageSpan, turnButtons } from '../../../chat/ui/paging.ts'
import { type ScreensDeps, USE } from './forms.ts'

export function giveScreens({ service, people }: ScreensDeps) {
  /** Whoever appraises people chooses one of them, or anybody else. */
  const open: Action<[]> = {
    verb: 'ongoing.give',
    can: USE,
    run: async context => {
      const reports = await service.reports(context)
      if (reports.length === 0) return { kind: 'form', form: 'ongoing.give', args: [] }
      return { kind: 'card', over: true, card: await teamCard(reports, 0) }
    },
  }
  const team: Action<[string]> = {
    verb: 'ongoing.team',
    can: USE,
    run: async (context, page) => ({
      kind: 'card',
      over: true,
      card: await teamCard(await service.reports(context), pageOf(page)),
    }),
  }
  const anyone: Action<[]> = {
    verb: 'ongoing.anyone',
    can: USE,
    run: async () => ({ kind: 'form', form: 'ongoing.give', args: [] }),
  }
  const giveTo: Action<[string]> = {
    verb: 'ongoing.give-to',
    can: USE,
    run: async (_asking, id) => {
      await people.person(id)
      return { kind: 'form', form: 'ongoing.give', args: [id] }
    },
  }
  const onTarget: Action<[string, string]> = {
    verb: 'ongoing.on-target',
    can: USE,
    run: async (_asking, id, target) => {
      await people.person(id)
      return { kind: 'form', form: 'ongoing.give', args: [id], answers: { target } }
    },
  }
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
