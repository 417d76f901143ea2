/** A backup on its way into a file or a socket: packed, and under its name only once it is whole. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

/** Ending of a file that is being written; one that stays was left by a process that died. */
export const UNFINISHED = '.unfinished'

export type Write = (piece: string) => Promise<void>

/** Packs what is produced into the target, and ends it. A slow reader slows down who produces. */
export async function packInto<T>(target: Writable, produce: (write: Write) => Promise<T>): Promise<T> {
  const gzip = createGzip()
  const written = finished(gzip.pipe(target))
  // Whoever reads may go away at any time: that is told to whoever waits for `written`.
  written.catch(() => {})
  try {
    const result = await produce(async piece => {
      if (!gzip.write(piece)) await Promise.race([once(gzip, 'drain'), written])
    })
    gzip.end()
    await written
    return result
  } catch (error) {
    gzip.destroy()
    target.destroy()
    throw error
  }
}

/**
 * Has a file written under another name until it is whole: half a backup must not look like one. Only its owner may read
 * it, for it holds everything.
 */
export async function writeWhole<T>(file: string, fill: (target: Writable) => Promise<T>): Promise<T> {
  const unfinished = `${file}${UNFINISHED}`
  // What a process that died left may have been made readable by others.
  await rm(unfinished, { force: true })
  const target = createWriteStream(unfinished, { mode: 0o600, flags: 'wx' })
  try {
    const result = await fill(target)
    // After a power cut the name must not stand for a file whose bytes were not written yet.
    const handle = await open(unfinished, 'r')
    await handle.sync().finally(() => handle.close())
    await rename(unfinished, file)
    return result
  } catch (error) {
    target.destroy()
    await rm(unfinished, { force: true })
    throw error
  }
}
