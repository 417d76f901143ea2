/**
 * Brings a database to the tables of this version, at every start. The history is kept as Prisma keeps it
 * (`_prisma_migrations`, SHA-256 checksums, its advisory lock), so that `prisma migrate status` and `deploy` agree.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { REKAN_VERSION as VERSION } from '../version.ts'
import type { Database, Tx } from './database.ts'

const FOLDER = new URL('../../../prisma/migrations/', import.meta.url)

/** The lock that Prisma's own engine takes: neither migrates while the other does. */
const PRISMA_LOCK = 72707369
/** How long one migration may take: it may have to rewrite the tables of a large office. */
const TIMEOUT = 60 * 60 * 1000

export interface MigrationFile {
  name: string
  sql: string
}

/** One line of the history; attempts that were rolled back are left out. */
interface Applied {
  name: string
  checksum: string
  finished: boolean
  /** Which Rekan applied it; null when another tool did, or a Rekan before 0.2.0. */
  version: string | null
}

/** This code must not run on this database; nothing was changed. The message says what to do, in one line. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}

/**
 * Applies the migrations that this database has not had, in order, each in a transaction of its own.
 * Several processes may start at once: a lock lets one of them do it.
 * @returns the names of those applied now
 * @throws MigrationRefused when the database is newer than this code, or was made by other migrations
 */
export async function migrate(db: Database, files = migrationFiles()): Promise<string[]> {
  const known = await locked(db, async tx => {
    await prepareHistory(tx, files)
    const history = await historyOf(tx)
    refuseUnlessKnown(history, files)
    return new Set(history.map(({ name }) => name))
  })
  const applied: string[] = []
  for (const file of files)
    if (!known.has(file.name) && (await locked(db, tx => applyOnce(tx, file)))) applied.push(file.name)
  return applied
}

/** What prisma/migrations holds, in the order in which it is applied. */
export function migrationFiles(): MigrationFile[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(new URL(`${name}/migration.sql`, FOLDER), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** As Prisma computes it: SHA-256 of the file, as hexadecimal digits. */
export const checksumOf = (sql: string): string => createHash('sha256').update(sql).digest('hex')

const locked = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.client.$transaction(
    async tx => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${PRISMA_LOCK}::bigint)`
      return work(tx)
    },
    { maxWait: 15_000, timeout: TIMEOUT },
  )

/** Makes Prisma's table, as Prisma makes it, and takes over what Rekan 0.1.0 noted in a table of its own. */
async function prepareHistory(tx: Tx, files: readonly MigrationFile[]): Promise<void> {
  await tx.$executeRaw`
    CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      "id" VARCHAR(36) PRIMARY KEY NOT NULL,
      "checksum" VARCHAR(64) NOT NULL,
      "finished_at" TIMESTAMPTZ,
      "migration_name" VARCHAR(255) NOT NULL,
      "logs" TEXT,
      "rolled_back_at" TIMESTAMPTZ,
      "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
      "applied_steps_count" INTEGER NOT NULL DEFAULT 0
    )`
  const [old] = await tx.$queryRaw<{ there: boolean }[]>`
    SELECT to_regclass('public."Migration"') IS NOT NULL AS "there"`
  if (!old?.there) return
  const rows = await tx.$queryRaw<{ name: string }[]>`SELECT "name" FROM "Migration"`
  const byName = new Map(files.map(file => [file.name, file]))
  for (const { name } of rows) {
    const file = byName.get(name)
    if (!file) throw new MigrationRefused(newer(name, null))
    await tx.$executeRaw`
      INSERT INTO "_prisma_migrations"
        ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
      SELECT gen_random_uuid()::text, ${checksumOf(file.sql)}, "name", "appliedAt", "appliedAt", 1
      FROM "Migration" WHERE "name" = ${name}
        AND NOT EXISTS (SELECT 1 FROM "_prisma_migrations" WHERE "migration_name" = ${name})`
  }
  await tx.$executeRaw`DROP TABLE "Migration"`
}

/** Prisma leaves `logs` empty for what went well: there Rekan notes its version, for those who come with an older one. */
const historyOf = (tx: Tx): Promise<Applied[]> =>
  tx.$queryRaw`
    SELECT "migration_name" AS "name", "checksum", "finished_at" IS NOT NULL AS "finished",
      substring("logs" FROM '^Rekan (.+)$') AS "version"
    FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "started_at", "migration_name"`

function refuseUnlessKnown(history: readonly Applied[], files: readonly MigrationFile[]): void {
  const byName = new Map(files.map(file => [file.name, file]))
  const failed = history.find(({ finished }) => !finished)
  if (failed)
    throw new MigrationRefused(
      `The migration ${failed.name} was begun by another tool and did not finish. Mend the database, then tell Prisma with "npx prisma migrate resolve".`,
    )
  const unknown = history.filter(({ name }) => !byName.has(name)).at(-1)
  if (unknown) throw new MigrationRefused(newer(unknown.name, unknown.version))
  const edited = history.find(({ name, checksum }) => !isOf(byName.get(name)?.sql ?? '', checksum))
  if (edited)
    throw new MigrationRefused(
      `The file prisma/migrations/${edited.name}/migration.sql is not the one that this database was made with. Put back the released file; what has to change belongs into a new migration.`,
    )
}

function newer(name: string, version: string | null): string {
  const wanted =
    version === null ? 'the newer Rekan that was used with it before' : `Rekan ${version} or newer`
  return `The database has the migration ${name}, which Rekan ${VERSION} does not know. Start ${wanted}, or restore a backup that was made with Rekan ${VERSION}.`
}

/** Line ends do not count, as for Prisma: a checkout on Windows has other ones. */
function isOf(sql: string, checksum: string): boolean {
  const unix = sql.replaceAll('\r\n', '\n')
  return [sql, unix, unix.replaceAll('\n', '\r\n')].some(one => checksumOf(one) === checksum)
}

/** @returns false when another process was faster */
async function applyOnce(tx: Tx, { name, sql }: MigrationFile): Promise<boolean> {
  const [before] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "_prisma_migrations" WHERE "migration_name" = ${name} AND "rolled_back_at" IS NULL`
  if (before) return false
  const [{ id } = { id: '' }] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "logs", "started_at")
    VALUES (gen_random_uuid()::text, ${checksumOf(sql)}, ${name}, ${`Rekan ${VERSION}`}, clock_timestamp())
    RETURNING "id"`
  // A driver adapter takes one statement at a time: the file runs as the body of one.
  await tx.$executeRawUnsafe(`DO $migration$ BEGIN EXECUTE '${sql.replaceAll("'", "''")}'; END $migration$`)
  await tx.$executeRaw`
    UPDATE "_prisma_migrations" SET "finished_at" = clock_timestamp(), "applied_steps_count" = 1 WHERE "id" = ${id}`
  return true
}
