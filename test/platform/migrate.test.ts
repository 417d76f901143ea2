import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAudit } from '../../src/features/organisation/audit/api.ts'
import { quoted, tableNames } from '../../src/platform/backup/tables.ts'
import type { Database } from '../../src/platform/database/database.ts'
import {
  checksumOf,
  type MigrationFile,
  migrate,
  migrationFiles,
} from '../../src/platform/database/migrate.ts'
import { read } from '../house/sources.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'
import { deploy, differenceOf, historyOf, NO_DIFFERENCE } from '../support/schema-engine.ts'

const FILES = migrationFiles()
const NAMES = FILES.map(({ name }) => name)
const { version: VERSION } = JSON.parse(read('package.json'))

/** What `prisma migrate status` finds where all is well. */
const UP_TO_DATE = {
  editedMigrationNames: [],
  failedMigrationNames: [],
  hasMigrationsTable: true,
  history: null,
}

/** Prisma's engine is WebAssembly and makes a second database to compare with: seconds, many on a busy machine. */
const ENGINE = { timeout: 60_000 }

/** Prisma's adapter of PostgreSQL cannot read the catalogue; what is compared is the same on both. */
const onPglite = it.skipIf(process.env.TEST_DATABASE_URL)

/** @throws Error with the SQL as it can be copied */
function agreesWithSchema(difference: string): void {
  if (difference !== NO_DIFFERENCE)
    throw new Error(
      `prisma/schema says more than prisma/migrations. Put this SQL, with what existing rows need, into a new prisma/migrations/<number>_<name>/migration.sql:\n\n${difference}\n`,
    )
}

/** Every row of every table, as text. */
async function contents(db: Database): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const table of [...(await tableNames(db.client)), 'Lease', 'Process', 'Slot']) {
    const rows = await db.client.$queryRawUnsafe<{ row: string }[]>(
      `SELECT row_to_json(t)::text AS row FROM ${quoted(table)} t ORDER BY 1`,
    )
    all[table] = rows.map(({ row }) => row.replace(NEW_COLUMNS, ''))
  }
  return all
}

/** Columns that came later and say nothing yet of what was there before. */
const NEW_COLUMNS = /,"partTime":null(?=[,}])/
/** What is gone on purpose, for it is made again when it is asked for. */
const MADE_AGAIN = ['ScorePicture']

const historyRows = (db: Database) =>
  db.client.$queryRaw<{ name: string; checksum: string; logs: string | null; steps: number }[]>`
    SELECT "migration_name" AS "name", "checksum", "logs", "applied_steps_count" AS "steps"
    FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL ORDER BY "migration_name"`

describe('a database that Rekan 0.1.0 made, with rows in every table', () => {
  let own: OwnDatabase
  let before: Record<string, string[]>
  let differenceBefore: string
  let applied: string[]
  beforeAll(async () => {
    own = await ownDatabase()
    const dump = readFileSync(new URL('../fixtures/office-0.1.sql.gz', import.meta.url))
    await own.db.script(gunzipSync(dump).toString('utf8'))
    before = await contents(own.db)
    if (own.db.engine === 'pglite') differenceBefore = await own.ask(differenceOf)
    applied = await migrate(own.db)
    for (const table of MADE_AGAIN) delete before[table]
  })
  afterAll(() => own.close())

  it('is brought to this version', async () => {
    expect(Object.keys(before).length).toBeGreaterThan(60)
    expect(Object.entries(before).filter(([, rows]) => rows.length < 9)).toEqual([])
    expect(applied).toEqual(NAMES.filter(name => name > '0025_draft_step'))
    expect(await migrate(own.db)).toEqual([])
  })

  it('has every row still, as it was', async () => {
    expect(await contents(own.db)).toMatchObject(before)
    expect((await createAudit(own.db).verify([])).broken).toBeNull()
  })

  it(
    'has its history where Prisma looks for it, with checksums, and the old table is gone',
    ENGINE,
    async () => {
      const rows = await historyRows(own.db)
      expect(rows.map(({ name, checksum }) => ({ name, checksum }))).toEqual(
        FILES.map(({ name, sql }) => ({ name, checksum: checksumOf(sql) })),
      )
      expect(rows.every(({ steps }) => steps === 1)).toBe(true)
      const [old] = await own.db.client.$queryRaw<unknown[]>`
      SELECT 1 FROM information_schema.tables WHERE table_name = 'Migration'`
      expect(old).toBeUndefined()
      expect(await own.ask(historyOf)).toEqual(UP_TO_DATE)
    },
  )

  onPglite('is as prisma/schema says, which it was not before', ENGINE, async () => {
    expect(differenceBefore).toContain('CREATE TYPE "DeliveryState"')
    agreesWithSchema(await own.ask(differenceOf))
  })

  it('takes no other values where they are fixed, and still one open proposal a target only', async () => {
    const { client } = own.db
    await expect(client.$executeRaw`UPDATE "Delivery" SET "state" = 'lost'`).rejects.toThrow('DeliveryState')
    await expect(client.$executeRaw`UPDATE "Delivery" SET "timing" = 'later'`).rejects.toThrow('timing_check')
    await expect(client.$executeRaw`UPDATE "Person" SET "roles" = '{king}'`).rejects.toThrow('roles_check')
    const open = client.$executeRaw`UPDATE "TargetProposal" SET "state" = 'open', "targetId" = '1'`
    await expect(open).rejects.toThrow()
    expect(await contents(own.db)).toMatchObject(before)
  })
})

