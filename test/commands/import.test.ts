import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runImport } from '../../src/commands/import.ts'
import { openDatabase } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekan-import-'))
  const db = await openDatabase({ kind: 'folder', folder })
  await migrate(db)
  await db.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...args: string[]) {
  const said: string[] = []
  const console = {
    say: (line: string) => void said.push(line),
    warn: (line: string) => void said.push(line),
  }
  const code = await runImport(args, { place: { kind: 'folder', folder }, timeZone: 'Asia/Jakarta' }, console)
  return { code, said: said.join('\n') }
}
function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
async function people() {
  const db = await openDatabase({ kind: 'folder', folder })
  const rows = await db.client.person.findMany({ select: { name: true }, orderBy: { name: 'asc' } })
  await db.close()
  return rows.map(({ name }) => name)
}

it('shows the preview, changes nothing, and applies it when asked to', { timeout: 60_000 }, async () => {
  const good = file('p.csv', 'NIP;Nama;Unit;Hobi\n198001012005011001;Andi <b>Contoh;Dinas A;x\n')
  const shown = await run('people', good)
  expect(shown.code).toBe(0)
  expect(shown.said).toContain('Pegawai baru: 1')
  expect(shown.said).toContain('Andi <b>Contoh: ••••••••••••••1001')
  expect(shown.said).toContain('Kolom yang tidak dipakai: Hobi')
  expect(shown.said).toContain('dengan --apply')
  expect(await people()).toEqual([])

  const done = await run('people', good, '--apply')
  expect(done).toMatchObject({ code: 0, said: expect.stringContaining('telah diterapkan') })
  expect(await people()).toHaveLength(1)
})

it('says every wrong row, and exits with 1 even with --apply', async () => {
  const lines = Array.from({ length: 20 }, (_, n) => `12${n};Nama;Dinas A`).join('\n')
  const { code, said } = await run('people', file('wrong.csv', `NIP;Nama;Unit\n${lines}\n`), '--apply')
  expect(code).toBe(1)
  expect(said.match(/harus terdiri atas 18 angka/g)).toHaveLength(20)
  expect(said).toContain('Mohon memperbaiki berkasnya')
})

it.each([
  ['no file', ['people', '/nowhere/x.csv'], 'tidak ditemukan'],
  ['an unknown kind', ['constructor', 'x.csv'], 'Cara pakai'],
  ['nothing', [], 'Cara pakai'],
])('says what to do about %s', async (_what, args, words) => {
  expect(await run(...args)).toMatchObject({ code: 2, said: expect.stringContaining(words) })
})

it('refuses politely while Rekan runs on the same folder', async () => {
  const db = await openDatabase({ kind: 'folder', folder })
  try {
    const { code, said } = await run('people', file('p2.csv', 'NIP;Nama;Unit\n198001012005011001;A;B\n'))
    expect(code).toBe(2)
    expect(said).toContain('in use by a running Rekan')
  } finally {
    await db.close()
  }
})
