/** How Rekan begins and ends as a process: what is away, refused, in use or damaged is said, and nothing waits for ever. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { telegramServer } from '../servers/telegram/index.ts'
import { freePort, killAll, type RekanProcess, startRekan } from '../support/rekan-process.ts'
import { tcpProxy } from '../support/tcp-proxy.ts'

const PATIENCE = { timeout: 60_000, interval: 100 }
const LIMIT = { timeout: 240_000 }
const SOON = 15_000
const folders: string[] = []
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'rekan-start-'))
  folders.push(made)
  return made
}
afterEach(() => killAll())
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})

async function readyz({ port }: Pick<RekanProcess, 'port'>) {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`)
  return { status: answer.status, ...((await answer.json()) as { parts: Record<string, string> }) }
}

describe('a platform that is away at start', () => {
  const env = (apiRoot: string, token: string) => ({
    DATA_DIR: folder(),
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: apiRoot,
  })

  it('Telegram cannot be reached: all else runs, it says why, and Telegram follows', LIMIT, async () => {
    const telegram = await telegramServer()
    const { hostname, port } = new URL(telegram.apiRoot)
    const cable = await tcpProxy({ host: hostname, port: Number(port) })
    cable.cut()
    const rekan = await startRekan(env(`http://127.0.0.1:${cable.port}`, telegram.token))
    const away = { status: 200, parts: { database: 'ok', telegram: 'unreachable' } }
    expect(await readyz(rekan)).toMatchObject(away)
    expect(rekan.said()).toContain('"standing":"unreachable"')
    cable.mend()
    await expect.poll(async () => (await readyz(rekan)).parts.telegram, PATIENCE).toBe('ok')
    const siti = telegram.person({ firstName: 'Siti' })
    await siti.starts()
    await siti.sees(/./, { within: 30_000 })
    expect(await rekan.end()).toBe(0)
    await cable.close()
    await telegram.close()
  })

  it('Telegram refuses the token: all else runs, and it says so', LIMIT, async () => {
    const telegram = await telegramServer()
    const rekan = await startRekan(env(telegram.apiRoot, '1:wrong'))
    expect(await readyz(rekan)).toMatchObject({ status: 200, parts: { telegram: 'refused' } })
    expect(rekan.said()).toContain('"standing":"refused"')
    expect(await rekan.end()).toBe(0)
    await telegram.close()
  })

  it('Slack and Telegram, where nothing listens', LIMIT, async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`
    const slack = { SLACK_BOT_TOKEN: 'xoxb-a', SLACK_APP_TOKEN: 'xapp-a', SLACK_API_URL: `${nowhere}/api/` }
    const rekan = await startRekan({ ...env(nowhere, '1:any'), ...slack })
    const away = { status: 200, parts: { telegram: 'unreachable', slack: 'unreachable' } }
    expect(await readyz(rekan)).toMatchObject(away)
    expect(await rekan.end()).toBe(0)
  })
})

describe('the end', () => {
  function program(command: string, args: string[], env: Record<string, string>): ChildProcess {
    const { PATH = '', HOME = '' } = process.env
    return spawn(command, args, { env: { PATH, HOME, LOG_LEVEL: 'info', ...env } })
  }
  async function endsSoon(child: ChildProcess): Promise<unknown> {
    const began = performance.now()
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const [code, signal] = await ended
    expect(performance.now() - began).toBeLessThan(SOON)
    return code ?? signal
  }

  it.each([600, 3000, 6000])('is heard %i ms after the start', LIMIT, async moment => {
    const env = { DATA_DIR: folder(), PORT: String(await freePort()) }
    const child = program(process.execPath, ['src/main.ts'], env)
    await new Promise(resolve => setTimeout(resolve, moment))
    // Before the first line of ours has run, the system itself ends the process.
    expect([0, 'SIGTERM']).toContain(await endsSoon(child))
  })

  it('reaches Rekan through `npm start`', LIMIT, async () => {
    const port = await freePort()
    const child = program('npm', ['start'], { DATA_DIR: folder(), PORT: String(port) })
    let said = ''
    child.stdout?.on('data', chunk => {
      said += chunk
    })
    const healthy = () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    await expect.poll(healthy, PATIENCE).toBe(true)
    await endsSoon(child)
    await expect.poll(() => said, PATIENCE).toContain('"signal":"SIGTERM"')
    await expect.poll(healthy, PATIENCE).toBe(false)
  })
})

describe('what keeps Rekan from starting is said in a sentence', () => {
  const refusal = async (env: Record<string, string>): Promise<string> => {
    const said = await startRekan(env).then(
      () => 'started',
      (error: Error) => error.message,
    )
    expect(said).not.toMatch(/\n\s+at /)
    return said
  }

  it('a folder in use; and free at once when its process is killed', LIMIT, async () => {
    const env = { DATA_DIR: folder() }
    // The lock of an older version that died, under a number that lives, is no lock.
    writeFileSync(join(env.DATA_DIR, 'rekan.lock'), String(process.pid))
    const first = await startRekan(env)
    expect(readdirSync(env.DATA_DIR)).not.toContain('rekan.lock')
    const said = await refusal(env)
    expect(said).toContain('is in use by another Rekan')
    expect(said).toContain('Stop that one first')
    await first.kill()
    const second = await startRekan(env)
    expect(await second.end()).toBe(0)
  })

  it('a damaged folder', LIMIT, async () => {
    const env = { DATA_DIR: folder() }
    const rekan = await startRekan(env)
    expect(await rekan.end()).toBe(0)
    writeFileSync(join(env.DATA_DIR, 'pglite', 'global', 'pg_control'), 'rusak')
    const said = await refusal(env)
    expect(said).toContain('is damaged and cannot be opened')
    expect(said).toContain('npm run restore')
  })

  it('a PostgreSQL that does not answer', LIMIT, async () => {
    const url = `postgres://rekan:rahasia@127.0.0.1:${await freePort()}/rekan`
    const said = await refusal({ DATABASE_URL: url })
    expect(said).toContain('PostgreSQL does not answer')
    expect(said).not.toContain('rahasia')
  })
})
