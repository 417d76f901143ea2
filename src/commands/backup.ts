/**
 * npm run backup [-- FILE]
 * Writes everything Rekan keeps into one gzip file (default: rekan-<day>.backup.gz), readable by `npm run restore`
 * on PGlite and on PostgreSQL. PostgreSQL goes on working meanwhile; a PGlite folder has to be stopped first.
 */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { writeBackup } from '../platform/backup/write.ts'
import { systemClock } from '../platform/clock.ts'
import { COULD_NOT, type Console, overDatabase, placeOf, shell } from './database.ts'

/** @returns the exit code: 0 written, 2 not */
export async function backup(
  file: string,
  place: Parameters<typeof overDatabase>[0],
  console: Console,
): Promise<number> {
  return overDatabase(place, console, async db => {
    // Under another name until it is whole: half a backup must not look like one.
    const unfinished = `${file}.unfinished`
    // Only its owner may read it: it holds everything.
    const target = createWriteStream(unfinished, { mode: 0o600 })
    const gzip = createGzip()
    const written = finished(gzip.pipe(target))
    const rows = await writeBackup(db, systemClock.now(), async piece => {
      if (!gzip.write(piece)) await Promise.race([once(gzip, 'drain'), written])
    })
    gzip.end()
    await written
    await rename(unfinished, file)
    console.say(`${rows} rows are in ${file}. Keep it where only you can read it: it holds personal data.`)
    return 0
  })
}

if (import.meta.main) {
  const place = placeOf(shell)
  const [file = `rekan-${systemClock.now().toISOString().slice(0, 10)}.backup.gz`] = process.argv.slice(2)
  process.exit(place ? await backup(file, place, shell) : COULD_NOT)
}
