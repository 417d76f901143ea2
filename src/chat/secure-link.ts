/**
 * CHAT_CONTENT_MODE=pointer: chat platforms are abroad, and public data has to be kept in Indonesia (PP 71/2019).
 * Chat says only that something is there; a one-time link opens it on the office's own server.
 */

import { text } from './i18n/words.ts'
import type { Card, Locale, Reply } from './model.ts'

/** What a secure link leads to: a card as it was made, or a half-filled form. */
export type LinkedContent = { kind: 'card'; card: Card; locale: Locale } | { kind: 'form'; draftId: string }

/** Port: where secure links are kept. Implemented in platform/conversation/secure-links.ts. */
export interface SecureLinks {
  /** @returns `id`: what `again` takes once the link is used or has expired */
  keep(personId: string, linked: LinkedContent, now: Date): Promise<Kept>
  /** @returns what it leads to, once; null when it was used, has expired, or never existed */
  redeem(token: string, now: Date): Promise<{ personId: string; linked: LinkedContent } | null>
  /** Whose link it is; null when it was used, has expired, or never existed. */
  ownerOf(token: string, now: Date): Promise<string | null>
  /** What this person's link led to; null when it was deleted, or is another person's. */
  again(personId: string, id: string): Promise<LinkedContent | null>
}
interface Kept {
  id: string
  url: string
  until: Date
}
/** The verb of the button that asks for a new link: a message by itself has no menu it could be opened from. */
export const AGAIN = 'chat.link'

/** Decides what may be shown in a chat. */
export interface ContentPolicy {
  /** Whether this content may not be shown on this channel. */
  hides(channel: string, content: { confidential?: true } | undefined): boolean
  /** The card itself, or a card with a secure link to it. */
  card(channel: string, reader: { personId: string; locale: Locale }, card: Card, now: Date): Promise<Card>
  /** A card with a secure link to a form that was opened on the office's own server. */
  form(personId: string, draftId: string, now: Date): Promise<Extract<Reply, { kind: 'card' }>>
}

/** @param ownServer names of the channels that are the office's own server; null: content goes into the chat */
export function createContentPolicy(
  secureLinks: SecureLinks,
  ownServer: ReadonlySet<string> | null,
): ContentPolicy {
  const hides: ContentPolicy['hides'] = (channel, content) =>
    ownServer !== null && content?.confidential === true && !ownServer.has(channel)
  return {
    hides,
    card: async (channel, { personId, locale }, card, now) => {
      if (!hides(channel, card)) return card
      const kept = await secureLinks.keep(personId, { kind: 'card', card, locale }, now)
      return linkCard(card.pointer ?? text('chat:pointer.title'), kept)
    },
    form: async (personId, draftId, now) => {
      const kept = await secureLinks.keep(personId, { kind: 'form', draftId }, now)
      return { kind: 'card', card: linkCard(text('chat:pointer.form'), kept) }
    },
  }
}

const linkCard = (title: Card['title'], { id, url, until }: Kept): Card => ({
  title,
  blocks: [
    { kind: 'text', text: text('chat:pointer.body', { until }) },
    {
      kind: 'buttons',
      buttons: [
        { label: text('chat:pointer.open'), tone: 'primary', url },
        { label: text('chat:pointer.again'), press: { verb: AGAIN, args: [id] } },
      ],
    },
  ],
})
