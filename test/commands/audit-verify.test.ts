import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { auditVerify } from '../../src/commands/audit-verify.ts'
import { createAudit } from '../../src/features/organisation/audit/api.ts'
import { openDatabase } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { story } from '../support/story.ts'

describe('npm run audit:verify', () => {
  const test = story()
  const folder = mkdtempSync(join(tmpdir(), 'rekan-audit-'))
  const place = { kind: 'folder' as const, folder }
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function run(args: string[] = [], where = place) {
    const [said, warned]: [string[], string[]] = [[], []]
    const code = await auditVerify(args, where, {
      say: line => said.push(line),
      warn: line => warned.push(line),
    })
    return { code, said: said.join('\n'), warned: warned.join('\n') }
  }
  async function open<T>(work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> {
    const db = await openDatabase(place)
    try {
      return await work(db)
    } finally {
      await db.close()
    }
  }

  beforeAll(() =>
    open(async db => {
      await migrate(db)
      const audit = createAudit(db)
      for (const action of ['test.a', 'test.b', 'test.c'])
        await db.transaction(tx =>
          audit.append(tx, [{ at: new Date(0), actorId: null, action, subject: null, detail: {} }]),
        )
    }),
  )

  test.step('says how many stand and gives the head, which the next run takes', async () => {
    const first = await run()
    expect(first).toMatchObject({ code: 0, warned: '' })
    expect(first.said).toContain('The audit log stands: 3 entries.')
    const head = /\d+:[0-9a-f]{64}/.exec(first.said)?.[0] ?? ''
    expect((await run([head])).code).toBe(0)
    const other = await run([`3:${'0'.repeat(64)}`])
    expect(other).toMatchObject({ code: 1 })
    expect(other.said).toContain('Entry 3 is not what was written')
  })

  test.step('says so when the folder is in use, and leaves it alone', async () => {
    const found = await open(() => run())
    expect(found).toMatchObject({ code: 2, said: '' })
    expect(found.warned).toContain(`${folder} is in use by a running Rekan. Stop it first`)
  })

  test.step('says so when there is nothing to check, or a seal was mistyped', async () => {
    expect((await run([], { kind: 'folder', folder: join(folder, 'none') })).warned).toContain(
      'There is no Rekan',
    )
    expect((await run(['12:ab'])).warned).toContain('SEQ:SEAL')
  })

  test.step('names the first entry that does not stand', async () => {
    await open(db =>
      db.script('ALTER TABLE "AuditEntry" DISABLE TRIGGER USER; DELETE FROM "AuditEntry" WHERE seq = 3'),
    )
    expect(await run()).toMatchObject({
      code: 1,
      said: 'Entry 3 and those after it were once written, and are gone. 2 entries before it stand.',
    })
    await open(db => db.script(`UPDATE "AuditEntry" SET action = 'x' WHERE seq = 1`))
    expect((await run()).said).toContain('Entry 1 is not what was written')
  })
})
