/** How a command from the shell reaches the database, and says so when it cannot. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, ConfigProblems, readConfig } from '../config.ts'
import { DataFolderInUse } from '../platform/database/data-lock.ts'
import { type Database, openDatabase, type Place } from '../platform/database/database.ts'
import { MigrationRefused } from '../platform/database/migrate.ts'

/** Exit code of a command that could not do its work, beside 0 (well) and 1 (something is wrong). */
export const COULD_NOT = 2

/** Console of a command: what it found, and what went wrong. */
export interface Console {
  say(line: string): void
  warn(line: string): void
}

export const shell: Console = {
  say: line => void process.stdout.write(`${line}\n`),
  warn: line => void process.stderr.write(`${line}\n`),
}

/**
 * Opens the database, does the work, closes it.
 * @returns the exit code: the work's, or COULD_NOT with the reason told
 */
export async function overDatabase(
  place: Place,
  console: Console,
  work: (db: Database) => Promise<number>,
): Promise<number> {
  if (place.kind === 'folder' && !existsSync(join(place.folder, 'pglite'))) {
    console.warn(`There is no Rekan in ${place.folder}. Set DATA_DIR or DATABASE_URL as it is started with.`)
    return COULD_NOT
  }
  let db: Database | undefined
  try {
    db = await openDatabase(place, undefined, { patient: true })
    return await work(db)
  } catch (error) {
    console.warn(reasonOf(error))
    return COULD_NOT
  } finally {
    await db?.close()
  }
}

/** Reads the environment, or tells what is wrong with it. */
export function configOf(console: Console): Config | null {
  try {
    return readConfig()
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error
    for (const problem of error.problems) console.warn(problem)
    return null
  }
}

export const placeOf = (console: Console): Place | null => configOf(console)?.database ?? null

export function reasonOf(error: unknown): string {
  if (error instanceof DataFolderInUse)
    return `${error.folder} is in use by a running Rekan. Stop it first: a folder is for one process at a time.`
  if (error instanceof MigrationRefused) return error.message
  // The last line says what happened; those before it quote the query.
  const said = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)
  return `The database could not be read: ${said}`
}
