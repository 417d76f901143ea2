/** What every measurement has in common: a clock, the peak of memory, a database, and the table it prints. */
import { randomBytes } from 'node:crypto'
import { cpus, totalmem } from 'node:os'
import { Pool } from 'pg'
import { type Database, openDatabase } from '../../src/platform/database/database.ts'

/** One line of a bench's table. */
export type Row = Record<string, string | number>
export interface Bench {
  name: string
  /** What is measured and against what, in one sentence. */
  about: string
  run(): Promise<Row[]>
}

export interface Measured<T> {
  value: T
  milliseconds: number
  /** The highest resident memory seen meanwhile, and how much of it was new (MB). */
  peakMb: number
  grownMb: number
}
const MB = 1024 * 1024

export async function measured<T>(work: () => Promise<T>): Promise<Measured<T>> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 5)
  const start = performance.now()
  const value = await work()
  const milliseconds = performance.now() - start
  clearInterval(watch)
  peak = Math.max(peak, process.memoryUsage().rss)
  return {
    value,
    milliseconds,
    peakMb: Math.round(peak / MB),
    grownMb: Math.round((peak - before) / MB),
  }
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Such as `PostgreSQL 16.3` or `PGlite (PostgreSQL 18.1)`. */
export async function engineOf(db: Database): Promise<string> {
  const [row] = await db.client.$queryRaw<{ server_version: string }[]>`SHOW server_version`
  const version = `PostgreSQL ${row?.server_version.split(' ')[0] ?? '?'}`
  return db.engine === 'pglite' ? `PGlite (${version})` : version
}

export const machine = () =>
  `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ` +
  `${Math.round(totalmem() / MB / 1024)} GB; Node ${process.versions.node}`

/** An empty database of its own on a PostgreSQL server, dropped when it is closed. */
export async function emptyOnServer(url: string): Promise<Database> {
  const name = `rekan_bench_${randomBytes(6).toString('hex')}`
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

/** Where a database of `emptyOnServer` is, for another process. */
export async function urlOf(db: Database): Promise<string> {
  const [row] = await db.client.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`
  const own = new URL(process.env.TEST_DATABASE_URL ?? '')
  own.pathname = `/${row?.name}`
  return own.href
}
