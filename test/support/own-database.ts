/** A database of a test's own that Prisma's engine can be asked about: PGlite, or one on `TEST_DATABASE_URL`. */
import { randomBytes } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { type Database, openDatabase } from '../../src/platform/database/database.ts'
import type { AdapterFactory } from './schema-engine.ts'

type Question<T> = (factory: AdapterFactory) => Promise<T>

export interface OwnDatabase {
  db: Database
  /** Asks Prisma's engine about it as it stands now. On PGlite, a copy is asked: the answer must not need a change. */
  ask<T>(question: Question<T>): Promise<T>
  close(): Promise<void>
}

/** @param prepare what the engine does in the empty database first */
export async function ownDatabase(prepare?: Question<unknown>): Promise<OwnDatabase> {
  const url = process.env.TEST_DATABASE_URL
  return url ? onServer(url, prepare) : inMemory(prepare)
}

async function inMemory(prepare?: Question<unknown>): Promise<OwnDatabase> {
  const db = await openDatabase({
    kind: 'memory',
    ...(prepare && { snapshot: await prepared(prepare) }),
  })
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

async function prepared(prepare: Question<unknown>): Promise<Blob> {
  const pglite = await PGlite.create()
  await prepare(new PrismaPGlite(pglite))
  const snapshot = await pglite.dumpDataDir('none')
  await pglite.close()
  return snapshot
}

async function onServer(url: string, prepare?: Question<unknown>): Promise<OwnDatabase> {
  const name = `rekan_test_${randomBytes(6).toString('hex')}`
  const admin = new Pool({ connectionString: url, max: 1 })
  await admin.query(`CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const ask = async <T>(question: Question<T>): Promise<T> => {
    const pool = new Pool({ connectionString: own.href })
    try {
      return await question(forEngine(pool))
    } finally {
      await pool.end()
    }
  }
  if (prepare) await ask(prepare)
  const db = await openDatabase({ kind: 'server', url: own.href })
  return {
    db,
    ask,
    close: async () => {
      await db.close()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}

/** The adapter of PostgreSQL cuts a script at each semicolon, also within a function; this one sends it whole. */
function forEngine(pool: Pool): AdapterFactory {
  const adapter = new PrismaPg(pool)
  const connect = async () =>
    Object.assign(await adapter.connect(), {
      executeScript: async (script: string) => void (await pool.query(script)),
    })
  return { provider: adapter.provider, adapterName: adapter.adapterName, connect, connectToShadowDb: connect }
}
