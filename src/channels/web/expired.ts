/** Files that are kept no longer: their words stand in their place, for a picture would be broken and a link dead. */
import type { Block } from '../../chat/model.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Body, Message } from './conversation.ts'

/** One query, and only where there are files at all. */
export async function withoutExpired(tx: Tx, messages: Message[]): Promise<Message[]> {
  const ids = messages.flatMap(({ body }) => fileIds(body))
  if (ids.length === 0) return messages
  const rows = await tx.storedFile.findMany({ where: { id: { in: ids } }, select: { id: true } })
  const kept = new Set(rows.map(({ id }) => id))
  if (ids.every(id => kept.has(id))) return messages
  return messages.map(message => ({ ...message, body: inWords(message.body, kept) }))
}

function fileIds(body: Body): string[] {
  if (body.kind === 'sent') return [body.file.id]
  if (body.kind !== 'card') return []
  return body.card.blocks.flatMap(block => (block.kind === 'file' ? [block.file.id] : []))
}

function inWords(body: Body, kept: ReadonlySet<string>): Body {
  if (body.kind === 'sent') return kept.has(body.file.id) ? body : { kind: 'said', text: body.file.name }
  if (body.kind !== 'card') return body
  const words = (block: Block): Block =>
    block.kind === 'file' && !kept.has(block.file.id) ? { kind: 'text', text: block.alt } : block
  return { ...body, card: { ...body.card, blocks: body.card.blocks.map(words) } }
}
