/** What the database says about its own tables: names, foreign keys, serial numbers. */
import type { Tx } from '../database/database.ts'

/** Not ours to carry: pg-boss keeps its jobs in a schema of its own, and the sweep makes them anew from deliveries. */
const NOT_KEPT = ['_prisma_migrations', 'Migration', 'Lease', 'Process', 'Slot', 'OwedAct', 'LateRefresh']

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

export async function tableNames(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`
  return rows.map(({ name }) => name).filter(name => !NOT_KEPT.includes(name))
}

export async function appliedMigrations(tx: Tx): Promise<string[]> {
  // A backup may be made of an office's database before its first start with this version, by which it is migrated.
  const old = await hasTable(tx, 'Migration')
  if (!old && !(await hasTable(tx, '_prisma_migrations'))) return []
  const rows = old
    ? await tx.$queryRaw<{ name: string }[]>`SELECT "name" FROM "Migration" ORDER BY "name"`
    : await tx.$queryRaw<{ name: string }[]>`
        SELECT "migration_name" AS "name" FROM "_prisma_migrations"
        WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`
  return rows.map(({ name }) => name)
}

export async function hasTable(tx: Tx, name: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ there: boolean }[]>`
    SELECT to_regclass(${`public.${quoted(name)}`}) IS NOT NULL AS "there"`
  return row?.there ?? false
}

export async function holdsFiles(tx: Tx, table: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = ${table} AND data_type = 'bytea'`
  return Number(row?.count ?? 0) > 0
}

export interface ForeignKey {
  table: string
  name: string
  definition: string
}
export async function foreignKeys(tx: Tx): Promise<ForeignKey[]> {
  return tx.$queryRaw<ForeignKey[]>`
    SELECT t.relname AS "table", c.conname AS "name", pg_get_constraintdef(c.oid) AS "definition"
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE c.contype = 'f' AND n.nspname = 'public' ORDER BY 1, 2`
}

/** Columns that number themselves. */
export async function serials(tx: Tx): Promise<{ table: string; column: string; sequence: string }[]> {
  return tx.$queryRaw`
    SELECT t.relname AS "table", a.attname AS "column",
      pg_get_serial_sequence(format('%I.%I', n.nspname, t.relname), a.attname) AS "sequence"
    FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE n.nspname = 'public' AND t.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND pg_get_serial_sequence(format('%I.%I', n.nspname, t.relname), a.attname) IS NOT NULL`
}
