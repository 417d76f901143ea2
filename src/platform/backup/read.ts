import { createHash } from 'node:crypto'
import type { Database, Tx } from '../database/database.ts'
import { appliedMigrations, foreignKeys, quoted, serials, tableNames } from './tables.ts'
import type { Head } from './write.ts'

/** Why a backup was not restored; nothing was changed. */
export type Fault =
  | { kind: 'not-a-backup' }
  /** It ends early, or was changed after it was written. */
  | { kind: 'damaged' }
  /** The database holds people already. */
  | { kind: 'not-empty' }
  /** It was made by a Rekan with other tables. */
  | { kind: 'other-version'; missing: string[]; unknown: string[] }
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused'
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.kind)
    this.fault = fault
  }
}

/** Rows, and characters, put in at a time. */
const PAGE = 500
const PAGE_LENGTH = 4_000_000

/**
 * Puts a backup into an empty, migrated database: all of it, or nothing.
 * @param lines the file's lines without their ends
 * @returns how many rows were put in
 * @throws RestoreRefused
 */
export async function readBackup(db: Database, lines: AsyncIterable<string>): Promise<number> {
  return db.client.$transaction(tx => restore(tx, lines), { maxWait: 15_000, timeout: 60 * 60 * 1000 })
}

async function restore(tx: Tx, lines: AsyncIterable<string>): Promise<number> {
  const tables = new Set(await tableNames(tx))
  if ((await tx.person.count()) > 0) throw new RestoreRefused({ kind: 'not-empty' })
  // Rows refer to each other in circles: references are taken off, and checked again all at once at the end.
  const references = await foreignKeys(tx)
  for (const { table, name } of references)
    await tx.$executeRawUnsafe(`ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${quoted(name)}`)
  const count = await readRows(tx, lines, tables)
  for (const { table, name, definition } of references)
    await tx.$executeRawUnsafe(`ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${quoted(name)} ${definition}`)
  for (const { table, column, sequence } of await serials(tx))
    await tx.$executeRawUnsafe(
      `SELECT setval('${sequence}', greatest(1, (SELECT coalesce(max(${quoted(column)}), 1) FROM ${quoted(table)})))`,
    )
  return count
}

async function readRows(tx: Tx, lines: AsyncIterable<string>, tables: ReadonlySet<string>): Promise<number> {
  const hash = createHash('sha256')
  const page = createPage(tx)
  let [count, seen, ended] = [0, 0, false]
  for await (const line of lines) {
    if (ended) throw new RestoreRefused({ kind: 'damaged' })
    if (seen++ === 0) await checkHead(tx, line)
    else if (line.startsWith('end\t')) {
      const [, rows, digest] = line.split('\t')
      if (Number(rows) !== count || digest !== hash.digest('hex'))
        throw new RestoreRefused({ kind: 'damaged' })
      ended = true
      continue
    } else {
      const tab = line.indexOf('\t')
      const table = line.slice(0, tab)
      if (tab < 1 || !tables.has(table)) throw new RestoreRefused({ kind: 'damaged' })
      await page.put(table, line.slice(tab + 1))
      count++
    }
    hash.update(`${line}\n`)
  }
  if (seen === 0) throw new RestoreRefused({ kind: 'not-a-backup' })
  if (!ended) throw new RestoreRefused({ kind: 'damaged' })
  await page.flush()
  return count
}

async function checkHead(tx: Tx, line: string): Promise<void> {
  const head = parsed(line)
  if (head?.rekan !== 'backup' || head.version !== 1 || !Array.isArray(head.migrations))
    throw new RestoreRefused({ kind: 'not-a-backup' })
  const ours = await appliedMigrations(tx)
  const missing = head.migrations.filter(name => !ours.includes(name))
  const unknown = ours.filter(name => !head.migrations?.includes(name))
  if (missing.length + unknown.length > 0)
    throw new RestoreRefused({ kind: 'other-version', missing, unknown })
}

function parsed(line: string): Partial<Head> | null {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** Gathers rows of one table, to put them in with one statement. */
function createPage(tx: Tx) {
  let table = ''
  let rows: string[] = []
  let length = 0

  async function flush(): Promise<void> {
    if (rows.length === 0) return
    const name = quoted(table)
    await tx.$executeRawUnsafe(
      `INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, $1::json)`,
      `[${rows.join(',')}]`,
    )
    rows = []
    length = 0
  }
  return {
    flush,
    put: async (to: string, row: string): Promise<void> => {
      if (to !== table || rows.length >= PAGE || length >= PAGE_LENGTH) await flush()
      table = to
      rows.push(row)
      length += row.length
    },
  }
}
