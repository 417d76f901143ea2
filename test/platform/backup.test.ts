/** What a backup holds, and which ones are refused: of another version, changed, unsigned. On both databases. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAudit } from '../../src/features/organisation/audit/api.ts'
import { type OutsideFiles, outsideFiles } from '../../src/platform/backup/outside.ts'
import { readBackup } from '../../src/platform/backup/read.ts'
import { createSchedule, lastBackup } from '../../src/platform/backup/schedule.ts'
import { appliedMigrations, tableNames } from '../../src/platform/backup/tables.ts'
import { RestoreRefused, verifyBackup } from '../../src/platform/backup/verify.ts'
import { writeBackup } from '../../src/platform/backup/write.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { migrationFiles } from '../../src/platform/database/migrate.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { freshDatabase } from '../support/database.ts'
import { FIVE, fixedClock, hire, START } from '../support/office.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'

const KEY = 'k'.repeat(32)
const folder = mkdtempSync(join(tmpdir(), 'rekan-backup-'))
/** An office, and an empty database for each test: a refused backup leaves it empty. */
let office: Database
let fresh: OwnDatabase
beforeAll(async () => {
  office = await freshDatabase()
  await hire(office, FIVE, START)
})
beforeEach(async () => {
  fresh = await ownDatabase()
})
afterEach(() => fresh.close())
afterAll(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})
/** For one test: a database engine is a large thing. */
async function within<T>(own: OwnDatabase, work: (db: Database) => Promise<T>): Promise<T> {
  try {
    return await work(own.db)
  } finally {
    await own.close()
  }
}

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
const refusal = (error: unknown) => (error instanceof RestoreRefused ? error.fault : error)

const nameOf = (db: Database) => db.client.$queryRaw`SELECT "id", "nip", "name" FROM "Person" ORDER BY "id"`

it('of Rekan 0.1.0 is restored and brought to this version, with every row', {
  timeout: 120_000,
}, async () => {
  const dump = gunzipSync(readFileSync(new URL('../fixtures/office-0.1.sql.gz', import.meta.url)))
  const old = await within(await ownDatabase(), async db => {
    await db.script(dump.toString('utf8'))
    return { people: await nameOf(db), text: await written(db) }
  })
  // Rekan 0.1.0 did not say which one it is.
  const text = changed(old.text, body => body.replace(/"by":"[^"]*",/, ''))
  await within(await ownDatabase(), async db => {
    const { head, seal } = await readBackup(db, lines(text), null)
    expect([head.by, seal]).toEqual([undefined, 'unsigned'])
    expect(await nameOf(db)).toEqual(old.people)
    expect((await appliedMigrations(db.client)).toSorted()).toEqual(migrationFiles().map(({ name }) => name))
    expect((await createAudit(db).verify([])).broken).toBeNull()
    // The rows that name evidence have somewhere to point to, though its bytes are elsewhere.
    expect(await db.client.evidence.count()).toBeGreaterThan(0)
  })
})

it('of an older version is not put into a database that was started with newer tables', async () => {
  const older = changed(await written(office), body => body.replace(/,"[^"]*"\]\}/, ']}'))
  const started = await freshDatabase()
  const tried = await readBackup(started, lines(older), null).catch(refusal)
  await started.close()
  expect(tried).toEqual({ kind: 'not-fresh' })
})

it('of a newer Rekan is refused with the version to use', async () => {
  const newer = changed(await written(office), body =>
    body.replace(/"by":"[^"]*","migrations":\[/, '"by":"9.1.0","migrations":["9999_later",'),
  )
  const tried = await readBackup(fresh.db, lines(newer), null).catch(refusal)
  expect(tried).toEqual({ kind: 'newer', by: '9.1.0', migration: '9999_later' })
  expect(await tableNames(fresh.db.client)).toEqual([])
})

it('that is signed is refused once it was changed, and known by nobody without the key', async () => {
  const text = await written(office, KEY)
  const forged = changed(text, body => body.replace('Siti', 'Sari'))
  expect(forged).not.toBe(text)
  const tried = async (what: string, key: string | null) =>
    await readBackup(fresh.db, lines(what), key).catch(refusal)
  expect(await tried(forged, KEY)).toEqual({ kind: 'forged' })
  expect(await tried(text, 'x'.repeat(32))).toEqual({ kind: 'forged' })
  expect(await tried(await written(office), KEY)).toEqual({ kind: 'missing' })
  expect(await tried(text.replace('Siti', 'Sari'), null)).toEqual({ kind: 'damaged' })
  expect(await tableNames(fresh.db.client)).toEqual([])
  expect(await verifyBackup(lines(text), KEY)).toMatchObject({ seal: 'signed' })
  // What docs/backup.md says: without the key nobody sees the change.
  expect(await verifyBackup(lines(forged), null)).toMatchObject({ seal: 'unchecked' })
})

it('holds evidence, also what lies in an S3 store or in the folder of Rekan 0.1.0', async () => {
  const bytes = Buffer.from([0, 255, 10, 13])
  await office.client.evidence.create({ data: { id: 'inside', bytes, createdAt: START } })
  for (const id of ['instore', 'infolder', 'nowhere'])
    await office.client.evidence.create({ data: { id, bytes: null, createdAt: START } })
  mkdirSync(join(folder, 'evidence', 'in'), { recursive: true })
  writeFileSync(join(folder, 'evidence', 'in', 'infolder'), 'from the folder')
  const local = outsideFiles(office, { dataDir: folder, evidence: null })
  const store: OutsideFiles = async function* () {
    for await (const file of local())
      yield file.id === 'instore' ? { id: file.id, bytes: Buffer.from('from the store') } : file
  }
  const text = await written(office, KEY, store)
  expect(await readBackup(fresh.db, lines(text), KEY)).toMatchObject({ files: 2, seal: 'signed' })
  const found = await fresh.db.client.evidence.findMany({ orderBy: { id: 'asc' } })
  expect(found.map(one => [one.id, one.bytes && Buffer.from(one.bytes).toString('latin1')])).toEqual([
    ['infolder', 'from the folder'],
    ['inside', bytes.toString('latin1')],
    ['instore', 'from the store'],
    ['nowhere', null],
  ])
})

describe('backups by themselves', () => {
  it('come when they are due, are for their owner only, and the oldest go', async () => {
    const clock = fixedClock(START)
    const place = join(folder, 'kept')
    const plan = { folder: place, everyHours: 12, keep: 2 }
    const deps = {
      db: office,
      clock,
      log: createLog('silent'),
      backUp: (write: (piece: string) => Promise<void>) =>
        writeBackup(office, { now: clock.now(), key: KEY, files: none, write }),
    }
    const first = await createSchedule(plan, deps).check()
    expect(await createSchedule(plan, deps).check()).toBeNull()
    expect(await lastBackup(office)).toEqual(START)
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
    expect(await verifyBackup(lines(text), KEY)).toMatchObject({ seal: 'signed' })
  })

  it('that fail leave nothing half-done, and are tried again', async () => {
    const place = join(folder, 'failing')
    await office.client.setting.deleteMany({ where: { key: 'backup.last' } })
    const fails = createSchedule(
      { folder: place, everyHours: 1, keep: 2 },
      {
        db: office,
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
    expect(await lastBackup(office)).toBeNull()
  })
})
