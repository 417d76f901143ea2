/** Shows a card: over what was tapped, in a modal, in the Home tab, beside a command, or in the private chat. */
import type { ChatResponse } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { Card, Locale } from '../../chat/model.ts'
import { cardBlocks, MAX_BLOCKS } from './blocks.ts'
import { isTooLate } from './errors.ts'
import { cardModal, noticeModal } from './modal.ts'
import type { Outbox } from './outbox.ts'
import { textContent } from './show-text.ts'
import type { Spot } from './spot.ts'
import { hasDocuments, hasFiles } from './uploads.ts'
import type { Views } from './views.ts'

export interface ShowCardDeps {
  views: Views
  outbox: Outbox
  words: Words
}
type CardResponse = Extract<ChatResponse, { kind: 'card' }>
type On<Kind extends Spot['on']['kind']> = Extract<Spot['on'], { kind: Kind }>

export function createShowCard(deps: ShowCardDeps) {
  const { views, words, outbox } = deps
  const inMessage = createShowInMessage(deps)
  const privately = (user: string, card: Card, locale: Locale) => outbox.send(user, card, locale)
  const isSent = (locale: Locale) => noticeModal(text('slack:sent'), words, locale)
  // That it was sent is only a hint: without it the answer stands in the chat all the same.
  const anyway = () => {}

  async function inModal({ card, locale }: CardResponse, user: string, viewId: string): Promise<void> {
    if (!hasFiles(card) && (await inTime(() => views.update(viewId, cardModal(card, words, locale))))) return
    await privately(user, card, locale)
    if (hasFiles(card)) await views.update(viewId, isSent(locale)).catch(anyway)
  }

  async function atHome({ card, locale, over }: CardResponse, { user, trigger }: Spot): Promise<void> {
    if (over) return home(user, card, locale)
    const opens = trigger !== null && !hasFiles(card)
    if (opens && (await inTime(() => views.open(trigger, cardModal(card, words, locale))))) return
    await privately(user, card, locale)
    if (trigger && !opens) await views.open(trigger, isSent(locale)).catch(anyway)
  }

  async function home(user: string, card: Card, locale: Locale): Promise<void> {
    await views.publishHome(user, cardBlocks(card, words, locale, { max: MAX_BLOCKS.view }))
  }

  async function showCard(response: CardResponse, spot: Spot): Promise<void> {
    const { on, user } = spot
    if (on.kind === 'modal') return inModal(response, user, on.viewId)
    if (on.kind === 'home') return atHome(response, spot)
    if (on.kind === 'message' && response.over) return inMessage.over(response, spot, on)
    if (on.kind === 'command' || on.kind === 'message') return inMessage.beside(response, spot, on)
    await privately(user, response.card, response.locale)
  }

  return { showCard, home }
}

/** @returns false when the modal was closed, or its trigger is too old */
async function inTime(put: () => Promise<unknown>): Promise<boolean> {
  try {
    await put()
    return true
  } catch (error) {
    if (!isTooLate(error)) throw error
    return false
  }
}

/** Cards among the messages of a conversation. */
function createShowInMessage({ outbox, words }: Omit<ShowCardDeps, 'views'>) {
  async function over(
    { card, locale }: CardResponse,
    { respond }: Spot,
    { messageId, ephemeral }: On<'message'>,
  ): Promise<void> {
    // A message posted through a response address may not be ours to edit: its own response address is.
    if (!ephemeral && (await outbox.edit(messageId, card, locale))) return
    if (respond)
      await outbox.withContent(card, locale, content => respond({ ...content, replace_original: true }))
  }

  async function beside(
    { card, locale, where }: CardResponse,
    { user, respond }: Spot,
    { direct, ...on }: On<'command' | 'message'>,
  ): Promise<void> {
    const here = on.kind === 'command' ? on.channel : on.messageId.split(':')[0]
    if (direct || !respond || hasDocuments(card)) {
      const sent = await outbox.send(user, card, locale)
      // A command may be typed in the chat with somebody else, where our private answer is not seen.
      if (respond && !sent.startsWith(`${here}:`)) {
        const hint = textContent(text('slack:private'), words, locale)
        await respond({ ...hint, response_type: 'ephemeral' }).catch(() => {})
      }
      return
    }
    const response_type = where === 'here' ? ('in_channel' as const) : ('ephemeral' as const)
    await outbox.withContent(card, locale, content =>
      respond({ ...content, response_type, replace_original: false }),
    )
  }

  return { over, beside }
}
