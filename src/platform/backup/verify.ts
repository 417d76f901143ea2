/** Reads a backup from its first line to its last before anything is done with it. */
import { createSeal, END, type SealState } from './seal.ts'
import type { Head } from './write.ts'

/** Why a backup was not restored; nothing was changed. */
export type Fault =
  | { kind: 'not-a-backup' }
  /** It ends early, or was changed after it was written. */
  | { kind: 'damaged' }
  /** There is a key, and the backup is signed with another one, or was changed. */
  | { kind: 'forged' }
  /** There is a key, and the backup is not signed. */
  | { kind: 'missing' }
  /** The database holds people already. */
  | { kind: 'not-empty' }
  /** The database was started with tables that the backup does not know yet. */
  | { kind: 'not-fresh' }
  /** It was made by a newer Rekan. `by`: its version, where it says so. */
  | { kind: 'newer'; by: string | null; migration: string }
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused'
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.kind)
    this.fault = fault
  }
}

/** Gives the file's lines without their ends, from the beginning each time it is called. */
export type Lines = () => AsyncIterable<string>
export interface Verified {
  head: Head
  seal: Extract<SealState, 'signed' | 'unsigned' | 'unchecked'>
}

/** @throws RestoreRefused */
export async function verifyBackup(lines: Lines, key: string | null): Promise<Verified> {
  const seal = createSeal(key)
  let head: Head | null = null
  let state: SealState | null = null
  let count = 0
  for await (const line of lines()) {
    if (state !== null) throw new RestoreRefused({ kind: 'damaged' })
    if (head === null) head = headOf(line)
    else if (line.startsWith(END)) {
      state = seal.check(line, count)
      continue
    } else count++
    seal.update(`${line}\n`)
  }
  if (head === null) throw new RestoreRefused({ kind: 'not-a-backup' })
  if (state === null) throw new RestoreRefused({ kind: 'damaged' })
  if (state === 'damaged' || state === 'forged' || state === 'missing')
    throw new RestoreRefused({ kind: state })
  return { head, seal: state }
}

function headOf(line: string): Head {
  const head = parsed(line)
  if (head?.rekan !== 'backup' || head.version !== 1 || !Array.isArray(head.migrations) || !head.at)
    throw new RestoreRefused({ kind: 'not-a-backup' })
  const { rekan, version, at, by, migrations } = head
  return by === undefined ? { rekan, version, at, migrations } : { rekan, version, at, by, migrations }
}

function parsed(line: string): Partial<Head> | null {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
