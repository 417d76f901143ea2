/** Connections to PostgreSQL that do not wait for ever: for a server that hangs, or a cable that swallows everything. */
import type { Socket } from 'node:net'
import { Pool, type PoolClient } from 'pg'

/** Milliseconds to get a connection, new or free. */
const CONNECT_WITHIN = 5_000
/** So long a server may be silent while it is asked (milliseconds): people who wait are told soon after. */
const ANSWER_WITHIN = 10_000
/** What nobody waits for any longer ends at the server too (milliseconds). */
const STATEMENT_WITHIN = 30_000
const IDLE_IN_TRANSACTION = 60_000

export interface PoolOptions {
  url: string
  /** As long as it takes: for migrations, backups, and imports from the shell. */
  patient: boolean
}

export function createPool({ url, patient }: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_WITHIN,
    ...(!patient && {
      statement_timeout: STATEMENT_WITHIN,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION,
    }),
  })
  // A server that goes away ends idle connections; the pool opens new ones, so this is no reason to fall.
  pool.on('error', () => {})
  if (!patient) endSilent(pool)
  return pool
}

/** Ends a connection that is in use and silent. Whoever asked is told at once, and so is what they would ask next on it. */
function endSilent(pool: Pool): void {
  const inUse = new Set<PoolClient>()
  pool.on('acquire', client => void inUse.add(client))
  pool.on('release', (_error, client) => void inUse.delete(client))
  pool.on('connect', client => {
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
    stream.setTimeout(ANSWER_WITHIN, () => {
      if (inUse.has(client)) stream.destroy(new Error('the database was silent for too long'))
    })
  })
  pool.on('remove', client => void inUse.delete(client))
}
