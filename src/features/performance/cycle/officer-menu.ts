/** What the screens of the officer's desk have in common. */

import { z } from 'zod'
import { type Action, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Button, type Field, Refusal, type Reply, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { type Quarter, readQuarter } from '../../../domain/calendar/quarter.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { Changes } from './reassignment.ts'
import type { CycleService } from './service.ts'
import type { Life } from './transitions.ts'

export interface CycleScreensDeps {
  service: CycleService
  life: Life
  changes: Changes
  people: PeopleService
  office: Office
}

export const CAN = 'cycle.manage' as const
/** Lines of a list on one card. */
export const PAGE = 8

/** A button's argument is a wish: only the code of a quarter passes. */
export function quarterArg(code: string): Quarter {
  const quarter = readQuarter(code)
  if (!quarter) throw new Refusal(text('chat:refused.button'))
  return quarter
}

/** A button of the desk that belongs to one quarter. */
export const forQuarter = (
  verb: string,
  run: (context: RequestContext, quarter: Quarter) => Promise<Reply>,
): Action<[string]> =>
  defineAction({
    verb,
    can: CAN,
    args: z.tuple([z.string()]),
    run: (context, code) => run(context, quarterArg(code)),
  })

export const toForm = (form: string) =>
  forQuarter(form, async (_asking, quarter) => ({ kind: 'form', form, args: [quarter] }))

export const reasonField = (label: Field['label']): Field => ({
  kind: 'paragraph',
  id: 'reason',
  label,
  min: 5,
  max: 500,
})

/** The page a button asks for, within the list. */
export function pageOf(at: string, length = Number.POSITIVE_INFINITY): number {
  const last = Math.max(0, Math.ceil(length / PAGE) - 1)
  return Math.min(Math.max(0, Math.trunc(Number(at)) || 0), last)
}

export function turns(
  action: Action<[string, string]>,
  quarter: Quarter,
  { page, length }: { page: number; length: number },
): Button[] {
  const to = (label: 'chat:page.previous' | 'chat:page.next', at: number): Button => ({
    label: text(label),
    press: press(action, quarter, String(at)),
  })
  return [
    ...(page > 0 ? [to('chat:page.previous', page - 1)] : []),
    ...((page + 1) * PAGE < length ? [to('chat:page.next', page + 1)] : []),
  ]
}
