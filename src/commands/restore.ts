/**
 * npm run restore -- FILE
 * Puts a backup into an empty database: all of it, or nothing. PGlite's backup fits PostgreSQL and the other way round,
 * which is also how an office moves from one to the other; an older Rekan's backup is brought to this version.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Config } from '../config.ts'
import { type Restored, readBackup } from '../platform/backup/read.ts'
import { type Fault, RestoreRefused } from '../platform/backup/verify.ts'
import { type Database, openDatabase } from '../platform/database/database.ts'
import { REKAN_VERSION } from '../platform/version.ts'
import { COULD_NOT, type Console, configOf, reasonOf, shell } from './database.ts'

/** @returns the exit code: 0 restored, 1 refused and nothing changed, 2 could not be tried */
export async function restore(
  file: string,
  { database, backupKey }: Pick<Config, 'database' | 'backupKey'>,
  console: Console,
): Promise<number> {
  let db: Database | undefined
  try {
    db = await openDatabase(database, undefined, { patient: true })
    const restored = await readBackup(db, () => linesOf(file), backupKey)
    for (const line of reportOf(restored)) console.say(line)
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
    case 'forged':
      return 'This backup was changed after it was signed, or signed with another BACKUP_KEY. Nothing was changed.'
    case 'missing':
      return 'This backup is not signed, and BACKUP_KEY is set: somebody may have made it up. If you know where it comes from, restore it with an empty BACKUP_KEY. Nothing was changed.'
    case 'not-fresh':
      return 'This database was started with a newer Rekan than the one that made the backup. Restore into a new, empty one (another DATA_DIR or DATABASE_URL). Nothing was changed.'
    case 'newer':
      return `This backup was made by ${fault.by ? `Rekan ${fault.by}` : 'a newer Rekan'} (it has ${fault.migration}), and this is Rekan ${REKAN_VERSION}. Restore it with ${fault.by ? `Rekan ${fault.by} or newer` : 'that version'}. Nothing was changed.`
  }
}

const SEALS = {
  signed: 'Its signature is right.',
  unsigned: 'It was not signed: its sum tells damage, and not whether somebody changed it.',
  unchecked: 'It is signed, and was not checked: BACKUP_KEY is not set here.',
}

function* reportOf({ rows, files, head, seal }: Restored): Generator<string> {
  const by = head.by ? `Rekan ${head.by}` : 'an older Rekan'
  yield `${rows} rows and ${files} files were restored from the backup of ${head.at}, made by ${by}.`
  yield `${SEALS[seal]} Run npm run audit:verify, then npm start.`
}

if (import.meta.main) {
  const config = configOf(shell)
  const [file] = process.argv.slice(2)
  if (!file) shell.warn('Which file? npm run restore -- FILE')
  process.exit(config && file ? await restore(file, config, shell) : COULD_NOT)
}
