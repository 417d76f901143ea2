/** Puts a backup into an empty database, and brings it to the tables of this version. */
import type { Database, Tx } from '../database/database.ts'
import { migrate, migrationFiles } from '../database/migrate.ts'
import { keepBytes } from '../files/evidence-folder.ts'
import { END } from './seal.ts'
import { appliedMigrations, foreignKeys, hasTable, quoted, serials, tableNames } from './tables.ts'
import { type Lines, RestoreRefused, type Verified, verifyBackup } from './verify.ts'
import { FILE, type Head } from './write.ts'

/** Rows, and characters, put in at a time. */
const PAGE = 500
const PAGE_LENGTH = 4_000_000

export interface Restored extends Verified {
  rows: number
  files: number
}

/**
 * The tables are made as the backup's Rekan had them, filled, and then migrated as at an update: so a backup of any older
 * version can be restored. The whole file is checked before; its rows come in together, or not at all.
 * @param key `BACKUP_KEY`: a backup that is not signed with it is refused; null: signatures are not checked
 * @throws RestoreRefused, and nothing was changed
 */
export async function readBackup(db: Database, lines: Lines, key: string | null): Promise<Restored> {
  const verified = await verifyBackup(lines, key)
  const { head } = verified
  const known = migrationFiles()
  const unknown = head.migrations.filter(name => !known.some(file => file.name === name)).at(-1)
  if (unknown !== undefined)
    throw new RestoreRefused({ kind: 'newer', by: head.by ?? null, migration: unknown })
  await refuseUsed(db, head)
  await migrate(
    db,
    known.filter(({ name }) => head.migrations.includes(name)),
  )
  const rows = await db.client.$transaction(tx => restore(tx, lines()), {
    maxWait: 15_000,
    timeout: 60 * 60 * 1000,
  })
  await migrate(db, known)
  return { ...verified, rows, files: await restoreFiles(db, lines(), new Date(head.at)) }
}

async function refuseUsed({ client }: Database, head: Head): Promise<void> {
  if (
    (await hasTable(client, 'Person')) &&
    (await client.$queryRaw<unknown[]>`SELECT 1 FROM "Person" LIMIT 1`)[0]
  )
    throw new RestoreRefused({ kind: 'not-empty' })
  const applied = await appliedMigrations(client)
  if (applied.some(name => !head.migrations.includes(name))) throw new RestoreRefused({ kind: 'not-fresh' })
}

async function restore(tx: Tx, lines: AsyncIterable<string>): Promise<number> {
  const tables = new Set(await tableNames(tx))
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
  const page = createPage(tx)
  let [count, seen] = [0, 0]
  for await (const line of lines) {
    if (seen++ === 0 || line.startsWith(FILE) || line.startsWith(END)) continue
    const tab = line.indexOf('\t')
    const table = line.slice(0, tab)
    if (tab < 1 || !tables.has(table)) throw new RestoreRefused({ kind: 'damaged' })
    await page.put(table, line.slice(tab + 1))
    count++
  }
  await page.flush()
  return count
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

/** Files that lay outside go into the database: it needs no store, and the store that they came from may be gone. */
async function restoreFiles(db: Database, lines: AsyncIterable<string>, at: Date): Promise<number> {
  let count = 0
  for await (const line of lines) {
    if (!line.startsWith(FILE)) continue
    const { id, bytes }: { id: string; bytes: string } = JSON.parse(line.slice(FILE.length))
    await keepBytes(db, id, Buffer.from(bytes, 'base64'), at)
    count++
  }
  return count
}
