/** Puts cards into Slack conversations, with their pictures and files. */
import type { KnownBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { AnswerLost } from '../../chat/channel.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { Card, FileRef, Locale } from '../../chat/model.ts'
import type { Files } from '../../platform/files/files.ts'
import { cardBlocks, fallback, type Pictures } from './blocks.ts'
import { isNotReady, isSettled, perhapsSaid } from './errors.ts'
import type { Say } from './pace.ts'

/** How often, and how long apart (milliseconds), a message waits for its picture to be ready. */
const PATIENCE = [300, 700, 1500, 3000]
const UPLOAD_WITHIN = 60_000

export function createOutbox(client: WebClient, words: Words, files: Files, say: Say) {
  const isPicture = ({ mime }: FileRef) => mime === 'image/png' || mime === 'image/jpeg'
  const documentsOf = (card: Card) => filesOf(card).filter(file => !isPicture(file))
  const filesOf = (card: Card) => card.blocks.flatMap(block => (block.kind === 'file' ? [block.file] : []))

  /** @returns Slack's id of the file, which nobody sees yet; null when we no longer have it */
  async function upload(file: FileRef): Promise<string | null> {
    const stored = await files.open(file.id)
    if (!stored) return null
    const place = await client.files.getUploadURLExternal({
      filename: file.name,
      length: stored.bytes.length,
    })
    if (!place.upload_url || !place.file_id) throw new Error('no place to upload to')
    const signal = AbortSignal.timeout(UPLOAD_WITHIN)
    const sent = { method: 'POST', body: Uint8Array.from(stored.bytes), signal }
    const answer = await fetch(place.upload_url, sent)
    if (!answer.ok) throw new Error(`upload answered ${answer.status}`)
    return place.file_id
  }

  const complete = (id: string, title: string, share: { channel_id?: string } = {}) =>
    client.files.completeUploadExternal({ files: [{ id, title }], ...share })

  async function pictures(card: Card): Promise<Pictures> {
    const ids = new Map<string, string>()
    for (const file of filesOf(card).filter(isPicture)) {
      const id = await upload(file)
      if (!id) continue
      await complete(id, file.name)
      ids.set(file.id, id)
    }
    return ids
  }

  /** The message's content, tried again while its picture is not ready. */
  async function withContent<T>(
    card: Card,
    locale: Locale,
    put: (content: Content) => Promise<T>,
  ): Promise<T> {
    const uploaded = await pictures(card)
    const content = {
      text: fallback(card, words, locale),
      blocks: cardBlocks(card, words, locale, { pictures: uploaded }),
    }
    for (const wait of uploaded.size > 0 ? PATIENCE : []) {
      try {
        return await put(content)
      } catch (error) {
        if (!isNotReady(error)) throw error
        await new Promise(resolve => setTimeout(resolve, wait))
      }
    }
    return put(content)
  }

  /** @throws AnswerLost when the message may stand there, with or without its files */
  async function send(to: string, card: Card, locale: Locale): Promise<string> {
    const documents: [id: string, name: string][] = []
    for (const file of documentsOf(card)) {
      const id = await upload(file)
      if (id) documents.push([id, file.name])
    }
    const { channel, ts } = await withContent(card, locale, content =>
      say(to, () => client.chat.postMessage({ channel: to, ...content })).catch(error => {
        throw perhapsSaid(error)
      }),
    )
    try {
      for (const [id, name] of documents) await complete(id, name, channel ? { channel_id: channel } : {})
    } catch {
      // Said is said: to say it all once more is for whoever counts the doubts.
      throw new AnswerLost()
    }
    return `${channel}:${ts}`
  }

  /** @returns false when there is nothing there that we could change */
  async function edit(messageId: string, card: Card, locale: Locale): Promise<boolean> {
    const [channel = '', ts = ''] = messageId.split(':')
    try {
      await withContent(card, locale, content =>
        say(channel, () => client.chat.update({ channel, ts, ...content }), 'change'),
      )
      return true
    } catch (error) {
      if (!isSettled(error)) throw error
      return false
    }
  }

  return {
    send,
    edit,
    withContent,
    hasFiles: (card: Card) => filesOf(card).length > 0,
    /** Pictures stand among the words; any other file is shared beside them, where the bot may speak. */
    hasDocuments: (card: Card) => documentsOf(card).length > 0,
  }
}
export type Content = { text: string; blocks: KnownBlock[] }
export type Outbox = ReturnType<typeof createOutbox>
