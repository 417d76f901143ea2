import { createHash } from 'node:crypto'
import type { Database, Tx } from '../database/database.ts'
import { appliedMigrations, holdsFiles, quoted, tableNames } from './tables.ts'

/** First line of a backup. */
export interface Head {
  rekan: 'backup'
  version: 1
  /** When it was made, ISO 8601 UTC. */
  at: string
  migrations: string[]
}

/** Rows read at a time; those that hold whole files are read one by one. */
const PAGE = 500

/**
 * Every table as lines of text, the same for PGlite and PostgreSQL, so that either can be restored from the
 * other's: a head, `Table<TAB>row as JSON` for each row, and an end with the count and the SHA-256 of all before.
 * Read in one repeatable-read transaction: one moment of the office, though it goes on working.
 * @param write takes a piece of the file; awaited, so that a slow disk is not flooded
 * @returns how many rows were written
 */
export async function writeBackup(
  db: Database,
  now: Date,
  write: (piece: string) => Promise<void>,
): Promise<number> {
  const hash = createHash('sha256')
  const put = async (piece: string) => {
    hash.update(piece)
    await write(piece)
  }
  const rows = await db.client.$transaction(tx => writeTables(tx, now, put), {
    isolationLevel: 'RepeatableRead',
    maxWait: 15_000,
    timeout: 60 * 60 * 1000,
  })
  await write(`end\t${rows}\t${hash.digest('hex')}\n`)
  return rows
}

async function writeTables(tx: Tx, now: Date, put: (piece: string) => Promise<void>): Promise<number> {
  const head: Head = {
    rekan: 'backup',
    version: 1,
    at: now.toISOString(),
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
