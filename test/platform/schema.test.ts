/** prisma/schema and the SQL of prisma/migrations are kept by hand, both: this is where drift shows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/platform/database/database.ts'
import { freshDatabase } from '../support/database.ts'
import { models } from './schema-text.ts'

interface Column {
  table: string
  name: string
  type: string
  nullable: boolean
  precision: number | null
  default: string | null
}

describe('the schema', () => {
  let db: Database
  let columns: Column[]
  let indexes: { table: string; unique: boolean; columns: string[] }[]
  let keys: { table: string; columns: string[]; to: string }[]

  beforeAll(async () => {
    db = await freshDatabase()
    columns = await db.client.$queryRaw`
      SELECT table_name AS "table", column_name AS name, (udt_name)::text AS type, is_nullable = 'YES' AS nullable,
             datetime_precision AS precision, column_default AS default
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'Migration'`
    // Prisma's schema cannot say an index over a part of the rows: those are SQL's alone.
    indexes = await db.client.$queryRaw`
      SELECT t.relname AS "table", i.indisunique AS unique,
             array_agg(a.attname::text ORDER BY k.place) AS columns
      FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
      CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(number, place)
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
      WHERE n.nspname = 'public' AND i.indpred IS NULL GROUP BY i.indexrelid, t.relname, i.indisunique`
    keys = await db.client.$queryRaw`
      SELECT t.relname AS "table", r.relname AS "to", array_agg(a.attname::text ORDER BY k.place) AS columns
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid
      CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(number, place)
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
      WHERE c.contype = 'f' GROUP BY c.oid, t.relname, r.relname`
  })
  afterAll(() => db.close())

  it('has the same tables', () => {
    const tables = [...new Set(columns.map(({ table }) => table))].sort()
    expect(tables).toEqual(models.map(({ name }) => name).sort())
  })

  describe.each(models)('$name', ({ name, fields, indexes: wanted, relations }) => {
    it('has the same columns, of the same type, that may be empty or not', () => {
      const there = columns
        .filter(({ table }) => table === name)
        .map(({ name: column, type, nullable, precision }) => ({ name: column, type, nullable, precision }))
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
      expect(there.sort(byName)).toEqual(fields.toSorted(byName))
    })

    it('is read, every field', async () => {
      // Prisma names every field in its query: a column that is missing is an error.
      const table = db.client[`${name.charAt(0).toLowerCase()}${name.slice(1)}` as 'person']
      await expect(table.findFirst()).resolves.toBeNull()
    })

    it('has the same keys and indexes', () => {
      const said = (one: { unique: boolean; columns: string[] }) =>
        `${one.unique ? 'unique ' : ''}${one.columns.join(', ')}`
      const there = indexes.filter(({ table }) => table === name).map(said)
      expect(there.sort()).toEqual(wanted.map(said).sort())
    })

    it('points where it says', () => {
      const there = keys.filter(({ table }) => table === name)
      const said = (one: { to: string; columns: string[] }) => `${one.columns.join(', ')} → ${one.to}`
      // The database may hold more together than Prisma is told of.
      expect(relations.map(said).filter(one => !there.map(said).includes(one))).toEqual([])
    })
  })

  it('lets the database make neither time nor ids', () => {
    const made = columns.filter(one => one.default !== null)
    expect(made.map(({ table, name }) => `${table}.${name}`)).toEqual(['WebMessage.seq'])
  })
})
