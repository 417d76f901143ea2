import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Text } from '../../../chat/model.ts'
import { buttons } from '../../../chat/ui/blocks.ts'
import type { Appraisal } from '../appraisal/api.ts'
import { quarterText } from '../cycle/api.ts'
import type { Note, Receipt } from './repository.ts'

/**
 * Where the result stands: read or not yet.
 * @param until the last day on which one may object; null where one may not, or not any more
 */
export function stateBlocks(receipt: Receipt | null, until: string | null): Block[] {
  if (receipt?.replacedAt) return [{ kind: 'text', text: text('feedback:state.replaced') }]
  return [{ kind: 'text', text: receipt?.readAt ? readText(receipt.readAt, until) : unreadText(until) }]
}
const readText = (at: Date, until: string | null): Text =>
  until ? text('feedback:state.read', { at, until }) : text('feedback:state.readFinal', { at })
const unreadText = (until: string | null): Text =>
  until ? text('feedback:state.unread', { until }) : text('feedback:state.unreadFinal')

/** Who said it, and when. */
export const noteTitle = ({ kind, createdAt: at }: Note, name: string): Text =>
  text(kind === 'answer' ? 'feedback:note.answer' : 'feedback:note.reply', { name, at })

/** What was said to and fro, each with its author and time. */
export const noteBlocks = (notes: readonly Note[], names: ReadonlyMap<string, string>): Block[] =>
  notes.flatMap((note): Block[] => [
    { kind: 'text', text: noteTitle(note, names.get(note.authorId) ?? '') },
    { kind: 'quote', said: note.body },
  ])

/** To the appraiser: what the person says to the result. */
export const answeredCard = (
  { appraisal, name }: { appraisal: Appraisal; name: string },
  notes: Block[],
  list: readonly Button[],
): Card => ({
  title: text('feedback:answered.title', { name }),
  confidential: true,
  pointer: text('feedback:pointer.answered'),
  blocks: [
    { kind: 'text', text: text('feedback:answered.body', { name, quarter: quarterText(appraisal.quarter) }) },
    ...notes,
    ...buttons(...list),
  ],
})

export const repliedCard = (
  { appraisal, name }: { appraisal: Appraisal; name: string },
  notes: Block[],
  list: readonly Button[],
): Card => ({
  title: text('feedback:replied.title', { quarter: quarterText(appraisal.quarter) }),
  confidential: true,
  pointer: text('feedback:pointer.replied'),
  blocks: [{ kind: 'text', text: text('feedback:replied.body', { name }) }, ...notes, ...buttons(...list)],
})

export const sentCard = (name: string, list: readonly Button[]): Card => ({
  title: text('feedback:sent.title'),
  confidential: true,
  pointer: text('feedback:pointer.sent'),
  blocks: [{ kind: 'text', text: text('feedback:sent.body', { name }) }, ...buttons(...list)],
})

export const unreadCard = (appraisal: Appraisal, name: string, list: readonly Button[]): Card => ({
  title: text('feedback:unread.title', { quarter: quarterText(appraisal.quarter) }),
  confidential: true,
  pointer: text('feedback:pointer.result'),
  blocks: [{ kind: 'text', text: text('feedback:unread.body', { name }) }, ...buttons(...list)],
})
