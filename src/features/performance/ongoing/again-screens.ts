/** What was given is read again: by whoever was given it and by whoever wrote it, in lists of their own. */

import { z } from 'zod'
import { type Action, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Button, Card, RequestContext } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { pageArg, paged } from '../../../chat/ui/paging.ts'
import { dayText } from '../cycle/api.ts'
import { receivedCard, roundCard, writtenCard } from './cards.ts'
import { over, type ScreensDeps, USE } from './forms.ts'
import type { Given, Round } from './repository.ts'

export interface AgainActions {
  received: Action<[page: number]>
  written: Action<[page: number]>
  rounds: Action<[page: number]>
  /** `page`: of the list to go back to. */
  read: Action<[id: string, page: number]>
  round: Action<[round: number]>
}

export function againScreens(deps: ScreensDeps): AgainActions {
  const actions: AgainActions = { ...listActions(deps, () => actions), ...readActions(deps, () => actions) }
  return actions
}

function listActions({ reading, people }: ScreensDeps, actions: () => AgainActions) {
  const received: Action<[number]> = pageOf('ongoing.received', async (context, page) => {
    const { rows, turn } = paged(await reading.received(context, page), page, to => press(received, to))
    const unnamed = page === 0 && (await reading.rounds(context, 0)).length > 0
    const more = unnamed ? [{ label: text('ongoing:again.rounds'), press: press(actions().rounds, 0) }] : []
    return listCard('received', [...(await lines(rows, 'giverId', page)), ...more, ...turn])
  })
  const written: Action<[number]> = pageOf('ongoing.written', async (context, page) => {
    const { rows, turn } = paged(await reading.written(context, page), page, to => press(written, to))
    return listCard('written', [...(await lines(rows, 'receiverId', page)), ...turn])
  })
  const rounds: Action<[number]> = pageOf('ongoing.rounds', async (context, page) => {
    const { rows, turn } = paged(await reading.rounds(context, page), page, to => press(rounds, to))
    return listCard('rounds', [...rows.map(roundButton), ...turn])
  })

  /** A line each: the other side's name, and when. */
  async function lines(rows: readonly Given[], other: 'giverId' | 'receiverId', page: number) {
    const names = new Map((await people.people(rows.map(row => row[other]))).map(one => [one.id, one.name]))
    return rows.map(
      (row): Button => ({
        label: text('ongoing:again.line', { name: names.get(row[other]) ?? '', at: row.createdAt }),
        press: press(actions().read, row.id, page),
      }),
    )
  }
  const roundButton = ({ round, day, count }: Round): Button => ({
    label: text('ongoing:again.round', { count, day: dayText(day) }),
    press: press(actions().round, round),
  })
  return { received, written, rounds }
}

function readActions({ reading, people }: ScreensDeps, actions: () => AgainActions) {
  const read = defineAction({
    verb: 'ongoing.read',
    can: USE,
    args: z.tuple([z.string(), pageArg]),
    run: async (context, id, page) => {
      const given = await reading.mine(context, id)
      const own = given.receiverId === context.actor.personId
      const { name } = await people.person(own ? given.giverId : given.receiverId)
      const back = [backTo(own ? actions().received : actions().written, page)]
      return over(own ? receivedCard(given, name, back) : writtenCard(given, name, back))
    },
  })
  const round = defineAction({
    verb: 'ongoing.round',
    can: USE,
    args: z.tuple([z.coerce.number()]),
    run: async (context, number) => {
      const words = await reading.round(context.actor.personId, number)
      if (words.length === 0) return { kind: 'toast', text: text('chat:refused.button') }
      return over(roundCard(words, [backTo(actions().rounds, 0)]))
    },
  })
  return { read, round }
}

const pageOf = (
  verb: string,
  card: (context: RequestContext, page: number) => Promise<Card>,
): Action<[number]> =>
  defineAction({
    verb,
    can: USE,
    args: z.tuple([pageArg]),
    run: async (context, page) => over(await card(context, page)),
  })

const backTo = (list: Action<[number]>, page: number): Button => ({
  label: text('ongoing:button.back'),
  press: press(list, page),
})

const TITLE = {
  received: 'ongoing:again.received',
  written: 'ongoing:again.written',
  rounds: 'ongoing:again.rounds',
} as const satisfies Record<string, Key>
function listCard(list: keyof typeof TITLE, rows: readonly Button[]): Card {
  const none = list === 'written' ? 'ongoing:again.noneWritten' : 'ongoing:again.noneReceived'
  return {
    title: text(TITLE[list]),
    confidential: true,
    pointer: text('ongoing:pointer.done'),
    blocks: [line(text(rows.length > 0 ? 'ongoing:again.body' : none)), ...buttons(...rows)],
  }
}
