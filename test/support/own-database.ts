/** An empty database of a test's own that Prisma's engine can be asked about: PGlite, or on `TEST_DATABASE_URL`. */
import { randomBytes } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { type Database, openDatabase } from '../../src/platform/db.ts'
import type { AdapterFactory } from './schema-engine.ts'

export interface OwnDatabase {
  db: Database
  /** Asks Prisma's engine about it as it stands now; on PGlite what the engine changes is changed in a copy. */
  ask<T>(question: (factory: AdapterFactory) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function ownDatabase(): Promise<OwnDatabase> {
  const url = process.env.TEST_DATABASE_URL
  return url ? onServer(url) : inMemory()
}

async function inMemory(): Promise<OwnDatabase> {
  const db = await openDatabase({ kind: 'memory' })
  return {
    db,
    ask: async question => {
      const snapshot = await db.snapshot?.()
      const copy = await PGlite.create('memory://', snapshot ? { loadDataDir: snapshot } : {})
      try {
        return await question(new PrismaPGlite(copy))
      } finally {
        await copy.close()
      }
    },
    close: db.close,
  }
}

async function onServer(url: string): Promise<OwnDatabase> {
  const name = `rekan_test_${randomBytes(6).toString('hex')}`
  const admin = new Pool({ connectionString: url, max: 1 })
  await admin.query(`CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const db = await openDatabase({ kind: 'server', url: own.href })
  return {
    db,
    ask: question => question(new PrismaPg({ connectionString: own.href })),
    close: async () => {
      await db.close()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}
