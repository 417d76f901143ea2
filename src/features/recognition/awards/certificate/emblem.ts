/** The office's emblem: looked at by what is in the file, and drawn anew, so that a PDF only meets our own pictures. */
import { fileTypeFromBuffer } from 'file-type'
import { text } from '../../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../../chat/model.ts'
import { png } from '../../../../platform/documents/picture.ts'
import { document, svg } from '../../../../platform/documents/svg.ts'
import type { Files } from '../../../../platform/files/files.ts'
import type { Transact } from '../../../../platform/unit-of-work.ts'
import { saveSettings, settingsOf } from '../setup/settings.ts'
import { EMBLEM, type Sheet } from './layout.ts'

export const EMBLEM_MIMES = ['image/png', 'image/jpeg'] as const
export const MAX_EMBLEM_BYTES = 2_000_000
/** A side longer than this (pixels) is no emblem, and would take the memory of many. */
const MAX_SIDE = 4000

/** Width and height from the file's own head; null where it is no such picture. */
export function sizeOf(bytes: Uint8Array, mime: string): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (mime === 'image/png')
    return bytes.length > 24 ? { width: view.getUint32(16), height: view.getUint32(20) } : null
  // JPEG: from segment to segment, up to the start of frame.
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = view.getUint8(at + 1)
    if (view.getUint8(at) !== 0xff) return null
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

/** The picture in the place it will have, with nothing around it; null where it cannot be drawn. */
async function redrawn(bytes: Uint8Array): Promise<Uint8Array | null> {
  const type = await fileTypeFromBuffer(bytes)
  const mime = EMBLEM_MIMES.find(one => one === type?.mime)
  const size = mime && sizeOf(bytes, mime)
  if (!mime || !size || Math.min(size.width, size.height) < 1) return null
  if (Math.max(size.width, size.height) > MAX_SIDE) return null
  const box = { width: EMBLEM.width * SHARP, height: EMBLEM.height * SHARP }
  const data = `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`
  const image = svg`<image width="${box.width}" height="${box.height}" preserveAspectRatio="xMidYMid meet" href="${data}"/>`
  const [drawn, nothing] = await Promise.all([png(document(box, image)), png(document(box, svg``))])
  // A broken picture is drawn as nothing at all.
  return Buffer.from(drawn).equals(Buffer.from(nothing)) ? null : drawn
}
/** Pixels for a point, half of what platform/picture.ts makes of it. */
const SHARP = 3

export async function emblemOf(files: Files, id: string): Promise<Sheet['emblem']> {
  const file = await files.open(id)
  return file && { bytes: file.bytes }
}

export function createEmblem({ transact, files }: { transact: Transact; files: Files }) {
  async function keep(context: RequestContext, sent: FileRef): Promise<void> {
    const found = await files.open(sent.id)
    if (!found) throw new Refusal(text('awards:refused.fileGone'))
    const bytes = found.bytes.length <= MAX_EMBLEM_BYTES ? await redrawn(found.bytes) : null
    if (!bytes) throw new Refusal(text('awards:refused.emblem'))
    const { id } = await files.put({ name: 'lambang.png', mime: 'image/png', bytes })
    await change(context, id)
  }

  const change = (context: RequestContext, emblemId: string | null): Promise<void> =>
    transact(context, async work => {
      await work.lock('award.settings')
      await saveSettings(work.tx, { ...(await settingsOf(work.tx)), emblemId })
      work.record({ action: 'award.emblem', subject: emblemId })
    })

  return { keep, remove: (context: RequestContext) => change(context, null) }
}
