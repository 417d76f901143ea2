import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Database } from './database.ts'

const FOLDER = fileURLToPath(new URL('../../../prisma/migrations/', import.meta.url))

/**
 * Applies the migrations that this database has not had, in order, each in its own transaction.
 * Several processes may start at once: an advisory lock lets one of them do it.
 * @returns the names of those applied now
 */
export async function migrate(db: Database): Promise<string[]> {
  await db.script(`
    BEGIN;
    SELECT pg_advisory_xact_lock(hashtextextended('rekan.migrate', 0));
    CREATE TABLE IF NOT EXISTS "Migration" ("name" TEXT PRIMARY KEY, "appliedAt" TIMESTAMPTZ NOT NULL);
    COMMIT;`)
  const applied: string[] = []
  for (const name of readdirSync(FOLDER).sort()) {
    const sql = readFileSync(
      new URL(`../../../prisma/migrations/${name}/migration.sql`, import.meta.url),
      'utf8',
    )
    if (await applyOnce(db, name, sql)) applied.push(name)
  }
  return applied
}

async function applyOnce(db: Database, name: string, sql: string): Promise<boolean> {
  const known = await db.client.$queryRawUnsafe<unknown[]>('SELECT 1 FROM "Migration" WHERE name = $1', name)
  if (known.length > 0) return false
  // The lock and the second look are inside the script: the simple protocol takes it as one transaction.
  const body = sql.replaceAll("'", "''")
  await db.script(`
    BEGIN;
    SELECT pg_advisory_xact_lock(hashtextextended('rekan.migrate', 0));
    DO $do$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM "Migration" WHERE name = '${name}') THEN
        EXECUTE '${body}';
        INSERT INTO "Migration" VALUES ('${name}', now());
      END IF;
    END $do$;
    COMMIT;`)
  return true
}
