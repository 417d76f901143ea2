import { createHash } from 'node:crypto'
import type { FileRef } from '../../chat/model.ts'
import { cleanText } from '../../domain/text/clean-text.ts'
import type { Clock } from '../clock.ts'
import type { Database, Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'

/** Files people sent and pictures Rekan made, kept in the database so that every process sees them. */
export interface Files {
  /** @param keepDays after so many days the file is swept away; kept for good when not said */
  put(file: { name: string; mime: string; bytes: Uint8Array }, keepDays?: number): Promise<FileRef>
  /**
   * What is made from the same `content` is made once and kept; a picture that is asked for often is there already.
   * Not inside a transaction: making it takes its time.
   */
  once(
    content: string,
    file: { name: string; mime: string; make(): Promise<Uint8Array> },
    keepDays: number,
  ): Promise<FileRef>
  /** `null`: never was, or has been swept away. */
  open(id: string): Promise<(FileRef & { bytes: Uint8Array }) | null>
  /** From now on the file stays: it belongs to something. */
  keep(tx: Tx, id: string): Promise<void>
  sweep(now: Date): Promise<void>
}

const DAY = 24 * 60 * 60 * 1000

export function storedFiles({ db, clock, ids }: { db: Database; clock: Clock; ids: Ids }): Files {
  return {
    put: async ({ name: given, mime: sort, bytes }, keepDays) => {
      const [name, mime] = [cleanText(given), cleanText(sort)]
      const now = clock.now()
      const expiresAt = keepDays === undefined ? null : new Date(now.getTime() + keepDays * DAY)
      const id = ids.next()
      await db.client.storedFile.create({
        data: { id, name, mime, bytes: Uint8Array.from(bytes), createdAt: now, expiresAt },
      })
      return { id, name, mime }
    },
    once: async (content, { name, mime, make }, keepDays) => {
      const id = createHash('sha256').update(`${mime} ${content}`).digest('hex').slice(0, 24)
      const now = clock.now()
      const expiresAt = new Date(now.getTime() + keepDays * DAY)
      const known = await db.client.storedFile.updateMany({ where: { id }, data: { expiresAt } })
      if (known.count === 0) {
        const bytes = Uint8Array.from(await make())
        const row = { id, name, mime, bytes, createdAt: now, expiresAt }
        // Two may have drawn it at once: one of them is kept.
        await db.client.storedFile.createMany({ data: [row], skipDuplicates: true })
      }
      return { id, name, mime }
    },
    open: async id => {
      const row = await db.client.storedFile.findUnique({ where: { id } })
      return row && { id, name: row.name, mime: row.mime, bytes: row.bytes }
    },
    keep: async (tx, id) => {
      await tx.storedFile.updateMany({ where: { id }, data: { expiresAt: null } })
    },
    sweep: async now => {
      await db.client.storedFile.deleteMany({ where: { expiresAt: { lt: now } } })
    },
  }
}