describe('the history of migrations', () => {
  let own: OwnDatabase
  let two: string[][]
  beforeAll(async () => {
    own = await ownDatabase()
    two = await Promise.all([migrate(own.db), migrate(own.db)])
  })
  afterAll(() => own.close())
  const columns = (db: Database) => db.client.$queryRaw<unknown[]>`
    SELECT column_name, data_type, character_maximum_length, is_nullable, column_default
    FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`

  it('is written once, whoever starts at the same time', async () => {
    expect(two.flat().toSorted()).toEqual(NAMES)
    expect((await historyRows(own.db)).map(({ logs }) => logs)).toEqual(NAMES.map(() => `Rekan ${VERSION}`))
  })

  onPglite(
    'leads to what prisma/schema says: tables, columns, enums, indexes, relations with their actions',
    ENGINE,
    async () => {
      agreesWithSchema(await own.ask(differenceOf))
    },
  )

  it(
    'is what Prisma would have written, so that "migrate status" and "deploy" find nothing to do',
    ENGINE,
    async () => {
      expect(await own.ask(historyOf)).toEqual(UP_TO_DATE)
      expect(await own.ask(deploy)).toEqual([])
    },
  )

  it('may be begun by "prisma migrate deploy"', ENGINE, async () => {
    const other = await ownDatabase(deploy)
    expect(await migrate(other.db)).toEqual([])
    expect((await historyRows(other.db)).map(({ name }) => name)).toEqual(NAMES)
    expect(await columns(other.db)).toEqual(await columns(own.db))
    await other.close()
  })
})

describe('a start is refused', () => {
  let own: OwnDatabase
  const files: MigrationFile[] = [
    {
      name: '0001_first',
      sql: 'CREATE TABLE "A" ("id" TEXT PRIMARY KEY);\nINSERT INTO "A" VALUES (\'it\'\'s\');\n',
    },
    { name: '0002_second', sql: 'CREATE TABLE "B" ("id" TEXT PRIMARY KEY);\n' },
  ]
  const [first] = files
  const start = (...now: (MigrationFile | undefined)[]) =>
    migrate(
      own.db,
      now.filter(one => one !== undefined),
    )
  beforeAll(async () => {
    own = await ownDatabase()
    await migrate(own.db, files)
  })
  afterEach(async () => {
    await own.db.client.$executeRaw`DELETE FROM "_prisma_migrations" WHERE "migration_name" > '0002_second'`
  })
  afterAll(() => own.close())

  it('on a database that is newer, and the version to use is named', async () => {
    await own.db.client
      .$executeRaw`UPDATE "_prisma_migrations" SET "logs" = 'Rekan 9.1.0' WHERE "migration_name" = '0002_second'`
    await expect(start(first)).rejects.toThrow(
      `The database has the migration 0002_second, which Rekan ${VERSION} does not know. Start Rekan 9.1.0 or newer, or restore a backup that was made with Rekan ${VERSION}.`,
    )
    await own.db.client.$executeRaw`UPDATE "_prisma_migrations" SET "logs" = NULL`
    await expect(start(first)).rejects.toThrow(
      'Start the newer Rekan that was used with it before, or restore',
    )
  })

  it('after a migration was edited, but not for other line ends', async () => {
    const edited = { name: '0001_first', sql: `${first?.sql}-- a comment\n` }
    await expect(start(edited, files[1])).rejects.toThrow('0001_first/migration.sql is not the one')
    const windows = { name: '0001_first', sql: first?.sql.replaceAll('\n', '\r\n') ?? '' }
    expect(await start(windows, files[1])).toEqual([])
  })

  it('while a migration stands half done', async () => {
    const unfinished = { name: '0003_third', sql: 'SELECT 1;' }
    await own.db.client
      .$executeRaw`INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name") VALUES ('x', 'y', '0003_third')`
    await expect(start(...files, unfinished)).rejects.toThrow('0003_third was begun by another tool')
    // What "prisma migrate resolve --rolled-back" does.
    await own.db.client.$executeRaw`UPDATE "_prisma_migrations" SET "rolled_back_at" = now() WHERE "id" = 'x'`
    expect(await start(...files, unfinished)).toEqual(['0003_third'])
  })

  it('when a migration fails, of which nothing stays', async () => {
    const broken = { name: '0004_broken', sql: 'CREATE TABLE "C" ("id" TEXT); SELECT 1/0;' }
    const third = { name: '0003_third', sql: 'SELECT 1;' }
    await expect(start(...files, third, broken)).rejects.toThrow('division by zero')
    expect(await start(...files, third)).toEqual([])
    const [made] = await own.db.client.$queryRaw<unknown[]>`SELECT to_regclass('"C"')::text AS made`
    expect(made).toEqual({ made: null })
  })
})
