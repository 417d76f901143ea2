/**
 * npm run restore -- FILE
 * Puts a backup into an empty database: all of it, or nothing. PGlite's backup fits PostgreSQL and the other way
 * round, which is also how an office moves from one to the other.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { type Fault, RestoreRefused, readBackup } from '../platform/backup/read.ts'
import { type Database, openDatabase, type Place } from '../platform/database/database.ts'
import { migrate } from '../platform/database/migrate.ts'
import { COULD_NOT, type Console, placeOf, reasonOf, shell } from './database.ts'

/** @returns the exit code: 0 restored, 1 refused and nothing changed, 2 could not be tried */
export async function restore(file: string, place: Place, console: Console): Promise<number> {
  let db: Database | undefined
  try {
    db = await openDatabase(place, undefined, { patient: true })
    await migrate(db)
    const rows = await readBackup(db, linesOf(file))
    console.say(`${rows} rows were restored. Run npm run audit:verify, then npm start.`)
    return 0
  } catch (error) {
    if (error instanceof RestoreRefused) {
      console.warn(said(error.fault))
      return 1
    }
    console.warn(reasonOf(error))
    return COULD_NOT
  } finally {
    await db?.close()
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const text = source.pipe(createGunzip())
  source.once('error', error => text.destroy(error))
  try {
    yield* createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })
    if (text.errored) throw text.errored
  } catch (error) {
    // What gunzip cannot read was not written by us, or not to its end.
    throw isUnreadable(error) ? new RestoreRefused({ kind: 'damaged' }) : error
  }
}

const isUnreadable = (error: unknown) =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

function said(fault: Fault): string {
  switch (fault.kind) {
    case 'not-a-backup':
      return 'This file is not a backup of Rekan. Nothing was changed.'
    case 'damaged':
      return 'This backup is damaged: it ends early, or was changed after it was written. Nothing was changed.'
    case 'not-empty':
      return 'This database is in use: it holds people. Restore into an empty one (another DATA_DIR or DATABASE_URL).'
    case 'other-version':
      return `This backup was made by another version of Rekan (missing here: ${fault.missing.join(', ') || 'none'}; not in the backup: ${fault.unknown.join(', ') || 'none'}). Restore it with that version. Nothing was changed.`
  }
}

if (import.meta.main) {
  const place = placeOf(shell)
  const [file] = process.argv.slice(2)
  if (!file) shell.warn('Which file? npm run restore -- FILE')
  process.exit(place && file ? await restore(file, place, shell) : COULD_NOT)
}
