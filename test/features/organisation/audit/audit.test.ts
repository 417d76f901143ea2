import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAudit } from '../../../../src/features/organisation/audit/api.ts'
import { GENESIS, readHead, type Sealed, seal } from '../../../../src/features/organisation/audit/rules.ts'
import type { Database } from '../../../../src/platform/database/database.ts'
import { freshDatabase } from '../../../support/database.ts'

const AT = new Date('2026-11-24T02:00:00.123Z')

describe('the audit log', () => {
  let db: Database
  beforeAll(async () => {
    db = await freshDatabase()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await tampered('TRUNCATE "AuditEntry"')
    await db.client.setting.deleteMany({})
  })

  const audit = () => createAudit(db)
  const note = (action: string, detail: Record<string, unknown> = {}) =>
    db.transaction(tx => audit().append(tx, [{ at: AT, actorId: 'olga', action, subject: 'siti', detail }]))
  async function written(count: number): Promise<void> {
    for (let nth = 1; nth <= count; nth++) await note(`test.${nth}`, { nth })
  }
  /** What somebody can do who owns the database. */
  const tampered = async (sql: string) => {
    await db.client.$executeRawUnsafe('ALTER TABLE "AuditEntry" DISABLE TRIGGER USER')
    await db.client.$executeRawUnsafe(sql)
    await db.client.$executeRawUnsafe('ALTER TABLE "AuditEntry" ENABLE TRIGGER USER')
  }

  it('stands, empty or with entries, and gives its head', async () => {
    expect(await audit().verify()).toEqual({ entries: 0n, head: GENESIS, broken: null })
    await written(3)
    const { entries, head, broken } = await audit().verify()
    expect([entries, head.seq, broken]).toEqual([3n, 3n, null])
    expect(head.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each([
    ['change', `UPDATE "AuditEntry" SET action = 'x' WHERE seq = 2`],
    ['remove', 'DELETE FROM "AuditEntry" WHERE seq = 2'],
    ['empty', 'TRUNCATE "AuditEntry"'],
    [
      'rewrite through an upsert',
      `INSERT INTO "AuditEntry" SELECT * FROM "AuditEntry" WHERE seq = 2
       ON CONFLICT (seq) DO UPDATE SET action = 'x'`,
    ],
  ])('is append-only: the database refuses to %s it', async (_what, sql) => {
    await written(3)
    await expect(db.client.$executeRawUnsafe(sql)).rejects.toThrow('append-only')
    expect(await audit().verify()).toMatchObject({ entries: 3n, broken: null })
  })

  it.each([
    ['what was done', `action = 'test.9'`],
    ['who did it', `"actorId" = 'budi'`],
    ['who did it, to nobody', `"actorId" = NULL`],
    ['when', `at = at + interval '1 millisecond'`],
    ['to whom', `subject = NULL`],
    ['the detail', `detail = '{"nth": 9}'`],
    ['its seal', `hash = repeat('a', 64)`],
    ['the seal it stands on', `previous = repeat('a', 64)`],
  ])('shows a change of %s', async (_what, change) => {
    await written(4)
    await tampered(`UPDATE "AuditEntry" SET ${change} WHERE seq = 2`)
    expect(await audit().verify()).toMatchObject({ entries: 1n, broken: { seq: 2n, why: 'changed' } })
  })

  it('shows a row removed from the middle, even when the others are numbered anew', async () => {
    await written(4)
    await tampered('DELETE FROM "AuditEntry" WHERE seq = 2')
    expect(await audit().verify()).toMatchObject({ entries: 1n, broken: { seq: 3n, why: 'removed' } })
    await tampered('UPDATE "AuditEntry" SET seq = seq - 1 WHERE seq > 2')
    expect(await audit().verify()).toMatchObject({ entries: 1n, broken: { seq: 2n, why: 'changed' } })
  })

  it('shows that its end was cut off, also when it was cut off whole', async () => {
    await written(4)
    await tampered('DELETE FROM "AuditEntry" WHERE seq > 2')
    expect(await audit().verify()).toMatchObject({ entries: 2n, broken: { seq: 3n, why: 'end-missing' } })
    await tampered('DELETE FROM "AuditEntry"')
    expect(await audit().verify()).toMatchObject({ entries: 0n, broken: { seq: 1n, why: 'end-missing' } })
  })

  it('is caught by a head kept outside when end and note of the end are both rewritten', async () => {
    await written(4)
    const { head } = await audit().verify()
    await tampered('DELETE FROM "AuditEntry" WHERE seq > 2')
    const [last] = await db.client.auditEntry.findMany({ orderBy: { seq: 'desc' }, take: 1 })
    await db.client.setting.update({ where: { key: 'audit.head' }, data: { value: `2:${last?.hash}` } })
    // Alone, the log cannot know: this is what the operator keeps the head for.
    expect((await audit().verify()).broken).toBeNull()
    expect((await audit().verify([head])).broken).toEqual({ seq: 3n, why: 'end-missing' })
    await note('test.3', { nth: 3 })
    await note('test.other', {})
    expect((await audit().verify()).broken).toBeNull()
    expect(await audit().verify([head])).toMatchObject({ entries: 3n, broken: { seq: 4n, why: 'changed' } })
  })

  it('goes on from what is there when the note beside it was lost', async () => {
    await written(2)
    await db.client.setting.deleteMany({})
    await written(1)
    expect(await audit().verify()).toMatchObject({ entries: 3n, broken: null })
  })

  it('takes many writers at once, one after the other', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, nth) => note(`test.${nth}`)))
    expect(await audit().verify()).toMatchObject({ entries: 25n, broken: null })
  })

  it('forgets what was noted in a transaction that failed', async () => {
    await written(1)
    const failed = db.transaction(async tx => {
      await audit().append(tx, [{ at: AT, actorId: null, action: 'test', subject: null, detail: {} }])
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    await written(1)
    expect(await audit().verify()).toMatchObject({ entries: 2n, broken: null })
  })

  it('lets go of what is older than its period, stands on the rest, and goes on', async () => {
    const write = (at: string, subject: string) =>
      db.transaction(tx =>
        audit().append(tx, [{ at: new Date(at), actorId: null, action: 'test', subject, detail: {} }]),
      )
    await write('2019-01-01T00:00:00Z', 'old')
    await write('2019-06-01T00:00:00Z', 'old')
    await write('2026-11-01T00:00:00Z', 'young')
    const letGo = () => db.transaction(tx => audit().letGo(tx, new Date('2021-01-01T00:00:00Z')))
    expect(await letGo()).toBe(2)
    expect(await letGo()).toBe(0)
    await write('2026-11-02T00:00:00Z', 'new')
    expect(await audit().verify()).toMatchObject({ entries: 4n, broken: null })
    expect(await db.client.auditEntry.count()).toBe(2)
    await tampered(`DELETE FROM "AuditEntry" WHERE subject = 'young'`)
    expect(await audit().verify()).toMatchObject({ broken: { why: 'removed' } })
  })

  it('keeps what is younger than five years, whoever asks', async () => {
    const entry = {
      at: new Date('2026-11-01T00:00:00Z'),
      actorId: null,
      action: 'test',
      subject: null,
      detail: {},
    }
    await db.transaction(tx => audit().append(tx, [entry]))
    const all = db.transaction(tx => audit().letGo(tx, new Date('2030-01-01T00:00:00Z')))
    await expect(all).rejects.toThrow('append-only')
    expect(await audit().verify()).toMatchObject({ entries: 1n, broken: null })
  })

  it('keeps what JSON makes of dates, nothing, odd numbers and odd letters', async () => {
    await note('test', { at: AT, none: undefined, b: { z: 1e21, a: -0 }, a: [0.1, '<b>&*_ 👏 "\\', null] })
    expect(await audit().verify()).toMatchObject({ entries: 1n, broken: null })
  })

  it('is walked page by page when it is long', { timeout: 60_000 }, async () => {
    const rows: Sealed[] = []
    for (let seq = 1n, previous = GENESIS.hash; seq <= 10_000n; seq++) {
      const entry = {
        seq,
        at: AT,
        actorId: 'olga',
        action: 'test',
        subject: null,
        detail: { seq: Number(seq) },
      }
      const hash = seal(entry, previous)
      rows.push({ ...entry, previous, hash })
      previous = hash
    }
    await db.client.auditEntry.createMany({
      data: rows.map(row => ({ ...row, detail: row.detail as object })),
    })
    expect(await audit().verify()).toMatchObject({ entries: 10_000n, broken: null })
    await tampered(`UPDATE "AuditEntry" SET subject = 'x' WHERE seq = 9001`)
    expect(await audit().verify()).toMatchObject({ entries: 9000n, broken: { seq: 9001n, why: 'changed' } })
  })
})

describe('a head kept on paper', () => {
  const hash = 'ab'.repeat(32)
  it.each([
    [`12:${hash}`, { seq: 12n, hash }],
    [` 12:${hash.toUpperCase()}\n`, { seq: 12n, hash }],
    [`12:${hash}0`, null],
    [hash, null],
    ['', null],
  ])('reads %j', (typed, head) => {
    expect(readHead(typed)).toEqual(head)
  })
})
