/** Puts cards into Slack conversations, with their pictures and files. */
import type { WebClient } from '@slack/web-api'
import type { Card, FileRef, Locale } from '../../chat/model.ts'
import type { Words } from '../../chat/words.ts'
import type { Files } from '../../platform/files.ts'
import { cardBlocks, fallback, type Pictures } from './blocks.ts'
import { isNotReady, isSettled } from './errors.ts'

/** How often, and how long apart (milliseconds), a message waits for its picture to be ready. */
const PATIENCE = [300, 700, 1500, 3000]

export function createOutbox(client: WebClient, words: Words, files: Files) {
  const isPicture = ({ mime }: FileRef) => mime === 'image/png' || mime === 'image/jpeg'
  const filesOf = (card: Card) => card.blocks.flatMap(block => (block.kind === 'file' ? [block.file] : []))

  async function upload(file: FileRef, share: { channel_id?: string } = {}): Promise<string | null> {
    const stored = await files.open(file.id)
    if (!stored) return null
    const url = await client.files.getUploadURLExternal({ filename: file.name, length: stored.bytes.length })
    if (!url.upload_url || !url.file_id) throw new Error('no place to upload to')
    const answer = await fetch(url.upload_url, { method: 'POST', body: Uint8Array.from(stored.bytes) })
    if (!answer.ok) throw new Error(`upload answered ${answer.status}`)
    await client.files.completeUploadExternal({ files: [{ id: url.file_id, title: file.name }], ...share })
    return url.file_id
  }

  async function pictures(card: Card): Promise<Pictures> {
    const ids = new Map<string, string>()
    for (const file of filesOf(card).filter(isPicture)) {
      const id = await upload(file)
      if (id) ids.set(file.id, id)
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
    const content = { text: fallback(card, words, locale), blocks: cardBlocks(card, words, locale, uploaded) }
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

  async function send(to: string, card: Card, locale: Locale): Promise<string> {
    const { channel, ts } = await withContent(card, locale, content =>
      client.chat.postMessage({ channel: to, ...content }),
    )
    for (const file of filesOf(card).filter(one => !isPicture(one)))
      await upload(file, channel ? { channel_id: channel } : {})
    return `${channel}:${ts}`
  }

  async function edit(messageId: string, card: Card, locale: Locale): Promise<void> {
    const [channel = '', ts = ''] = messageId.split(':')
    try {
      await withContent(card, locale, content => client.chat.update({ channel, ts, ...content }))
    } catch (error) {
      if (!isSettled(error)) throw error
    }
  }

  return { send, edit, withContent }
}
export type Content = { text: string; blocks: ReturnType<typeof cardBlocks> }
export type Outbox = ReturnType<typeof createOutbox>
