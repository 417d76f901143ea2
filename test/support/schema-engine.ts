/**
 * Prisma's schema engine, compiled to WebAssembly, over a database of ours: what `prisma migrate diff`, `status` and
 * `deploy` ask, without the native engine, which Prisma downloads on first use.
 * The package is Prisma's own but its API is not documented: it is pinned, and only tests use it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import * as binding from '@prisma/schema-engine-wasm/schema_engine_bg'

export type AdapterFactory = Parameters<typeof bindMigrationAwareSqlAdapterFactory>[0]

/** Node's, whose type stands in the library of browsers only. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: object } }>
}

const PRISMA = fileURLToPath(new URL('../../prisma/', import.meta.url))
const NO_FILTERS = { externalTables: [], externalEnums: [] }

const schema = {
  files: readdirSync(`${PRISMA}schema`).map(path => ({
    path: `schema/${path}`,
    content: readFileSync(`${PRISMA}schema/${path}`, 'utf8'),
  })),
}

const migrationsList: MigrationList = {
  baseDir: `${PRISMA}migrations`,
  lockfile: {
    path: 'migration_lock.toml',
    content: readFileSync(`${PRISMA}migrations/migration_lock.toml`, 'utf8'),
  },
  shadowDbInitScript: '',
  migrationDirectories: readdirSync(`${PRISMA}migrations`, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(`${PRISMA}migrations/${name}/migration.sql`, 'utf8') },
      },
    })),
}

let loaded = false
async function load(): Promise<void> {
  if (loaded) return
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/\.js$/, '_bg.wasm')
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    './schema_engine_bg.js': { ...binding },
  })
  binding.__wbg_set_wasm(instance.exports)
  Object(instance.exports).__wbindgen_start()
  loaded = true
}

/** @param factory the driver adapter of the database that the engine is asked about */
async function withSchemaEngine<T>(
  factory: AdapterFactory,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await load()
  const datamodels = schema.files.map(({ path, content }): [string, string] => [path, content])
  const engine = await binding.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  try {
    return await work(engine)
  } finally {
    engine.free()
  }
}

/** What `prisma migrate diff` says where a database and prisma/schema agree. */
export const NO_DIFFERENCE = '-- This is an empty migration.'

/** The SQL that would bring the database to prisma/schema: its tables, columns, enums, indexes and relations. */
export async function differenceOf(factory: AdapterFactory): Promise<string> {
  const { stdout } = await withSchemaEngine(factory, engine =>
    engine.diff({
      from: { tag: 'schemaDatasource', ...schema, configDir: PRISMA },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    }),
  )
  return stdout?.trim() ?? ''
}

/** What `prisma migrate status` finds. */
export const historyOf = (factory: AdapterFactory) =>
  withSchemaEngine(factory, engine =>
    engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: NO_FILTERS }),
  )

/** What `prisma migrate deploy` does. @returns the names of those applied */
export const deploy = async (factory: AdapterFactory): Promise<string[]> => {
  const done = await withSchemaEngine(factory, engine =>
    engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
  )
  return done.appliedMigrationNames
}
