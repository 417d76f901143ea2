/** Long lists, a page at a time. */

import { text } from '../i18n/words.ts'
import type { Button, Press } from '../model.ts'

/** Rows a person takes in at a glance. */
export const PAGE_ROWS = 8

/** The page a button asks for; anything odd is the first. */
export function pageOf(arg: string | undefined): number {
  const page = Number(arg)
  return Number.isInteger(page) && page > 0 ? page : 0
}

/** Where a page's rows lie, with one more to know whether another page follows. */
export const pageSpan = (page: number) => ({ skip: page * PAGE_ROWS, take: PAGE_ROWS + 1 })

/** @param more whether another page follows */
export function turnButtons(page: number, more: boolean, to: (page: string) => Press): Button[] {
  const turn: Button[] = []
  if (page > 0) turn.push({ label: text('chat:page.previous'), press: to(String(page - 1)) })
  if (more) turn.push({ label: text('chat:page.next'), press: to(String(page + 1)) })
  return turn
}
