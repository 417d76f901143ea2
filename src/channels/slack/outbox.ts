/** Puts cards into Slack conversations, with their pictures and files. */
import type { KnownBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { AnswerLost } from '../../chat/channel.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { Card, Locale } from '../../chat/model.ts'
import { cardBlocks, fallback } from './blocks.ts'
import { isNotReady, isSettled, perhapsSaid } from './errors.ts'
import type { LimitedCall } from './rate-limits.ts'
import type { Uploads } from './uploads.ts'

/** Pauses between the attempts to post a message whose picture is not ready yet (milliseconds). */
const PICTURE_RETRIES_MS = [300, 700, 1500, 3000]

export type Content = { text: string; blocks: KnownBlock[] }
export type Outbox = ReturnType<typeof createOutbox>

/** @param limited makes each call when the rate limits allow it */
export function createOutbox(client: WebClient, words: Words, uploads: Uploads, limited: LimitedCall) {
  /** Posts the card's content by `put`, again while its picture is not ready. */
  async function withContent<T>(
    card: Card,
    locale: Locale,
    put: (content: Content) => Promise<T>,
  ): Promise<T> {
    const pictures = await uploads.pictures(card)
    const content = {
      text: fallback(card, words, locale),
      blocks: cardBlocks(card, words, locale, { pictures }),
    }
    for (const wait of pictures.size > 0 ? PICTURE_RETRIES_MS : []) {
      try {
        return await put(content)
      } catch (error) {
        if (!isNotReady(error)) throw error
        await new Promise(resolve => setTimeout(resolve, wait))
      }
    }
    try {
      return await put(content)
    } catch (error) {
      if (isNotReady(error)) uploads.forget(pictures)
      throw error
    }
  }

  /**
   * @returns `channel:timestamp` of the message
   * @throws AnswerLost when the message may have been posted, with or without its files
   */
  async function send(to: string, card: Card, locale: Locale): Promise<string> {
    const documents = await uploads.documents(card)
    const { channel, ts } = await withContent(card, locale, content =>
      limited(to, () => client.chat.postMessage({ channel: to, ...content })).catch(error => {
        throw perhapsSaid(error)
      }),
    )
    try {
      await uploads.share(documents, `${channel}:${ts}`)
    } catch {
      // The message is posted: whether to send it all once more is decided where lost answers are counted.
      throw new AnswerLost()
    }
    return `${channel}:${ts}`
  }

  /** @returns false when there is nothing there that we could change */
  async function edit(messageId: string, card: Card, locale: Locale): Promise<boolean> {
    const [channel = '', ts = ''] = messageId.split(':')
    const documents = await uploads.documents(card, messageId)
    try {
      await withContent(card, locale, content =>
        limited(channel, () => client.chat.update({ channel, ts, ...content }), 'change'),
      )
    } catch (error) {
      if (!isSettled(error)) throw error
      return false
    }
    await uploads.share(documents, messageId)
    return true
  }

  return { send, edit, withContent }
}
