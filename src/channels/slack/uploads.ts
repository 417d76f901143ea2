/** Files on their way to Slack: uploaded first, then completed, with or without being shared in a channel. */
import type { WebClient } from '@slack/web-api'
import type { Card, FileRef } from '../../chat/model.ts'
import { createBeside } from '../../platform/files/beside.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Pictures } from './blocks.ts'

const UPLOAD_TIMEOUT_MS = 60_000

/** So many pictures are remembered by Slack's id of them: the same one is not uploaded again at each change. */
const REMEMBERED = 1000

/** A document that is uploaded but not yet shared. */
export interface Uploaded {
  id: string
  name: string
  /** Our own. */
  file: FileRef
}

export type Uploads = ReturnType<typeof createUploads>

export function createUploads(client: WebClient, files: Files) {
  const beside = createBeside()
  const known = new Map<string, string>()

  /** @returns Slack's id of the file, which nobody sees yet; null when we no longer have it */
  async function upload(file: FileRef): Promise<string | null> {
    const stored = await files.open(file.id)
    if (!stored) return null
    const target = await client.files.getUploadURLExternal({
      filename: file.name,
      length: stored.bytes.length,
    })
    if (!target.upload_url || !target.file_id) throw new Error('slack gave no address to upload to')
    const signal = AbortSignal.timeout(UPLOAD_TIMEOUT_MS)
    const request = { method: 'POST', body: Uint8Array.from(stored.bytes), signal }
    const answer = await fetch(target.upload_url, request)
    if (!answer.ok) throw new Error(`upload answered ${answer.status}`)
    return target.file_id
  }

  const complete = (id: string, title: string, share: { channel_id?: string } = {}) =>
    client.files.completeUploadExternal({ files: [{ id, title }], ...share })

  async function picture(file: FileRef): Promise<string | null> {
    const id = await upload(file)
    if (!id) return null
    await complete(id, file.name)
    known.set(file.id, id)
    const [oldest] = known.keys()
    if (oldest !== undefined && known.size > REMEMBERED) known.delete(oldest)
    return id
  }

  /** Slack does not know them any more, or not yet: the next message uploads them anew. */
  function forget(pictures: Pictures): void {
    for (const id of pictures.keys()) known.delete(id)
  }

  /** Pictures are completed without a channel: the message's own blocks show them. */
  async function pictures(card: Card): Promise<Pictures> {
    const ids = new Map<string, string>()
    for (const file of filesOf(card).filter(isPicture)) {
      const id = known.get(file.id) ?? (await picture(file))
      if (id) ids.set(file.id, id)
    }
    return ids
  }

  /** @param message where those of them are left out that stand beside it already */
  async function documents(card: Card, message?: string): Promise<Uploaded[]> {
    const all = filesOf(card).filter(one => !isPicture(one))
    const uploaded: Uploaded[] = []
    for (const file of message === undefined ? all : beside.missing(message, all)) {
      const id = await upload(file)
      if (id) uploaded.push({ id, name: file.name, file })
    }
    return uploaded
  }

  /** @param message beside which they stand: `channel:timestamp` */
  async function share(uploaded: readonly Uploaded[], message: string): Promise<void> {
    const [channel] = message.split(':')
    for (const { id, name, file } of uploaded) {
      await complete(id, name, channel ? { channel_id: channel } : {})
      beside.sent(message, [file])
    }
  }

  return { pictures, forget, documents, share }
}

const filesOf = (card: Card) => card.blocks.flatMap(block => (block.kind === 'file' ? [block.file] : []))
const isPicture = ({ mime }: FileRef) => mime === 'image/png' || mime === 'image/jpeg'

export const hasFiles = (card: Card) => filesOf(card).length > 0
/** Pictures are part of the message; any other file is shared beside it, where the bot may post. */
export const hasDocuments = (card: Card) => !filesOf(card).every(isPicture)
