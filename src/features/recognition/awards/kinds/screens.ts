/** The officer's kinds of awards: added, changed, stopped. */

import { z } from 'zod'
import { type Action, press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Card, Reply, RequestContext } from '../../../../chat/model.ts'
import { buttons, line } from '../../../../chat/ui/blocks.ts'
import { pageArg, pagedList } from '../../../../chat/ui/paging.ts'
import { kindCard } from '../cards.ts'
import type { DeskDeps } from '../drafting/officer-screens.ts'
import { kindAnswers, kindForm } from './form.ts'

const CAN = 'awards.manage' as const

export function kindScreens({ kinds, reading, people }: Pick<DeskDeps, 'kinds' | 'reading' | 'people'>) {
  const over = (card: Card): Reply & { kind: 'card' } => ({ kind: 'card', over: true, card })
  const manage: Action<[number]> = defineAction({
    verb: 'award.kinds-desk',
    can: CAN,
    args: z.tuple([pageArg]),
    run: async (_context, page) => over(await manageCard(page)),
  })
  async function manageCard(page = 0): Promise<Card> {
    const all = await kinds.all()
    const { rows, turn } = pagedList(all, page, to => press(manage, to))
    const list = rows.map(({ id, name, retiredAt }) => ({
      label: retiredAt ? text('awards:kinds.old', { name }) : name,
      press: press(one, id),
    }))
    const add = { label: text('awards:kinds.add'), press: press(fresh) }
    return {
      title: text('awards:desk.kinds'),
      blocks: [
        line(text(all.length > 0 ? 'awards:kinds.manage' : 'awards:desk.noKinds')),
        ...buttons(...list, ...turn, add),
      ],
    }
  }
  const one = defineAction({
    verb: 'award.kind-desk',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (_context, id) => over(await oneCard(id)),
  })
  async function oneCard(id: string): Promise<Card> {
    const kind = await kinds.kind(id)
    const given = kind.retiredAt === null
    const turn = {
      label: text(given ? 'awards:kind.retire' : 'awards:kind.revive'),
      press: press(given ? retire : revive, id),
    }
    return kindCard(
      kind,
      await reading.unitName(kind.unitId),
      ...[{ label: text('awards:kind.change'), press: press(change, id) }, turn],
      { label: text('awards:desk.kinds'), press: press(manage, 0) },
    )
  }
  const fresh = defineAction({
    verb: 'award.kind-new',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'award.kind-change', args: [] }),
  })
  const change = defineAction({
    verb: 'award.kind-change',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (_context, id) => ({
      kind: 'form',
      form: 'award.kind-change',
      args: [id],
      answers: kindAnswers(await kinds.kind(id)),
    }),
  })
  const switched = (verb: string, given: boolean): Action<[string]> =>
    defineAction({
      verb,
      can: CAN,
      args: z.tuple([z.string()]),
      run: async (context: RequestContext, id) => {
        await kinds.retire(context, id, given)
        return over(await oneCard(id))
      },
    })
  const [retire, revive] = [switched('award.kind-retire', false), switched('award.kind-revive', true)]

  return {
    manage,
    actions: [manage, one, fresh, change, retire, revive],
    form: kindForm({ kinds, people, manageCard }),
  }
}
