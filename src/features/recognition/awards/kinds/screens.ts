/** The officer's kinds of awards: added, changed, stopped. */

import { z } from 'zod'
import { type Action, press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Card, Reply } from '../../../../chat/model.ts'
import { buttons, line } from '../../../../chat/ui/blocks.ts'
import { pageArg, pagedList } from '../../../../chat/ui/paging.ts'
import { kindCard } from '../cards.ts'
import type { OfficerScreensDeps } from '../drafting/officer-screens.ts'
import { kindAnswers, kindForm } from './form.ts'
import type { Kinds } from './kinds.ts'

const CAN = 'awards.manage' as const

type KindDeps = Pick<OfficerScreensDeps, 'kinds' | 'reading' | 'people'>
interface KindActions {
  manage: Action<[number]>
  one: Action<[string]>
  fresh: Action<[]>
  change: Action<[string]>
  retire: Action<[string]>
  revive: Action<[string]>
}

export function kindScreens(deps: KindDeps) {
  const { kinds, people } = deps
  const listOf = (page = 0) => manageCard(deps, actions, page)
  const { fresh, change } = formActions(kinds)
  const actions: KindActions = {
    manage: defineAction({
      verb: 'award.kinds-desk',
      can: CAN,
      args: z.tuple([pageArg]),
      run: async (_context, page) => over(await listOf(page)),
    }),
    one: defineAction({
      verb: 'award.kind-desk',
      can: CAN,
      args: z.tuple([z.string()]),
      run: async (_context, id) => over(await oneCard(deps, actions, id)),
    }),
    fresh,
    change,
    retire: givenAction('award.kind-retire', false),
    revive: givenAction('award.kind-revive', true),
  }
  /** Stops a kind, or gives it again. */
  function givenAction(verb: string, given: boolean): Action<[string]> {
    return defineAction({
      verb,
      can: CAN,
      args: z.tuple([z.string()]),
      run: async (context, id) => {
        await kinds.retire(context, id, given)
        return over(await oneCard(deps, actions, id))
      },
    })
  }
  return {
    manage: actions.manage,
    actions: Object.values(actions),
    form: kindForm({ kinds, people, manageCard: listOf }),
  }
}

/** The form, empty for a new kind or with what a kind says now. */
function formActions(kinds: Kinds) {
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
  return { fresh, change }
}

async function manageCard(
  { kinds }: Pick<KindDeps, 'kinds'>,
  actions: KindActions,
  page: number,
): Promise<Card> {
  const all = await kinds.all()
  const { rows, turn } = pagedList(all, page, to => press(actions.manage, to))
  const list = rows.map(({ id, name, retiredAt }) => ({
    label: retiredAt ? text('awards:kinds.old', { name }) : name,
    press: press(actions.one, id),
  }))
  const add = { label: text('awards:kinds.add'), press: press(actions.fresh) }
  return {
    title: text('awards:desk.kinds'),
    blocks: [
      line(text(all.length > 0 ? 'awards:kinds.manage' : 'awards:desk.noKinds')),
      ...buttons(...list, ...turn, add),
    ],
  }
}

async function oneCard(
  { kinds, reading }: Pick<KindDeps, 'kinds' | 'reading'>,
  actions: KindActions,
  id: string,
): Promise<Card> {
  const kind = await kinds.kind(id)
  const given = kind.retiredAt === null
  return kindCard(
    kind,
    await reading.unitName(kind.unitId),
    { label: text('awards:kind.change'), press: press(actions.change, id) },
    {
      label: text(given ? 'awards:kind.retire' : 'awards:kind.revive'),
      press: press(given ? actions.retire : actions.revive, id),
    },
    { label: text('awards:desk.kinds'), press: press(actions.manage, 0) },
  )
}

const over = (card: Card): Reply => ({ kind: 'card', over: true, card })
