import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makePrivate } from '../files/private-folder.ts'

/** Another process has this data folder open. PGlite allows one process only: two would corrupt it. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse'
  readonly folder: string
  readonly pid: number
  constructor(folder: string, pid: number) {
    super(`${folder} is in use by process ${pid}`)
    this.folder = folder
    this.pid = pid
  }
}

/**
 * Takes the folder for this process. A lock left behind by a process that died is taken over.
 * @returns how to give it back
 * @throws DataFolderInUse
 */
export function lockDataFolder(folder: string): () => void {
  makePrivate(folder)
  const file = join(folder, 'rekan.lock')
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const pid = Number(readFileSync(file, 'utf8'))
      if (isAlive(pid)) throw new DataFolderInUse(folder, pid)
      rmSync(file, { force: true })
    }
  }
  throw new DataFolderInUse(folder, Number.NaN)
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
