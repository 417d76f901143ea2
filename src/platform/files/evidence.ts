/** Evidence people hand in: checked by what is in the file, not by what it is called, and kept for good. */
import { fileTypeFromBuffer } from 'file-type'
import type { FileRef } from '../../chat/model.ts'
import type { Ids } from '../ids.ts'
import type { EvidenceStore } from './evidence-store.ts'
import type { Files } from './files.ts'

export type Kept = { ok: true; file: FileRef } | { ok: false; problem: 'gone' | 'kind' | 'size' }

export interface Evidence {
  /** What a form may ask for: types by content, and the largest size in bytes. */
  readonly takes: { mimes: string[]; maxBytes: number }
  /** Takes over a file that somebody sent. Not inside a transaction: it reads and writes files. */
  keep(sent: FileRef): Promise<Kept>
  /** A copy for one conversation, swept after a day; whoever asks has to be allowed to see it. */
  show(file: FileRef): Promise<FileRef | null>
  remove(id: string): Promise<void>
}

const XML = 'application/vnd.openxmlformats-officedocument'
/** What is taken as evidence: pictures and documents, nothing that runs. */
export const EVIDENCE_MIMES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  `${XML}.wordprocessingml.document`,
  `${XML}.spreadsheetml.sheet`,
]
export const MAX_EVIDENCE_BYTES = 10_000_000
const SHOWN_DAYS = 1
const MAX_NAME = 120

export function createEvidence({
  files,
  store,
  ids,
}: {
  files: Files
  store: EvidenceStore
  ids: Ids
}): Evidence {
  return {
    takes: { mimes: EVIDENCE_MIMES, maxBytes: MAX_EVIDENCE_BYTES },
    keep: async sent => {
      const found = await files.open(sent.id)
      if (!found) return { ok: false, problem: 'gone' }
      if (found.bytes.length > MAX_EVIDENCE_BYTES) return { ok: false, problem: 'size' }
      const type = await fileTypeFromBuffer(found.bytes)
      if (!type || !EVIDENCE_MIMES.includes(type.mime)) return { ok: false, problem: 'kind' }
      const id = ids.next()
      await store.put(id, found.bytes)
      return { ok: true, file: { id, name: nameOf(found.name, type.ext), mime: type.mime } }
    },
    show: async ({ id, name, mime }) => {
      const bytes = await store.open(id)
      return bytes && files.put({ name, mime, bytes }, SHOWN_DAYS)
    },
    remove: id => store.remove(id),
  }
}

/** The name it came with, without a path, ending as its content says. */
function nameOf(name: string, ext: string): string {
  const bare = (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{Cc}/gu, '').replace(/\.[^.]*$/, '')
  return `${bare.slice(0, MAX_NAME) || 'bukti'}.${ext}`
}
