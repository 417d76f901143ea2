/**
 * A connection that holds one advisory lock, as a sign of life: PostgreSQL lets the lock go the moment the connection
 * ends, and a process that is killed takes its connections with it.
 */
import { Client, type ClientConfig } from 'pg'
import type { Tx } from './database.ts'

export interface Lifeline {
  /** Lets the lock go. */
  close(): Promise<void>
}

const lockName = (id: string) => `rekan process ${id}`
/** With this begins the id of a process that holds a line: others, as of older versions, only fall silent. */
export const ON_A_LINE = '~'

/**
 * Shared, so that a new line can be held while the server still takes an old one for open.
 * @param cut called once when the connection ends by itself
 * @throws when the server cannot be reached
 */
export async function holdLine(config: ClientConfig, id: string, cut: () => void): Promise<Lifeline> {
  const client = new Client({
    ...config,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5000,
    connectionTimeoutMillis: 5000,
  })
  /** Only what was held can be cut: a connection that could not be made ends, too. */
  let held = false
  client.on('error', () => {})
  client.on('end', () => {
    if (held) cut()
    held = false
  })
  try {
    await client.connect()
    await client.query('SELECT pg_advisory_lock_shared(hashtextextended($1, 0))', [lockName(id)])
    held = true
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  return {
    close: async () => {
      held = false
      await client.end()
    },
  }
}

/** @returns ids of processes that once held a line, and hold none now */
export async function withoutLine(tx: Tx, except: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH others AS MATERIALIZED (SELECT "id" FROM "Process" WHERE left("id", 1) = ${ON_A_LINE} AND "id" <> ${except})
    SELECT "id" FROM others WHERE pg_try_advisory_xact_lock(hashtextextended('rekan process ' || "id", 0))`
  return rows.map(({ id }) => id)
}
