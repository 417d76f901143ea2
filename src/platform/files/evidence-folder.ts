/**
 * Evidence of Rekan 0.1.0, which lay as files in a local folder that only one process saw and no backup had. It is taken
 * into the database at the next start.
 */
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Logger } from '../observability/log.ts'
import { isEvidenceId } from './evidence-store.ts'

export const evidenceFolder = (dataDir: string) => join(dataDir, 'evidence')

/** The files of such a folder, named by their ids; none where there is no folder. */
export async function* filesOfFolder(folder: string): AsyncGenerator<{ id: string; path: string }> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(noFolder)
  for (const entry of entries)
    if (entry.isFile() && isEvidenceId(entry.name))
      yield { id: entry.name, path: join(entry.parentPath, entry.name) }
}

/**
 * A file is deleted once its bytes are in the database, so what dies halfway is taken up again, and retention finds
 * everything in one place. Files that are not evidence are left alone, and so is the folder that holds them.
 * @returns how many files were taken in
 */
export async function takeInFolder(
  folder: string,
  { db, clock, log }: { db: Database; clock: Clock; log: Logger },
): Promise<number> {
  let count = 0
  for await (const { id, path } of filesOfFolder(folder)) {
    await keepBytes(db, id, await readFile(path), clock.now())
    await rm(path)
    count++
  }
  if (count === 0) return 0
  const left = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(one => one.isFile())
  if (left.length === 0) await rm(folder, { recursive: true })
  log.warn(
    { folder, files: count, left: left.length },
    'evidence of an older Rekan was moved from its folder into the database: it is in every backup from now on',
  )
  return count
}

/** Evidence that the database knows without its bytes, or not at all; bytes that are there stay. */
export async function keepBytes(db: Database, id: string, bytes: Uint8Array, now: Date): Promise<void> {
  await db.client.$executeRaw`
    INSERT INTO "Evidence" AS e ("id", "bytes", "createdAt") VALUES (${id}, ${bytes}, ${now}::timestamptz)
    ON CONFLICT ("id") DO UPDATE SET "bytes" = coalesce(e."bytes", excluded."bytes")`
}

function noFolder(error: unknown): never[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}
