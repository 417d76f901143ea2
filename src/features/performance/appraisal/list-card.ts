/** One page of whom somebody appraises, with how far each is. */

import { type Action, press } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, RequestContext } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { type Cycle, quarterText, type Report } from '../cycle/api.ts'
import { type ScreensDeps, WRITE_FORM } from './screens-deps.ts'

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

/** `page` counts from 0; `typed` is a part of a name, empty for everybody. */
interface Wanted {
  page: number
  typed: string
}
export type ListCard = (context: RequestContext, cycle: Cycle, wanted: Wanted) => Promise<Card>

interface ListActions {
  open: Action<[string]>
  show: Action<[string, number, string]>
  search: Action<[string]>
}

export function createListCard(
  { access, cycle }: Pick<ScreensDeps, 'access' | 'cycle'>,
  actions: ListActions,
): ListCard {
  return async (context, { quarter, deadline }, wanted) => {
    const typed = fitting(wanted.typed)
    const of = { quarter, personId: context.actor.personId, now: context.now }
    const { reports, found } = await cycle.reportsFor(of, { typed, offset: wanted.page * PAGE, limit: PAGE })
    const load = await cycle.loadOf(of)
    const states = await statesOf(access, context, reports)
    const blocks: Block[] = []
    if (load.total > 0)
      blocks.push({ kind: 'text', text: text('appraisal:list.progress', { ...load, deadline }) })
    if (typed !== '') blocks.push({ kind: 'text', text: foundText(found, typed) })
    else if (load.total === 0) blocks.push({ kind: 'text', text: text('appraisal:list.empty') })
    const lines = reports.map(
      ({ id, name }): Button => ({
        label: text('appraisal:list.line', { name, state: text(STATE[states.get(id) ?? 'none']) }),
        press: press(actions.open, id),
      }),
    )
    const list = [...lines, ...pageButtons(actions, quarter, { page: wanted.page, typed }, found)]
    return {
      title: text('appraisal:list.title', { quarter: quarterText(quarter) }),
      // How far somebody's appraisal is, beside their name.
      confidential: true,
      pointer: text('appraisal:pointer.list'),
      blocks: list.length > 0 ? [...blocks, { kind: 'buttons', buttons: list }] : blocks,
    }
  }
}

/** How far each appraisal is, by assignment. */
async function statesOf(
  access: ScreensDeps['access'],
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

/** Previous and next page, back to everybody, and search. */
function pageButtons(
  { show, search }: ListActions,
  quarter: Quarter,
  { page, typed }: Wanted,
  found: number,
): Button[] {
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
