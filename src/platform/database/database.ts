import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import { type Db as BossDb, fromPglite } from 'pg-boss'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { type Prisma, PrismaClient } from '../generated/client.ts'
import { DataFolderDamaged, DiskFull, lockDataFolder, noRoomIn } from './data-lock.ts'
import { holdLine, type Lifeline } from './lifeline.ts'
import { createPool } from './pool.ts'

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
  /** A sign of life that ends with this process (PostgreSQL only). @param cut called when it ends by itself */
  holdLine?(id: string, cut: () => void): Promise<Lifeline>
  /** A copy of everything in it, as one tar file (PGlite only: a server has tools of its own). */
  snapshot?(): Promise<Blob>
  /** How pg-boss reaches the same database. */
  readonly boss:
    | { db: BossDb; backend: 'pglite' }
    | { connectionString: string; connectionTimeoutMillis: number }
  close(): Promise<void>
}

/** What PGlite keeps of the database in memory: enough for an office, and a quarter of what it would take. */
const PAGES = 'shared_buffers = 32MB'

/** Told of each statement as it goes to the database, transaction control included; the queue's own are left out. */
export type OnStatement = (sql: string) => void

export interface OpenOptions {
  /** A statement may take as long as it takes: for migrations and for work from the shell. */
  patient?: boolean
}

/** @throws DataFolderInUse when another process has the folder; DiskFull; DataFolderDamaged */
export async function openDatabase(
  place: Place,
  onStatement?: OnStatement,
  { patient = false }: OpenOptions = {},
): Promise<Database> {
  return place.kind === 'server'
    ? openServer({ url: place.url, patient }, onStatement)
    : openEmbedded(place, onStatement)
}

async function openEmbedded(
  place: Exclude<Place, { kind: 'server' }>,
  onStatement?: OnStatement,
): Promise<Database> {
  const unlock = place.kind === 'folder' ? lockDataFolder(place.folder) : () => {}
  const pglite = await createPglite(place).catch(error => {
    unlock()
    throw error
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

async function createPglite(place: Exclude<Place, { kind: 'server' }>): Promise<PGlite> {
  const options = { postgresqlconf: [PAGES] }
  if (place.kind === 'memory')
    return PGlite.create('memory://', { ...options, ...(place.snapshot && { loadDataDir: place.snapshot }) })
  const { folder } = place
  try {
    mkdirSync(join(folder, 'pglite'), { recursive: true, mode: 0o700 })
    return await PGlite.create(join(folder, 'pglite'), options)
  } catch (error) {
    throw noRoomIn(folder) ? new DiskFull(folder) : new DataFolderDamaged(folder, error)
  }
}

async function openServer(
  { url, patient }: { url: string; patient: boolean },
  onStatement?: OnStatement,
): Promise<Database> {
  const pool = createPool({ url, patient })
  const client = clientOver(new PrismaPg(pool, { statementNameGenerator: planNames() }), onStatement)
  return {
    engine: 'postgres',
    ...over(client, MAX_WAIT),
    script: async sql => void (await pool.query(sql)),
    holdLine: (id, cut) => holdLine({ connectionString: url }, id, cut),
    boss: { connectionString: url, connectionTimeoutMillis: 5000 },
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
