/**
 * npm run backup [-- FILE]
 * Writes everything Rekan keeps, files included, into one gzip file (default: rekan-<day>.backup.gz), readable by
 * `npm run restore` on PGlite and on PostgreSQL. Rekan goes on working meanwhile: the process that has an embedded
 * database writes the backup itself, on request.
 */
import type { Config } from '../config.ts'
import { packInto, writeWhole } from '../platform/backup/file.ts'
import { outsideFiles } from '../platform/backup/outside.ts'
import { askForBackup } from '../platform/backup/socket.ts'
import { type Written, writeBackup } from '../platform/backup/write.ts'
import { systemClock } from '../platform/clock.ts'
import { COULD_NOT, type Console, configOf, overDatabase, reasonOf, shell } from './database.ts'

export type BackupConfig = Pick<Config, 'database' | 'dataDir' | 'evidence' | 'backupKey'>

/** @returns the exit code: 0 written, 1 written and files are missing in it, 2 not written */
export async function backup(file: string, config: BackupConfig, console: Console): Promise<number> {
  const { database } = config
  try {
    if (database.kind === 'folder') {
      const asked = await writeWhole(file, async target => {
        const written = await askForBackup(database.folder, target)
        if (!written) throw new NobodyThere()
        return written
      }).catch(unlessNobody)
      if (asked) return told(file, asked, config, console)
    }
    return await overDatabase(database, console, async db => {
      const written = await writeWhole(file, target =>
        packInto(target, write =>
          writeBackup(db, {
            now: systemClock.now(),
            key: config.backupKey,
            files: outsideFiles(db, config),
            write,
          }),
        ),
      )
      return told(file, written, config, console)
    })
  } catch (error) {
    console.warn(reasonOf(error))
    return COULD_NOT
  }
}

class NobodyThere extends Error {
  override readonly name = 'NobodyThere'
}
function unlessNobody(error: unknown): null {
  if (error instanceof NobodyThere) return null
  throw error
}

function told(
  file: string,
  { rows, files, missing }: Written,
  { backupKey }: BackupConfig,
  console: Console,
): number {
  console.say(`${rows} rows and ${files} files from outside the database are in ${file}.`)
  console.say('Keep it where only you can read it: it holds personal data.')
  if (!backupKey)
    console.say('It is not signed: set BACKUP_KEY, and a backup that somebody changed will be refused.')
  if (missing.length === 0) return 0
  console.warn(`${missing.length} files lie nowhere and are not in it: ${missing.join(', ')}`)
  return 1
}

if (import.meta.main) {
  const config = configOf(shell)
  const [file = `rekan-${systemClock.now().toISOString().slice(0, 10)}.backup.gz`] = process.argv.slice(2)
  process.exit(config ? await backup(file, config, shell) : COULD_NOT)
}
