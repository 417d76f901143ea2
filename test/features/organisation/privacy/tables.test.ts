/** The list of what is stored about people is whole: held against the database itself, and against the features. */
import { globSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contribution } from '../../../../src/chat/extension-points.ts'
import { resources } from '../../../../src/chat/i18n/locales.ts'
import type { Audit } from '../../../../src/features/organisation/audit/api.ts'
import type { auditPersonalData } from '../../../../src/features/organisation/audit/personal-data.ts'
import type { PersonalData } from '../../../../src/features/organisation/privacy/api.ts'
import { everythingAbout } from '../../../../src/features/organisation/privacy/repository.ts'
import { FIVE, type Office, office } from '../../../support/office.ts'

const ROOT = `${import.meta.dirname}/../../../../`
const noAudit: Pick<Audit, 'letGo'> = { letGo: async () => 0 }

async function written(): Promise<PersonalData[]> {
  const files = globSync('src/features/**/personal-data.ts', { cwd: ROOT })
  const modules = await Promise.all(files.map(file => import(`${ROOT}${file}`)))
  return modules
    .flatMap(module => Object.values<Contribution | typeof auditPersonalData>(module))
    .map(one => (typeof one === 'function' ? one(noAudit) : one).value as PersonalData)
}

describe('what is stored about a person', () => {
  let place: Office
  let data: PersonalData[]
  beforeAll(async () => {
    place = (await office({ people: FIVE })) as unknown as Office
    data = await written()
  })
  afterAll(() => place.close())
  const tables = () => data.flatMap(one => one.tables)
  const names = () => [
    ...new Set(
      tables()
        .toSorted((one, other) => one.position - other.position)
        .map(({ table }) => table as string),
    ),
  ]

  it('is named, or left out for a reason: every column that says who', async () => {
    // By reference, and by name where a row outlives the person's own.
    const columns = await place.db.client.$queryRaw<{ table: string; column: string }[]>`
      SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
      WHERE c.table_schema = 'public' AND c.data_type = 'text' AND (
        c.column_name ~ '(person|giver|receiver|reporter|delegate|principal|appraiser|superior|actor|author|maker|owner|by|from|to)Id$'
        OR c.column_name ~ '(Person|Giver|By|From|To|Appraiser|Superior)Id$'
        OR c.column_name = 'subject')
      ORDER BY 1, 2`
    const named = new Set(tables().map(({ table, whose }) => `${table}.${whose}`))
    const leftOut = new Set(data.flatMap(one => Object.keys(one.leftOut ?? {})))
    const unknown = columns
      .map(({ table, column }) => `${table}.${column}`)
      .filter(name => !named.has(name) && !leftOut.has(name))
    expect(columns.length).toBeGreaterThan(10)
    expect(
      unknown,
      'name each in personal-data.ts of its feature: in tables, or leftOut with the reason',
    ).toEqual([])
  })

  it('is read from columns that are there, each table at one position of its own', async () => {
    const about = await everythingAbout(place.db.client, tables(), 'nobody')
    expect(about.map(({ table }) => table)).toEqual(names())
    expect(about.flatMap(({ rows }) => rows)).toEqual([])
    expect(new Set(tables().map(({ table, position }) => `${table} ${position}`)).size).toBe(names().length)
    const highest = Math.max(...tables().map(({ position }) => position))
    expect(
      new Set(tables().map(({ position }) => position)).size,
      `two tables have one position; the highest is ${highest}`,
    ).toBe(names().length)
  })

  it('has words: every table, every column, and every code of a column that has a fixed list', async () => {
    const words = resources.id.dataku as Record<'sheet' | 'column' | 'value', Record<string, string>>
    const columns = [...new Set(tables().flatMap(one => one.columns.map(column => `${one.table}-${column}`)))]
    const said = (known: object, name: string) =>
      Object.hasOwn(known, name) || Object.hasOwn(known, name.slice(name.indexOf('-') + 1))
    expect(names().filter(name => !Object.hasOwn(words.sheet, name))).toEqual([])
    expect(columns.filter(name => !said(words.column, name))).toEqual([])
    const codes = await place.db.client.$queryRaw<{ name: string; code: string }[]>`
      SELECT c.table_name || '-' || c.column_name AS "name", e.enumlabel::text AS "code"
      FROM information_schema.columns c JOIN pg_type t ON t.typname = c.udt_name JOIN pg_enum e ON e.enumtypid = t.oid
      WHERE c.table_schema = 'public'`
    const stored = codes
      .filter(({ name }) => columns.includes(name))
      .map(({ name, code }) => `${name}-${code}`)
    expect(stored.length).toBeGreaterThan(50)
    expect(stored.filter(code => !said(words.value, code))).toEqual([])
    const named = Object.values(words.sheet)
    // A sheet's name has at most 31 characters, and no two are the same.
    expect(named.filter(name => name.length > 31)).toEqual([])
    expect(new Set(named).size).toBe(named.length)
  })

  it('reaches the file that a person asks for: each feature contributes what it has written down', async () => {
    const { siti } = place.cast as Office['cast']
    await siti.commands('/dataku')
    await siti.taps('Unduh (JSON)')
    const block = siti
      .messages()
      .at(-1)
      ?.card.blocks.find(({ kind }) => kind === 'file')
    if (block?.kind !== 'file') throw new Error('no file')
    const { bytes } = await place.db.client.storedFile.findUniqueOrThrow({ where: { id: block.file.id } })
    expect(Object.keys(JSON.parse(Buffer.from(bytes).toString('utf8')))).toEqual(names())
    expect(names().slice(0, 3)).toEqual(['Person', 'Account', 'Preference'])
  })
})
