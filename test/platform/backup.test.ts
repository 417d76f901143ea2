/** What a backup holds, and which ones are refused: of another version, changed, unsigned. On both databases. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createAudit } from '../../src/features/organisation/audit/api.ts'
import { type OutsideFiles, outsideFiles } from '../../src/platform/backup/outside.ts'
import { readBackup } from '../../src/platform/backup/read.ts'
import { createSchedule, lastBackup } from '../../src/platform/backup/schedule.ts'
import { appliedMigrations, tableNames } from '../../src/platform/backup/tables.ts'
import { RestoreRefused } from '../../src/platform/backup/verify.ts'
import { writeBackup } from '../../src/platform/backup/write.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { migrate, migrationFiles } from '../../src/platform/database/migrate.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { freshDatabase } from '../support/database.ts'
import { FIVE, fixedClock, hire, START } from '../support/office.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'

const KEY = 'k'.repeat(32)
const folder = mkdtempSync(join(tmpdir(), 'rekan-backup-'))
const opened: { close(): Promise<void> }[] = []
// Each is a database engine of its own.
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const none: OutsideFiles = async function* () {}
async function written(db: Database, key: string | null = null, files = none): Promise<string> {
  let text = ''
  await writeBackup(db, {
    now: START,
    key,
    files,
    write: async piece => {
      text += piece
    },
  })
  return text
}
const lines = (text: string) =>
  async function* () {
    yield* text.trimEnd().split('\n')
  }
/** Changed by somebody who knows how to sum it up anew. */
function changed(text: string, change: (body: string) => string): string {
  const at = text.lastIndexOf('end\t')
  const body = change(text.slice(0, at))
  const [, count, , ...mark] = text.slice(at).trimEnd().split('\t')
  return `${body}${['end', count, createHash('sha256').update(body).digest('hex'), ...mark].join('\t')}\n`
}
async function empty(): Promise<Database> {
  const own: OwnDatabase = await ownDatabase()
  opened.push(own)
  return own.db
}
async function office(): Promise<Database> {
  const db = await freshDatabase()
  opened.push(db)
  await hire(db, FIVE, START)
  return db
}
const refusal = (error: unknown) => (error instanceof RestoreRefused ? error.fault : error)

describe('a backup of Rekan 0.1.0', { timeout: 60_000 }, () => {
  it('is restored and brought to this version, with every row', async () => {
    const old = await empty()
    const dump = readFileSync(new URL('../fixtures/office-0.1.sql.gz', import.meta.url))
    await old.script(gunzipSync(dump).toString('utf8'))
    const people = await old.client.$queryRaw`SELECT "id", "nip", "name" FROM "Person" ORDER BY "id"`
    const text = (await written(old)).replace(/"by":"[^"]*",/, '')
    const fresh = await empty()
    const { head, seal } = await readBackup(fresh, lines(changed(text, body => body)), null)
    expect([head.by, seal]).toEqual([undefined, 'unsigned'])
    expect(await fresh.client.$queryRaw`SELECT "id", "nip", "name" FROM "Person" ORDER BY "id"`).toEqual(
      people,
    )
    expect(await appliedMigrations(fresh.client)).toEqual(migrationFiles().map(({ name }) => name))
    expect((await createAudit(fresh).verify([])).broken).toBeNull()
    // The rows that name evidence have somewhere to point to, though its bytes are elsewhere.
    expect(await fresh.client.evidence.count()).toBeGreaterThan(0)
  })

  it('is not put into a database that was started with newer tables', async () => {
    const old = await empty()
    const first = migrationFiles().slice(0, 3)
    await migrate(old, first)
    const text = await written(old)
    const started = await empty()
    await migrate(started)
    const tried = readBackup(started, lines(text), null)
    expect(await tried.catch(refusal)).toEqual({ kind: 'not-fresh' })
  })
})

