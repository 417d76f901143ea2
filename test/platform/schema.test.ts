/** What neither Prisma nor a diff of schema and migrations would notice; that diff stands in migrate.test.ts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/platform/database/database.ts'
import { checksumOf, migrationFiles } from '../../src/platform/database/migrate.ts'
import { read } from '../house/sources.ts'
import { freshDatabase } from '../support/database.ts'

describe('the schema', () => {
  let db: Database
  beforeAll(async () => {
    db = await freshDatabase()
  })
  afterAll(() => db.close())

  it('keeps instants to the millisecond, as the code has them', async () => {
    const columns = await db.client.$queryRaw<{ type: string; precision: number }[]>`
      SELECT DISTINCT data_type AS type, datetime_precision AS precision FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND datetime_precision IS NOT NULL`
    expect(columns).toEqual([{ type: 'timestamp with time zone', precision: 3 }])
  })

  it('lets the database make neither time nor ids', async () => {
    const made = await db.client.$queryRaw<{ column: string }[]>`
      SELECT concat(table_name, '.', column_name) AS column FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND column_default IS NOT NULL`
    expect(made).toEqual([{ column: 'WebMessage.seq' }])
  })
})

describe('a migration', () => {
  it('is never edited: an office’s database would refuse to start with it', () => {
    const lines = migrationFiles().map(({ name, sql }) => `${checksumOf(sql)}  ${name}\n`)
    expect(
      lines.join(''),
      'a new migration: add its line (the + below) to test/platform/migrations.txt; a known one: undo the change',
    ).toBe(read('test/platform/migrations.txt'))
  })
})
