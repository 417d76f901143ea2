import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seed } from '../../prisma/seed.ts'
import { backup } from '../../src/commands/backup.ts'
import { restore } from '../../src/commands/restore.ts'
import { createAudit } from '../../src/features/organisation/audit/api.ts'
import { quoted, tableNames } from '../../src/platform/backup/tables.ts'
import { type Database, openDatabase, type Place } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { storedFiles } from '../../src/platform/files/files.ts'
import { countedIds, START } from '../support/office.ts'

const BYTES = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256)
const HOSTILE = `tab\tnew\nline "quote" 'single' \\ back <b>&*_ 👏`

/** Everything a database holds, as text. */
async function contents(db: Database): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const table of await tableNames(db.client)) {
    const rows = await db.client.$queryRawUnsafe<{ row: string }[]>(
      `SELECT row_to_json(t)::text AS row FROM ${quoted(table)} t ORDER BY 1`,
    )
    all[table] = rows.map(({ row }) => row)
  }
  return all
}

async function reading<T>(place: Place, read: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(place)
  try {
    return await read(db)
  } finally {
    await db.close()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'rekan-backup-'))
const at = (name: string) => join(folder, name)

describe('backup and restore', { timeout: 120_000 }, () => {
  const office: Place = { kind: 'folder', folder: at('office') }
  const file = at('rekan.backup.gz')
  const said: string[] = []
  const console = {
    say: (line: string) => void said.push(line),
    warn: (line: string) => void said.push(line),
  }
  let before: Record<string, string[]>

  beforeAll(async () => {
    await reading(office, async db => {
      await migrate(db)
      const ids = countedIds()
      await seed({ db, ids }, START)
      await storedFiles({ db, ids, clock: { now: () => START } }).put({
        name: HOSTILE,
        mime: 'image/png',
        bytes: BYTES,
      })
      await db.client.webMessage.create({
        data: { id: 'm1', revision: 1n, address: 'a', from: 'person', body: { said: HOSTILE }, at: START },
      })
      const audit = createAudit(db)
      for (const subject of ['a', 'b', 'c'])
        await db.transaction(tx =>
          audit.append(tx, [
            { at: START, actorId: null, action: 'test', subject, detail: { said: HOSTILE } },
          ]),
        )
      before = await contents(db)
    })
    expect(await backup(file, of(office), console)).toBe(0)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('says how much it wrote, in a file that only its owner may read', () => {
    expect(said[0]).toMatch(/^\d+ rows and 0 files from outside the database are in /)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('gives everything back: people, files, the audit log, serial numbers', async () => {
    const copy: Place = { kind: 'folder', folder: at('copy') }
    expect(await restore(file, of(copy), console)).toBe(0)
    await reading(copy, async db => {
      expect(await contents(db)).toEqual(before)
      expect((await createAudit(db).verify([])).broken).toBeNull()
      expect((await db.client.storedFile.findFirst())?.bytes).toEqual(BYTES)
      const next = await db.client.webMessage.create({
        data: { id: 'm2', revision: 2n, address: 'a', from: 'person', body: {}, at: START },
      })
      expect(next.seq).toBe(2n)
      await expect(db.client.auditEntry.deleteMany()).rejects.toThrow('append-only')
      const orphan = db.client.account.create({
        data: { channel: 'web', address: 'x', personId: 'nobody', linkedAt: START },
      })
      await expect(orphan).rejects.toThrow()
    })
  })

  it('keeps the data folder to its owner, also one that was open before', async () => {
    const open = at('open')
    mkdirSync(open, { mode: 0o755 })
    chmodSync(open, 0o755)
    await reading({ kind: 'folder', folder: open }, migrate)
    expect(statSync(open).mode & 0o777).toBe(0o700)
    expect(statSync(at('office')).mode & 0o777).toBe(0o700)
  })

  it('does not touch a database that is in use', async () => {
    expect(await restore(file, of(office), console)).toBe(1)
    expect(said.at(-1)).toContain('holds people')
    expect(await reading(office, contents)).toEqual(before)
  })

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 200)],
    [
      'cut off between two lines',
      (bytes: Buffer) => changed(bytes, text => text.split('\n').slice(0, -3).join('\n')),
    ],
    ['changed', (bytes: Buffer) => changed(bytes, text => text.replace('Andai', 'Ganti'))],
    ['something else', () => gzipSync('NIP;Nama\n1;Siti\n')],
    ['not packed', () => Buffer.from('hello')],
    ['empty', () => gzipSync('')],
  ])('refuses a file that is %s, and changes nothing', async (name, spoil) => {
    const spoilt = at(`${name}.gz`)
    writeFileSync(spoilt, spoil(readFileSync(file)))
    const place: Place = { kind: 'folder', folder: at('empty') }
    expect(await restore(spoilt, of(place), console)).toBe(1)
    expect(said.at(-1)).toContain('Nothing was changed')
    expect(await reading(place, db => tableNames(db.client))).toEqual([])
  })

  it('says so when there is no such file', async () => {
    expect(await restore(at('missing.gz'), of({ kind: 'folder', folder: at('none') }), console)).toBe(2)
  })

  it.runIf(process.env.TEST_DATABASE_URL)('moves an office from PGlite to PostgreSQL and back', async () => {
    const name = `rekan_test_${randomBytes(6).toString('hex')}`
    const admin = new Pool({ connectionString: process.env.TEST_DATABASE_URL, max: 1 })
    await admin.query(`CREATE DATABASE ${name}`)
    const url = new URL(process.env.TEST_DATABASE_URL ?? '')
    url.pathname = `/${name}`
    const server: Place = { kind: 'server', url: url.href }
    try {
      expect(await restore(file, of(server), console)).toBe(0)
      expect(await reading(server, contents)).toEqual(before)
      expect(await backup(at('server.gz'), of(server), console)).toBe(0)
      expect(await restore(at('server.gz'), of({ kind: 'folder', folder: at('back') }), console)).toBe(0)
      expect(await reading({ kind: 'folder', folder: at('back') }, contents)).toEqual(before)
    } finally {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    }
  })
})

const of = (database: Place) => ({ database, dataDir: at('nowhere'), evidence: null, backupKey: null })
const changed = (bytes: Buffer, change: (text: string) => string) =>
  gzipSync(change(gunzipSync(bytes).toString('utf8')))
