/** A demonstration and an office never share a folder: each refuses what the other made. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const MARK = 'rekan-demo.txt'

/** The folder has something in it that no demonstration put there. */
export class NotADemoFolder extends Error {
  override readonly name = 'NotADemoFolder'
  constructor(folder: string) {
    super(`the folder ${folder} was not made by a demonstration`)
  }
}

/** The folder holds sample people, and an office's Rekan was to open it. */
export class DemoFolder extends Error {
  override readonly name = 'DemoFolder'
  readonly folder: string
  constructor(folder: string) {
    super(`the folder ${folder} holds a demonstration`)
    this.folder = folder
  }
}

/**
 * Marks an empty folder as a demonstration's, or finds the mark of an earlier one.
 * @throws NotADemoFolder
 */
export function takeDemoFolder(folder: string): void {
  if (existsSync(join(folder, MARK))) return
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new NotADemoFolder(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(
    join(folder, MARK),
    'A demonstration of Rekan made this folder. It may be deleted at any time.\n',
    { mode: 0o600 },
  )
}

/** @throws DemoFolder */
export function refuseDemoFolder(folder: string): void {
  if (existsSync(join(folder, MARK))) throw new DemoFolder(folder)
}
