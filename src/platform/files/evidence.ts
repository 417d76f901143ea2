/**
 * Evidence people hand in: checked by what is in the file, not by what it is called. It is kept as long as something
 * refers to it: what retention deletes takes its files along. The bytes lie in the database, where every process and
 * every backup has them, or in an S3 store where one is configured.
 */
import { fileTypeFromBuffer } from 'file-type'
import type { FileRef } from '../../chat/model.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import type { EvidenceStore } from './evidence-store.ts'
import type { Files } from './files.ts'

export type Kept = { ok: true; file: FileRef } | { ok: false; problem: 'gone' | 'kind' | 'size' }

export interface Evidence {
  /** What a form may ask for: types by content, and the largest size in bytes. */
  readonly takes: { mimes: string[]; maxBytes: number }
  /** Takes over a file that somebody sent. Not inside a transaction: it reads and writes files. */
  keep(sent: FileRef): Promise<Kept>
  /** A copy to be shown in conversations, swept after a day; whoever asks has to be allowed to see it. */
  show(file: FileRef): Promise<FileRef | null>
  /** Of something that does not refer to it any more; what is still referred to stays. */
  remove(id: string): Promise<void>
  /** Deletes what nothing refers to: rows were deleted after their time, or a process died before it wrote them. */
  sweep(now: Date): Promise<void>
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
/** A file is kept before the row that refers to it is written: one that is younger may still get its row (hours). */
const GRACE_HOURS = 24
const HOUR = 60 * 60 * 1000
const SWEPT_AT_ONCE = 500

/** Nothing refers to it. Foreign keys hold the same: a new kind of reference that is missing here deletes nothing. */
const UNUSED = {
  objections: { none: {} },
  progress: { none: {} },
  certificates: { none: {} },
  outside: { none: {} },
}
const MAX_NAME = 120

export interface EvidenceDeps {
  db: Database
  clock: Clock
  ids: Ids
  files: Files
  /** Where new files go; null: the database. */
  store: EvidenceStore | null
}

export function createEvidence({ db, clock, ids, files, store }: EvidenceDeps): Evidence {
  const { evidence: table } = db.client
  let sweptAt = 0

  async function removeUnused(id: string): Promise<void> {
    const row = await table.findFirst({ where: { id, ...UNUSED }, select: { id: true } })
    if (!row) return
    await store?.remove(id)
    await table.deleteMany({ where: { id, ...UNUSED } })
  }

  return {
    takes: { mimes: EVIDENCE_MIMES, maxBytes: MAX_EVIDENCE_BYTES },
    keep: async sent => {
      const found = await files.open(sent.id)
      if (!found) return { ok: false, problem: 'gone' }
      if (found.bytes.length > MAX_EVIDENCE_BYTES) return { ok: false, problem: 'size' }
      const type = await fileTypeFromBuffer(found.bytes)
      if (!type || !EVIDENCE_MIMES.includes(type.mime)) return { ok: false, problem: 'kind' }
      const id = ids.next()
      const bytes = store ? null : Uint8Array.from(found.bytes)
      // The row comes first: no file lies in the store that the sweep does not know.
      await table.create({ data: { id, bytes, createdAt: clock.now() } })
      await store?.put(id, found.bytes)
      return { ok: true, file: { id, name: nameOf(found.name, type.ext), mime: type.mime } }
    },
    show: async ({ id, name, mime }) => {
      const row = await table.findUnique({ where: { id } })
      const bytes = row && (row.bytes ?? (await store?.open(id)))
      if (!bytes) return null
      // One copy, however many look at it: it is no smaller than the file.
      return files.once(`evidence ${id}`, { name, mime, make: async () => bytes }, SHOWN_DAYS)
    },
    remove: removeUnused,
    sweep: async now => {
      if (now.getTime() - sweptAt < HOUR) return
      sweptAt = now.getTime()
      const rows = await table.findMany({
        where: { createdAt: { lt: new Date(now.getTime() - GRACE_HOURS * HOUR) }, ...UNUSED },
        select: { id: true },
        orderBy: { createdAt: 'asc' },
        take: SWEPT_AT_ONCE,
      })
      for (const { id } of rows) await removeUnused(id)
    },
  }
}

/** The name it came with, without a path, ending as its content says. */
function nameOf(name: string, ext: string): string {
  const bare = (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{Cc}/gu, '').replace(/\.[^.]*$/, '')
  return `${bare.slice(0, MAX_NAME) || 'bukti'}.${ext}`
}
