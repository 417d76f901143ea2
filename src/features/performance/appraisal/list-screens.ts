/** /nilai: whom somebody appraises, with how far each is; found by a part of a name. */

import { z } from 'zod'
import { type Action, type Command, press } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import {
  type Block,
  type Button,
  type Card,
  Refusal,
  type Reply,
  type RequestContext,
} from '../../../chat/model.ts'
import { pageArg } from '../../../chat/ui/paging.ts'
import { type Quarter, readQuarter } from '../../../domain/calendar/quarter.ts'
import { type Cycle, quarterText, type Report } from '../cycle/api.ts'
import { GIVE, type ScreensDeps, WRITE_FORM } from './screens-deps.ts'

const PAGE = 8
/** What was searched travels in the button: at most this many bytes fit beside verb, quarter and page. */
const TYPED_BYTES = 28

type State = 'none' | 'draft' | 'sent' | 'published'
const STATE = {
  none: 'appraisal:state.none',
  draft: 'appraisal:state.draft',
  sent: 'appraisal:state.sent',
  published: 'appraisal:state.published',
} as const satisfies Record<State, Key>

interface Wanted {
  page: number
  typed: string
}

export function listScreens(
  { access, cycle }: Pick<ScreensDeps, 'access' | 'cycle'>,
  open: Action<[string]>,
) {
  const show = defineAction({
    verb: 'appraisal.list',
    can: GIVE,
    args: z.tuple([z.string(), pageArg, z.string().default('')]),
    run: async (context, code, page, typed) => ({
      kind: 'card',
      over: true,
      card: await card(context, await quarterOf(code), { page, typed }),
    }),
  })
  const search = defineAction({
    verb: 'appraisal.search',
    can: GIVE,
    args: z.tuple([z.string()]),
    run: async (_context, code) => ({ kind: 'form', form: 'appraisal.search', args: [code] }),
  })
  const searchForm = defineForm({
    id: 'appraisal.search',
    title: text('appraisal:search.title'),
    can: GIVE,
    args: z.tuple([z.string()]),
    answers: z.object({ name: z.string() }),
    fields: async () => [{ kind: 'line', id: 'name', max: 60, label: text('appraisal:search.name') }],
    submit: async (context, [code], { name }) => ({
      kind: 'card',
      over: true,
      card: await card(context, await quarterOf(code), { page: 0, typed: name }),
    }),
  })
  const command: Command = {
    name: 'nilai',
    about: text('appraisal:about.nilai'),
    button: text('appraisal:menu.nilai'),
    can: GIVE,
    run: async (context, { rest }): Promise<Reply> => {
      const current = await cycle.current(context.now)
      if (!current) return { kind: 'card', card: noneCard() }
      return { kind: 'card', card: await card(context, current, { page: 0, typed: rest.trim() }) }
    },
  }

  async function quarterOf(code: string): Promise<Cycle> {
    const quarter = readQuarter(code)
    const found = quarter && (await cycle.cycleOf(quarter))
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  async function card(context: RequestContext, { quarter, deadline }: Cycle, wanted: Wanted): Promise<Card> {
    const typed = fitting(wanted.typed)
    const of = { quarter, personId: context.actor.personId, now: context.now }
    const { reports, found } = await cycle.reportsFor(of, { typed, offset: wanted.page * PAGE, limit: PAGE })
    const load = await cycle.loadOf(of)
    const states = await statesOf(context, reports)
    const blocks: Block[] = []
    if (load.total > 0)
      blocks.push({ kind: 'text', text: text('appraisal:list.progress', { ...load, deadline }) })
    if (typed !== '') blocks.push({ kind: 'text', text: foundText(found, typed) })
    else if (load.total === 0) blocks.push({ kind: 'text', text: text('appraisal:list.empty') })
    const lines = reports.map(
      ({ id, name }): Button => ({
        label: text('appraisal:list.line', { name, state: text(STATE[states.get(id) ?? 'none']) }),
        press: press(open, id),
      }),
    )
    const list = [...lines, ...turns(quarter, { page: wanted.page, typed }, found)]
    return {
      title: text('appraisal:list.title', { quarter: quarterText(quarter) }),
      // How far somebody's appraisal is, beside their name.
      confidential: true,
      pointer: text('appraisal:pointer.list'),
      blocks: list.length > 0 ? [...blocks, { kind: 'buttons', buttons: list }] : blocks,
    }
  }

  async function statesOf(
    { actor, now }: RequestContext,
    reports: readonly Report[],
  ): Promise<Map<string, State>> {
    const ids = reports.map(({ id }) => id)
    const published = await access.publishedAmong(ids)
    const { personId } = actor
    const drafts = await access.draftsAmong({ personId, formId: WRITE_FORM, assignmentIds: ids, now })
    return new Map(
      reports.map(({ id, doneAt }) => [
        id,
        published.has(id) ? 'published' : doneAt ? 'sent' : drafts.has(id) ? 'draft' : 'none',
      ]),
    )
  }

  function turns(quarter: Quarter, { page, typed }: Wanted, found: number): Button[] {
    const to = (label: Key, at: number, words = typed): Button => ({
      label: text(label),
      press: press(show, quarter, at, words),
    })
    return [
      ...(page > 0 ? [to('chat:page.previous', page - 1)] : []),
      ...((page + 1) * PAGE < found ? [to('chat:page.next', page + 1)] : []),
      ...(typed === '' ? [] : [to('appraisal:list.all', 0, '')]),
      ...(found > PAGE || typed !== ''
        ? [{ label: text('appraisal:list.search'), press: press(search, quarter) }]
        : []),
    ]
  }

  return { show, command, actions: [show, search], forms: [searchForm] }
}

const foundText = (count: number, typed: string) =>
  count > 0 ? text('appraisal:list.found', { count, typed }) : text('appraisal:list.nobody', { typed })

/** As much of what was typed as fits on a button. */
function fitting(typed: string): string {
  let kept = ''
  for (const letter of typed.replaceAll('~', '').trim()) {
    if (Buffer.byteLength(kept + letter) > TYPED_BYTES) break
    kept += letter
  }
  return kept
}

const noneCard = (): Card => ({
  title: text('appraisal:none.title'),
  blocks: [{ kind: 'text', text: text('appraisal:none.body') }],
})
