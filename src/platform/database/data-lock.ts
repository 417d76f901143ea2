import { rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makePrivate } from '../files/private-folder.ts'

/** Another process has this data folder open. PGlite allows one process only: two would corrupt it. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse'
  readonly folder: string
  constructor(folder: string) {
    super(`${folder} is in use by another process`)
    this.folder = folder
  }
}

/** The disk has no room for what has to be written (bytes). */
export class DiskFull extends Error {
  override readonly name = 'DiskFull'
  readonly folder: string
  constructor(folder: string) {
    super(`there is no room left on the disk of ${folder}`)
    this.folder = folder
  }
}

/** What the database keeps there cannot be read. */
export class DataFolderDamaged extends Error {
  override readonly name = 'DataFolderDamaged'
  readonly folder: string
  constructor(folder: string, cause: unknown) {
    super(`${folder} cannot be opened`, { cause })
    this.folder = folder
  }
}

/** SQLite's word for a lock that somebody else holds (SQLITE_BUSY). */
const BUSY = 5
/** With less than this (bytes) a database is not even begun. */
const ROOM = 8_000_000

/**
 * Takes the folder for this process. The lock is the operating system's (a write lock of SQLite on a file that holds
 * nothing): it ends with the process however that ends, and knows nothing of process ids, which containers share.
 * @returns how to give it back
 * @throws DataFolderInUse, DiskFull, or why the folder cannot be written
 */
export function lockDataFolder(folder: string): () => void {
  makePrivate(folder)
  if (noRoomIn(folder)) throw new DiskFull(folder)
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY)
      throw new DataFolderInUse(folder)
    throw noRoomIn(folder) ? new DiskFull(folder) : error
  }
  // Until version 0.2 the lock was a number in this file.
  rmSync(join(folder, 'rekan.lock'), { force: true })
  return () => lock.close()
}

/** Whether too little may still be written on the disk of a folder. */
export function noRoomIn(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < ROOM
}
