/** The list of what is stored about people is whole: held against the database itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everythingAbout } from '../../../../src/features/organisation/privacy/repository.ts'
import { LEFT_OUT, STORED } from '../../../../src/features/organisation/privacy/tables.ts'
import type { Database } from '../../../../src/platform/database/database.ts'
import { freshDatabase } from '../../../support/database.ts'

describe('what is stored about a person', () => {
  let db: Database
  beforeAll(async () => {
    db = await freshDatabase()
  })
  afterAll(() => db.close())

  it('is named, or left out for a reason: every column that says who', async () => {
    // By reference, and by name where a row outlives the person's own.
    const columns = await db.client.$queryRaw<{ table: string; column: string }[]>`
      SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
      WHERE c.table_schema = 'public' AND c.data_type = 'text' AND (
        c.column_name ~ '(person|giver|receiver|reporter|delegate|principal|appraiser|superior|actor|author|maker|owner|by|from|to)Id$'
        OR c.column_name ~ '(Person|Giver|By|From|To|Appraiser|Superior)Id$'
        OR c.column_name = 'subject')
      ORDER BY 1, 2`
    const named = new Set(STORED.map(({ table, whose }) => `${table}.${whose}`))
    const unknown = columns
      .map(({ table, column }) => `${table}.${column}`)
      .filter(name => !named.has(name) && !(name in LEFT_OUT))
    expect(columns.length).toBeGreaterThan(10)
    expect(unknown).toEqual([])
  })

  it('is read from columns that are there', async () => {
    const about = await everythingAbout(db.client, 'nobody')
    expect(about.map(({ table }) => table)).toEqual([...new Set(STORED.map(({ table }) => table))])
    expect(about.flatMap(({ rows }) => rows)).toEqual([])
  })
})
