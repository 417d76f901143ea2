/** /nilai: whom somebody appraises, with how far each is; found by a part of a name. */

import { z } from 'zod'
import type { Action, Command, Form } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Card, Refusal, type Reply } from '../../../chat/model.ts'
import { pageArg } from '../../../chat/ui/paging.ts'
import { readQuarter } from '../../../domain/calendar/quarter.ts'
import type { Cycle } from '../cycle/api.ts'
import { createListCard, type ListCard } from './list-card.ts'
import { GIVE, type ScreensDeps } from './screens-deps.ts'

type QuarterOf = (code: string) => Promise<Cycle>

/** @param open the button that opens the appraisal of one person */
export function listScreens(deps: Pick<ScreensDeps, 'access' | 'cycle'>, open: Action<[string]>) {
  const { cycle } = deps
  const quarterOf: QuarterOf = async code => {
    const quarter = readQuarter(code)
    const found = quarter && (await cycle.cycleOf(quarter))
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }
  const search = defineAction({
    verb: 'appraisal.search',
    can: GIVE,
    args: z.tuple([z.string()]),
    run: async (_context, code) => ({ kind: 'form', form: 'appraisal.search', args: [code] }),
  })
  const show: Action<[string, number, string]> = defineAction({
    verb: 'appraisal.list',
    can: GIVE,
    args: z.tuple([z.string(), pageArg, z.string().default('')]),
    run: async (context, code, page, typed) => ({
      kind: 'card',
      over: true,
      card: await listCard(context, await quarterOf(code), { page, typed }),
    }),
  })
  const listCard = createListCard(deps, { open, show, search })
  return {
    show,
    command: listCommand(cycle, listCard),
    actions: [show, search],
    forms: [searchForm(quarterOf, listCard)],
  }
}

const searchForm = (quarterOf: QuarterOf, listCard: ListCard): Form =>
  defineForm({
    id: 'appraisal.search',
    title: text('appraisal:search.title'),
    can: GIVE,
    args: z.tuple([z.string()]),
    answers: z.object({ name: z.string() }),
    fields: async () => [{ kind: 'line', id: 'name', max: 60, label: text('appraisal:search.name') }],
    submit: async (context, [code], { name }) => ({
      kind: 'card',
      over: true,
      card: await listCard(context, await quarterOf(code), { page: 0, typed: name }),
    }),
  })

const listCommand = (cycle: ScreensDeps['cycle'], listCard: ListCard): Command => ({
  name: 'nilai',
  about: text('appraisal:about.nilai'),
  button: text('appraisal:menu.nilai'),
  can: GIVE,
  run: async (context, { rest }): Promise<Reply> => {
    const current = await cycle.current(context.now)
    if (!current) return { kind: 'card', card: noneCard() }
    return { kind: 'card', card: await listCard(context, current, { page: 0, typed: rest.trim() }) }
  },
})

const noneCard = (): Card => ({
  title: text('appraisal:none.title'),
  blocks: [{ kind: 'text', text: text('appraisal:none.body') }],
})
