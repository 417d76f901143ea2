/**
 * Before any test: one database with all migrations and the queue's tables, which every test gets a copy of.
 * A copy is there in half a second; made anew each would take several.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import type { TestProject } from 'vitest/node'
import { type Database, openDatabase } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { startQueue } from '../../src/platform/jobs/queue.ts'
import { createLog } from '../../src/platform/observability/log.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** PGlite: a snapshot's file. PostgreSQL: the name of the database to copy. */
    template: { kind: 'snapshot'; file: string } | { kind: 'database'; name: string }
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL
  return url ? onServer(project, url) : inMemory(project)
}

async function prepare(db: Database): Promise<void> {
  await migrate(db)
  const queue = await startQueue(db, {}, createLog('silent'))
  await queue.stop()
}

async function inMemory(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'rekan-template-'))
  const file = join(folder, 'snapshot.tar')
  const db = await openDatabase({ kind: 'memory' })
  await prepare(db)
  const snapshot = await db.snapshot?.()
  if (snapshot) writeFileSync(file, Buffer.from(await snapshot.arrayBuffer()))
  await db.close()
  project.provide('template', { kind: 'snapshot', file })
  return async () => rmSync(folder, { recursive: true, force: true })
}

async function onServer(project: TestProject, url: string): Promise<() => Promise<void>> {
  const name = `rekan_template_${randomBytes(6).toString('hex')}`
  const admin = new Pool({ connectionString: url, max: 1 })
  await admin.query(`CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const db = await openDatabase({ kind: 'server', url: own.href })
  await prepare(db)
  await db.close()
  project.provide('template', { kind: 'database', name })
  return async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await admin.end()
  }
}
