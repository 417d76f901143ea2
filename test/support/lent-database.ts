/**
 * Databases that offices of one file use one after the other: to empty one takes a tenth of the time that a new
 * PGlite takes to begin. One whose make was changed by a test is not lent again.
 */
import type { Database } from '../../src/platform/database/database.ts'
import { freshDatabase } from './database.ts'

const idle: { db: Database; make: string }[] = []

/** Like `freshDatabase`; for those who end everything that works on it before they close it. */
export async function lentDatabase(): Promise<Database> {
  const kept = idle.pop()
  const db = kept?.db ?? (await freshDatabase())
  if (db.engine !== 'pglite') return db
  const make = kept?.make ?? (await makeOf(db))
  const close = async () => {
    const emptied = await empty(db).then(
      () => true,
      () => false,
    )
    if (emptied && (await makeOf(db)) === make) idle.push({ db, make })
    else await db.close()
  }
  return { ...db, close }
}

/** Everything there is but rows: columns, indexes, rules, and which triggers are on. */
async function makeOf({ client }: Database): Promise<string> {
  const [row] = await client.$queryRaw<{ make: string }[]>`
    SELECT md5(string_agg(one, ',' ORDER BY one)) AS make FROM (
      SELECT concat(attrelid::regclass, attname, atttypid, attnotnull) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped
      UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT concat(conrelid::regclass, conname) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT concat(tgrelid::regclass, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
    ) AS made(one)`
  return row?.make ?? ''
}

async function empty(db: Database): Promise<void> {
  const tables = await db.client.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`
  const deletes = [...tables.map(({ name }) => name), 'queue.job'].map(name => `DELETE FROM ${name};`)
  // Without triggers: the audit log lets nobody delete, and rows may go in any order.
  await db.script(`
    SET session_replication_role = replica;
    ${deletes.join('\n')}
    SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace;
    SET session_replication_role = DEFAULT;`)
}
