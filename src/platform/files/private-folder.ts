import { chmodSync, mkdirSync, statSync } from 'node:fs'

/**
 * Makes a folder that only its owner can enter, and closes one that others could: what is in it holds personal data, and
 * need not be closed file by file.
 * @returns false when it stays open, for it belongs to another user or lies on a disk without permissions
 */
export function makePrivate(folder: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const open = () => (statSync(folder).mode & 0o077) !== 0
  if (!open()) return true
  try {
    chmodSync(folder, 0o700)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error
  }
  return !open()
}
