/** Long lists, a page at a time. */

import { z } from 'zod'
import { text } from '../i18n/words.ts'
import type { Button, Press } from '../model.ts'

/** Rows a person takes in at a glance. */
export const PAGE_ROWS = 8

/** The page a button asks for; anything odd is the first. */
export function pageOf(arg: string | undefined): number {
  const page = Number(arg)
  return Number.isInteger(page) && page > 0 ? page : 0
}

/** The page as an argument of an action, counted from 0; anything odd, or nothing, is the first. */
export const pageArg = z.coerce.number().int().nonnegative().catch(0)

/** Where a page's rows lie, with one more to know whether another page follows. */
export const pageSpan = (page: number) => ({ skip: page * PAGE_ROWS, take: PAGE_ROWS + 1 })

/** @param more whether another page follows */
export function turnButtons(page: number, more: boolean, to: (page: string) => Press): Button[] {
  const buttons: Button[] = []
  if (page > 0) buttons.push({ label: text('chat:page.previous'), press: to(String(page - 1)) })
  if (more) buttons.push({ label: text('chat:page.next'), press: to(String(page + 1)) })
  return buttons
}

/**
 * The rows of one page, and the buttons to the pages beside it.
 * @param found what was read with `pageSpan(page)`: one row more than is shown tells that another page follows
 */
export const paged = <T>(found: readonly T[], page: number, to: (page: number) => Press) => ({
  rows: found.slice(0, PAGE_ROWS),
  turn: turnButtons(page, found.length > PAGE_ROWS, next => to(Number(next))),
})

/** The same of a list that was read whole. */
export function pagedList<T>(all: readonly T[], page: number, to: (page: number) => Press) {
  const { skip, take } = pageSpan(page)
  return paged(all.slice(skip, skip + take), page, to)
}
