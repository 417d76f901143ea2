import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { DemoFolder, NotADemoFolder, refuseDemoFolder, takeDemoFolder } from '../src/demo-folder.ts'

describe('a demonstration', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekan-demo-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('takes an empty folder, and the same again, and an office refuses it', () => {
    const fresh = join(folder, 'new')
    refuseDemoFolder(fresh)
    takeDemoFolder(fresh)
    takeDemoFolder(fresh)
    expect(() => refuseDemoFolder(fresh)).toThrow(DemoFolder)
  })

  it('refuses a folder with anything in it that it did not make', () => {
    writeFileSync(join(folder, 'PG_VERSION'), '17')
    expect(() => takeDemoFolder(folder)).toThrow(NotADemoFolder)
  })

  it('reads no database, token or address of the office beside it, not even a wrong one', () => {
    const config = readConfig({
      REKAN_DEMO: '1',
      DATA_DIR: '/var/lib/rekan',
      DATABASE_URL: 'postgres://rekan@127.0.0.1/rekan',
      TELEGRAM_BOT_TOKEN: 'not a token',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      PUBLIC_URL: 'https://rekan.example.go.id',
      HOST: '0.0.0.0',
      EVIDENCE_S3_URL: 'https://s3.example.go.id/rekan',
      CHAT_CONTENT_MODE: 'pointer',
      PORT: '4000',
    })
    expect(config).toMatchObject({
      database: { kind: 'folder', folder: './demo-data' },
      dataDir: './demo-data',
      host: '127.0.0.1',
      port: 4000,
      publicUrl: null,
      telegram: null,
      slack: null,
      evidence: null,
      contentMode: 'full',
    })
  })
})
