/** main as an operator starts it the first time: a process, a folder, a code on the console. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

let folder: string
const running = new Set<ChildProcess>()
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekan-first-'))
})
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function start(more: Record<string, string> = {}) {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent', ...more }
  const child = spawn(process.execPath, ['src/main.ts'], { env })
  running.add(child)
  let said = ''
  const ended = once(child, 'exit')
  const banner = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', chunk => {
      said += chunk
      if (said.includes('Database:') && said.endsWith('\n\n')) resolve(said)
    })
    child.on('exit', code => reject(new Error(`ended with ${code}: ${said}`)))
  })
  const text = await banner
  const address = /running at (\S+)/.exec(text)?.[1] ?? ''
  const code = /code (\S+)/.exec(text)?.[1] ?? null
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    running.delete(child)
  }
  return { address, code, stop }
}

/** Signs in with a code as the page does. @returns the page that is shown then */
async function signIn(address: string, code: string): Promise<string> {
  const jar = new Map<string, string>()
  const ask = async (path: string, more: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const answer = await fetch(new URL(path, address), { ...more, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    return answer.text()
  }
  const key = /name="key" value="([^"]+)"/.exec(await ask('/'))?.[1] ?? ''
  await ask('/act', { method: 'POST', body: new URLSearchParams({ key, code }) })
  return ask('/')
}

it('prints a code once, which makes its first user administrator; later starts print none', {
  timeout: 120_000,
}, async () => {
  const first = await start()
  expect(first.code).toMatch(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/)
  await first.stop()

  // Nobody used it: the next start prints another, and the first is good no longer.
  const second = await start()
  expect(second.code).not.toBe(first.code)
  expect(await signIn(second.address, first.code ?? '')).not.toContain('Administrator Rekan')
  expect(await signIn(second.address, second.code ?? '')).toContain('Administrator Rekan')
  await second.stop()

  const third = await start()
  expect(third.code).toBeNull()

  const [PORT, DATA_DIR] = [new URL(third.address).port, join(folder, 'other')]
  await expect(start({ PORT, DATA_DIR })).rejects.toThrow('set PORT to another number')
  await third.stop()
})
