import type { Database, Tx } from '../database/database.ts'
import { REKAN_VERSION } from '../version.ts'
import type { OutsideFiles } from './outside.ts'
import { createSeal } from './seal.ts'
import { appliedMigrations, holdsFiles, quoted, tableNames } from './tables.ts'

/** First line of a backup. */
export interface Head {
  rekan: 'backup'
  version: 1
  /** When it was made, ISO 8601 UTC. */
  at: string
  /** Which Rekan made it; 0.1.0 and 0.2.0 did not say. */
  by?: string
  migrations: string[]
}
/** Begins the line of a file that lay outside the database; names of tables begin with a capital. */
export const FILE = 'file\t'

export interface Backup {
  now: Date
  /** Signs it; null: whoever can write the file can change it unseen. */
  key: string | null
  files: OutsideFiles
  /** Takes a piece of the file; awaited, so that a slow disk is not flooded. */
  write(piece: string): Promise<void>
}
export interface Written {
  rows: number
  files: number
  /** Ids of files that the database names, and that lie nowhere. */
  missing: string[]
}

/** Rows read at a time; those that hold whole files are read one by one. */
const PAGE = 500

/**
 * Every table as lines of text, the same for PGlite and PostgreSQL, so that either can be restored from the other's: a
 * head, `Table<TAB>row as JSON` for each row, the files that lie elsewhere, and an end with the count and the sums of all
 * before. Tables are read in one repeatable-read transaction: one moment of the office, though it goes on working.
 */
export async function writeBackup(db: Database, { now, key, files, write }: Backup): Promise<Written> {
  const seal = createSeal(key)
  const put = async (piece: string) => {
    seal.update(piece)
    await write(piece)
  }
  const rows = await db.client.$transaction(tx => writeTables(tx, now, put), {
    isolationLevel: 'RepeatableRead',
    maxWait: 60_000,
    timeout: 60 * 60 * 1000,
  })
  const missing: string[] = []
  let count = 0
  for await (const { id, bytes } of files()) {
    if (!bytes) {
      missing.push(id)
      continue
    }
    await put(`${FILE}${JSON.stringify({ id, bytes: Buffer.from(bytes).toString('base64') })}\n`)
    count++
  }
  await write(`${seal.line(rows + count)}\n`)
  return { rows, files: count, missing }
}

async function writeTables(tx: Tx, now: Date, put: (piece: string) => Promise<void>): Promise<number> {
  const head: Head = {
    rekan: 'backup',
    version: 1,
    at: now.toISOString(),
    by: REKAN_VERSION,
    migrations: await appliedMigrations(tx),
  }
  await put(`${JSON.stringify(head)}\n`)
  let rows = 0
  for (const table of await tableNames(tx)) rows += await writeTable(tx, table, put)
  return rows
}

async function writeTable(tx: Tx, table: string, put: (piece: string) => Promise<void>): Promise<number> {
  // A cursor reads a table once, whatever its key is.
  await tx.$executeRawUnsafe(
    `DECLARE rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${quoted(table)} t`,
  )
  const size = (await holdsFiles(tx, table)) ? 1 : PAGE
  let count = 0
  for (;;) {
    const page = await tx.$queryRawUnsafe<{ row: string }[]>(`FETCH ${size} FROM rows`)
    if (page.length === 0) break
    // JSON has no raw line breaks or tabs, so a line is a row.
    await put(page.map(({ row }) => `${table}\t${row}\n`).join(''))
    count += page.length
  }
  await tx.$executeRawUnsafe('CLOSE rows')
  return count
}
