import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Pool } from 'pg'
import { inject } from 'vitest'
import { type Database, type OnStatement, openDatabase } from '../../src/platform/database/database.ts'

/**
 * A migrated database of its own: PGlite in memory, or a fresh one on `TEST_DATABASE_URL`
 * (such as postgres://postgres@127.0.0.1:5432/postgres). Both are copies of the template of template.ts.
 */
export async function freshDatabase(onStatement?: OnStatement): Promise<Database> {
  const template = inject('template')
  if (template.kind === 'database')
    return copyOf(template.name, process.env.TEST_DATABASE_URL ?? '', onStatement)
  return openDatabase({ kind: 'memory', snapshot: new Blob([readFileSync(template.file)]) }, onStatement)
}

async function copyOf(template: string, url: string, onStatement?: OnStatement): Promise<Database> {
  const name = `rekan_test_${randomBytes(6).toString('hex')}`
  const admin = new Pool({ connectionString: url, max: 1 })
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const db = await openDatabase({ kind: 'server', url: own.href }, onStatement)
  return {
    ...db,
    close: async () => {
      await db.close()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}
