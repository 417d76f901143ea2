import type { Reader } from '../../../chat/contributions.ts'
import type { Card } from '../../../chat/model.ts'
import type { ContentPolicy } from '../../../chat/secure-link.ts'

/** The card as this channel may show it; null: it is personal, and everyone would read it. */
export async function shownOn(
  contentPolicy: Pick<ContentPolicy, 'card'>,
  channel: string,
  reader: Reader,
  card: Card,
  now: Date,
): Promise<Card | null> {
  if (reader.kind === 'group') return card.confidential ? null : card
  return contentPolicy.card(channel, reader, card, now)
}
