import { randomBytes } from 'node:crypto'
import { Pool } from 'pg'
import { type Database, openDatabase } from '../../src/platform/db.ts'
import { migrate } from '../../src/platform/migrate.ts'

/** A PostgreSQL to run the same tests on, such as postgres://postgres@127.0.0.1:5432/postgres. */
export const serverUrl = process.env.TEST_DATABASE_URL

/** A migrated database of its own: PGlite in memory, or a fresh one on `TEST_DATABASE_URL`. */
export async function freshDatabase(): Promise<Database> {
  const db = serverUrl ? await onServer(serverUrl) : await openDatabase({ kind: 'memory' })
  await migrate(db)
  return db
}

export async function onServer(url: string): Promise<Database> {
  const name = `rekan_test_${randomBytes(6).toString('hex')}`
  const admin = new Pool({ connectionString: url, max: 1 })
  await admin.query(`CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const db = await openDatabase({ kind: 'server', url: own.href })
  return {
    ...db,
    close: async () => {
      await db.close()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}
