/** `npm run backup` while an office works on an embedded database, which belongs to the process that runs. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { backup } from '../../src/commands/backup.ts'
import { restore } from '../../src/commands/restore.ts'
import { openDatabase } from '../../src/platform/database/database.ts'
import { killAll, startRekan } from '../support/rekan-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekan-'))
const at = (name: string) => join(folder, name)
const KEY = 'kunci-cadangan-untuk-uji-coba-saja'
const said: string[] = []
const console = {
  say: (line: string) => void said.push(line),
  warn: (line: string) => void said.push(line),
}
const of = (name: string) => ({
  database: { kind: 'folder' as const, folder: at(name) },
  dataDir: at(name),
  evidence: null,
  backupKey: KEY,
})
afterAll(async () => {
  await killAll()
  rmSync(folder, { recursive: true, force: true })
})

it('is written by the running process, signed with its key, and can be restored', async () => {
  const rekan = await startRekan({ DATA_DIR: at('office'), BACKUP_KEY: KEY, BACKUP_DIR: at('kept') })
  expect(statSync(at('office')).mode & 0o777).toBe(0o700)
  expect(statSync(at('office/rekan.sock')).mode & 0o077).toBe(0)
  const files = await Promise.all(
    ['one', 'two'].map(async name => [name, await backup(at(name), of('office'), console)]),
  )
  expect(files, said.join('\n')).toEqual([
    ['one', 0],
    ['two', 0],
  ])
  expect(await rekan.ready()).toBe(true)
  // BACKUP_DIR: the first one is due at once.
  const kept = () => readdirSync(at('kept')).filter(name => name.endsWith('Z.backup.gz'))
  await vi.waitFor(() => expect(kept()).toHaveLength(1), 30_000)
  expect(statSync(at('one')).mode & 0o777).toBe(0o600)
  expect(await rekan.end()).toBe(0)
  expect(existsSync(at('office/rekan.sock'))).toBe(false)
  expect(await restore(at('two'), of('copy'), console), said.join('\n')).toBe(0)
  const db = await openDatabase(of('copy').database)
  // The first administrator's code was made before the backup.
  expect(await db.client.linkingCode.count()).toBe(1)
  await db.close()
}, 120_000)

it('is written by the command itself after a crash that left the socket behind', async () => {
  const rekan = await startRekan({ DATA_DIR: at('office'), BACKUP_KEY: KEY })
  await rekan.kill()
  expect(existsSync(at('office/rekan.sock'))).toBe(true)
  expect(await backup(at('three'), of('office'), console), said.join('\n')).toBe(0)
  const again = await startRekan({ DATA_DIR: at('office'), BACKUP_KEY: KEY })
  expect(await backup(at('four'), of('office'), console), said.join('\n')).toBe(0)
  await again.end()
}, 120_000)
