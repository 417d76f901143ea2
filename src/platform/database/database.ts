import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { type Db as BossDb, fromPglite } from 'pg-boss'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { type Prisma, PrismaClient } from '../generated/client.ts'
import { lockDataFolder } from './data-lock.ts'

/** What a store needs to read or write: the client itself, or an open transaction. */
export type Tx = Prisma.TransactionClient

/** Where Rekan keeps its state: an embedded PGlite folder (or memory), or a PostgreSQL server. */
export type Place =
  | { kind: 'folder'; folder: string }
  | { kind: 'memory'; snapshot?: Blob }
  | { kind: 'server'; url: string }

export interface Database {
  readonly engine: 'pglite' | 'postgres'
  /** For reading outside a transaction. */
  readonly client: PrismaClient
  /** Everything or nothing. PGlite is one connection: no network or file work inside. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** One thing at a time under these names, across processes, until the transaction ends. */
  lock(tx: Tx, ...names: string[]): Promise<void>
  /** Runs a script of several statements, as migrations do. */
  script(sql: string): Promise<void>
  /** A copy of everything in it, as one tar file (PGlite only: a server has tools of its own). */
  snapshot?(): Promise<Blob>
  /** How pg-boss reaches the same database. */
  readonly boss: { db: BossDb; backend: 'pglite' } | { connectionString: string }
  close(): Promise<void>
}

/** What PGlite keeps of the database in memory: enough for an office, and a quarter of what it would take. */
const PAGES = 'shared_buffers = 32MB'

/** Told of each statement as it goes to the database, transaction control included; the queue's own are left out. */
export type OnStatement = (sql: string) => void

/** @throws DataFolderInUse when another process has the folder. */
export async function openDatabase(place: Place, onStatement?: OnStatement): Promise<Database> {
  return place.kind === 'server' ? openServer(place.url, onStatement) : openEmbedded(place, onStatement)
}

async function openEmbedded(
  place: Exclude<Place, { kind: 'server' }>,
  onStatement?: OnStatement,
): Promise<Database> {
  const unlock = place.kind === 'folder' ? lockDataFolder(place.folder) : () => {}
  if (place.kind === 'folder') mkdirSync(join(place.folder, 'pglite'), { recursive: true })
  const pglite = await PGlite.create(place.kind === 'folder' ? join(place.folder, 'pglite') : 'memory://', {
    postgresqlconf: [PAGES],
    ...(place.kind === 'memory' && place.snapshot && { loadDataDir: place.snapshot }),
  })
  const client = clientOver(new PrismaPGlite(pglite), onStatement)
  return {
    engine: 'pglite',
    ...over(client, MAX_WAIT_EMBEDDED),
    script: async sql => void (await pglite.exec(sql)),
    snapshot: () => pglite.dumpDataDir('none'),
    boss: { db: fromPglite(pglite), backend: 'pglite' },
    close: async () => {
      await client.$disconnect()
      await pglite.close()
      unlock()
    },
  }
}

async function openServer(url: string, onStatement?: OnStatement): Promise<Database> {
  const pool = new Pool({ connectionString: url, max: 10 })
  // A server that goes away ends idle connections; the pool opens new ones, so this is no reason to fall.
  pool.on('error', () => {})
  const client = clientOver(new PrismaPg(pool, { statementNameGenerator: planNames() }), onStatement)
  return {
    engine: 'postgres',
    ...over(client, MAX_WAIT),
    script: async sql => void (await pool.query(sql)),
    boss: { connectionString: url },
    close: async () => {
      await client.$disconnect()
      await pool.end()
    },
  }
}

function clientOver(adapter: Adapter, onStatement?: OnStatement): PrismaClient {
  if (!onStatement) return new PrismaClient({ adapter, errorFormat: 'minimal' })
  const client = new PrismaClient({
    adapter,
    errorFormat: 'minimal',
    log: [{ emit: 'event', level: 'query' }],
  })
  client.$on('query', ({ query }) => onStatement(query))
  return client
}
type Adapter = NonNullable<ConstructorParameters<typeof PrismaClient>[0]['adapter']>

/** How many statements a connection keeps planned: more than Rekan has, less than lists of every length would make. */
const PLANS = 1000

/**
 * Names for prepared statements, so that PostgreSQL plans each once a connection and not each time. Those beyond
 * the first thousand have none, and are planned anew.
 */
function planNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined || names.size >= PLANS) return known ?? ''
    const name = `rekan-${names.size}`
    names.set(sql, name)
    return name
  }
}

/** How long a transaction waits for a connection (milliseconds). */
const MAX_WAIT = 15_000
/** The embedded database has one, which a backup holds for seconds: others wait, and do not fail. */
const MAX_WAIT_EMBEDDED = 120_000

function over(client: PrismaClient, maxWait: number): Pick<Database, 'client' | 'transaction' | 'lock'> {
  return {
    client,
    transaction: work => client.$transaction(work, { maxWait, timeout: 30_000 }),
    // In one order for all: two who want the same names wait for each other, and never in a circle.
    lock: async (tx, ...names) => {
      await tx.$executeRaw`
        SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(${names.toSorted()}::text[]) AS name`
    },
  }
}