describe('a backup', { timeout: 60_000 }, () => {
  it('of a newer Rekan is refused with the version to use', async () => {
    const text = await written(await office())
    const newer = changed(text, body =>
      body.replace(/"by":"[^"]*","migrations":\[/, '"by":"9.1.0","migrations":["9999_later",'),
    )
    const fresh = await empty()
    const tried = await readBackup(fresh, lines(newer), null).catch(refusal)
    expect(tried).toEqual({ kind: 'newer', by: '9.1.0', migration: '9999_later' })
    expect(await tableNames(fresh.client)).toEqual([])
  })

  it('that is signed is refused once it was changed, and known by nobody without the key', async () => {
    const db = await office()
    const text = await written(db, KEY)
    const forged = changed(text, body => body.replace('Siti', 'Sari'))
    expect(forged).not.toBe(text)
    const fresh = await empty()
    const tried = async (what: string, key: string | null) =>
      await readBackup(fresh, lines(what), key).catch(refusal)
    expect(await tried(forged, KEY)).toEqual({ kind: 'forged' })
    expect(await tried(text, 'x'.repeat(32))).toEqual({ kind: 'forged' })
    expect(await tried(await written(db), KEY)).toEqual({ kind: 'missing' })
    expect(await tried(text.replace('Siti', 'Sari'), null)).toEqual({ kind: 'damaged' })
    expect(await tableNames(fresh.client)).toEqual([])
    expect(await tried(text, KEY)).toMatchObject({ seal: 'signed' })
    // What docs/security.md says: without the key nobody sees the change.
    expect(await readBackup(await empty(), lines(forged), null)).toMatchObject({ seal: 'unchecked' })
  })

  it('holds evidence, also what lies in an S3 store or in the folder of an older Rekan', async () => {
    const db = await office()
    const bytes = Buffer.from([0, 255, 10, 13])
    await db.client.evidence.create({ data: { id: 'inside', bytes, createdAt: START } })
    for (const id of ['instore', 'infolder', 'nowhere'])
      await db.client.evidence.create({ data: { id, bytes: null, createdAt: START } })
    mkdirSync(join(folder, 'evidence', 'in'), { recursive: true })
    writeFileSync(join(folder, 'evidence', 'in', 'infolder'), 'from the folder')
    const local = outsideFiles(db, { dataDir: folder, evidence: null })
    const store: OutsideFiles = async function* () {
      for await (const file of local())
        yield file.id === 'instore' ? { id: file.id, bytes: Buffer.from('from the store') } : file
    }
    const text = await written(db, null, store)
    const fresh = await empty()
    expect(await readBackup(fresh, lines(text), null)).toMatchObject({ files: 2 })
    const found = await fresh.client.evidence.findMany({ orderBy: { id: 'asc' } })
    expect(found.map(one => [one.id, one.bytes && Buffer.from(one.bytes).toString('latin1')])).toEqual([
      ['infolder', 'from the folder'],
      ['inside', bytes.toString('latin1')],
      ['instore', 'from the store'],
      ['nowhere', null],
    ])
  })
})

describe('backups by themselves', { timeout: 60_000 }, () => {
  it('come when they are due, are for their owner only, and the oldest go', async () => {
    const db = await office()
    const clock = fixedClock(START)
    const place = join(folder, 'kept')
    const plan = { folder: place, everyHours: 12, keep: 2 }
    const deps = {
      db,
      clock,
      log: createLog('silent'),
      backUp: (write: (piece: string) => Promise<void>) =>
        writeBackup(db, { now: clock.now(), key: KEY, files: none, write }),
    }
    const first = await createSchedule(plan, deps).check()
    expect(await createSchedule(plan, deps).check()).toBeNull()
    expect(await lastBackup(db)).toEqual(START)
    expect(statSync(place).mode & 0o777).toBe(0o700)
    expect(statSync(first ?? '').mode & 0o777).toBe(0o600)
    writeFileSync(join(place, 'catatan.txt'), 'none of ours')
    writeFileSync(join(place, 'rekan-2026-01-01T0000Z.backup.gz.unfinished'), 'a process that died')
    for (const at of ['2026-11-24T13:59:00Z', '2026-11-24T14:00:00Z', '2026-11-25T02:00:00Z']) {
      clock.to(at)
      await createSchedule(plan, deps).check()
    }
    expect(readdirSync(place).toSorted()).toEqual([
      'catatan.txt',
      'rekan-2026-11-24T1400Z.backup.gz',
      'rekan-2026-11-25T0200Z.backup.gz',
    ])
    const text = gunzipSync(readFileSync(join(place, 'rekan-2026-11-25T0200Z.backup.gz'))).toString('utf8')
    expect(await readBackup(await empty(), lines(text), KEY)).toMatchObject({ seal: 'signed' })
  })

  it('that fail leave nothing half-done, and are tried again', async () => {
    const db = await office()
    const place = join(folder, 'failing')
    const fails = createSchedule(
      { folder: place, everyHours: 1, keep: 2 },
      {
        db,
        clock: fixedClock(START),
        log: createLog('silent'),
        backUp: async write => {
          await write('half of it')
          throw new Error('the disk is full')
        },
      },
    )
    await expect(fails.check()).rejects.toThrow('the disk is full')
    expect(readdirSync(place)).toEqual([])
    expect(await lastBackup(db)).toBeNull()
  })
})
