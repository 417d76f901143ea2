/** What was given is read again: by whoever was given it and by whoever wrote it, in lists of their own. */

import { z } from 'zod'
import { type Action, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Reply, RequestContext } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { PAGE_ROWS, pageOf, pageSpan, turnButtons } from '../../../chat/ui/paging.ts'
import { dayText } from '../cycle/api.ts'
import { receivedCard, roundCard, writtenCard } from './cards.ts'
import { type ScreensDeps, USE } from './forms.ts'
import type { Given, Round } from './repository.ts'

const over = (card: Card): Reply => ({ kind: 'card', over: true, card })
interface List {
  title: Key
  body: Key
  empty: Key
}
const RECEIVED: List = {
  title: 'ongoing:again.received',
  body: 'ongoing:again.body',
  empty: 'ongoing:again.noneReceived',
}
const WRITTEN: List = {
  title: 'ongoing:again.written',
  body: 'ongoing:again.body',
  empty: 'ongoing:again.noneWritten',
}
const ROUNDS: List = {
  title: 'ongoing:again.rounds',
  body: 'ongoing:again.body',
  empty: 'ongoing:again.noneReceived',
}

export function againScreens({ service, people }: ScreensDeps) {
  const page = (
    verb: string,
    show: (context: RequestContext, page: number) => Promise<Card>,
  ): Action<[string]> =>
    defineAction({
      verb,
      can: USE,
      args: z.tuple([z.string()]),
      run: async (context, arg) => over(await show(context, pageOf(arg))),
    })

  const received = page('ongoing.received', async (context, at) => {
    const rows = await service.received(context, pageSpan(at))
    const rounds = at === 0 ? await service.rounds(context, { skip: 0, take: 1 }) : []
    const unnamed =
      rounds.length > 0 ? [{ label: text('ongoing:again.rounds'), press: press(rounds_, '0') }] : []
    return listed(RECEIVED, [...(await named(rows, 'giverId', at)), ...unnamed, ...turns(received, at, rows)])
  })
  const written = page('ongoing.written', async (context, at) => {
    const rows = await service.written(context, pageSpan(at))
    return listed(WRITTEN, [...(await named(rows, 'receiverId', at)), ...turns(written, at, rows)])
  })
  const rounds_ = page('ongoing.rounds', async (context, at) => {
    const rows = await service.rounds(context, pageSpan(at))
    return listed(ROUNDS, [...rows.slice(0, PAGE_ROWS).map(roundButton), ...turns(rounds_, at, rows)])
  })

  /** `at`: the page of the list to go back to. */
  const read = defineAction({
    verb: 'ongoing.read',
    can: USE,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, id, at) => {
      const given = await service.mine(context, id)
      const own = given.receiverId === context.actor.personId
      const { name } = await people.person(own ? given.giverId : given.receiverId)
      const back = [backTo(own ? received : written, at)]
      return over(own ? receivedCard(given, name, back) : writtenCard(given, name, back))
    },
  })
  const round = defineAction({
    verb: 'ongoing.round',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, number) => {
      const words = await service.round(context.actor.personId, Number(number) || 0)
      const back = [backTo(rounds_, '0')]
      return words.length > 0
        ? over(roundCard(words, back))
        : { kind: 'toast', text: text('chat:refused.button') }
    },
  })

  /** A line each: the other side's name, and when. */
  async function named(rows: readonly Given[], other: 'giverId' | 'receiverId', at: number) {
    const shown = rows.slice(0, PAGE_ROWS)
    const names = new Map((await people.people(shown.map(row => row[other]))).map(one => [one.id, one.name]))
    return shown.map(
      (row): Button => ({
        label: text('ongoing:again.line', { name: names.get(row[other]) ?? '', at: row.createdAt }),
        press: press(read, row.id, String(at)),
      }),
    )
  }
  const roundButton = ({ round: number, day, count }: Round): Button => ({
    label: text('ongoing:again.round', { count, day: dayText(day) }),
    press: press(round, String(number)),
  })

  return { moves: { received, written }, actions: [received, written, rounds_, read, round] }
}

const turns = (list: Action<[string]>, at: number, rows: readonly unknown[]): Button[] =>
  turnButtons(at, rows.length > PAGE_ROWS, to => press(list, to))
const backTo = (list: Action<[string]>, at: string): Button => ({
  label: text('ongoing:button.back'),
  press: press(list, at),
})
const listed = ({ title, body, empty }: List, list: readonly Button[]): Card => ({
  title: text(title),
  confidential: true,
  pointer: text('ongoing:pointer.done'),
  blocks: [line(text(list.length > 0 ? body : empty)), ...buttons(...list)],
})
