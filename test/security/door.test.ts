/** What anyone who can reach the server gets: headers on every answer, no figures, no stack, limits before parsing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { webChannel } from '../../src/channels/web/index.ts'
import { createDoor } from '../../src/platform/http/door.ts'
import { listen } from '../../src/platform/http/server.ts'
import { SECRET, type TelegramOffice, telegramOffice } from '../channels/telegram/stage.ts'
import { office } from '../support/office.ts'

describe('every answer of the server', () => {
  let place: Awaited<ReturnType<typeof office>>
  beforeAll(async () => {
    const door = createDoor({ publicUrl: 'https://rekan.contoh.go.id', trustProxy: false })
    place = await office({
      channels: [parts => webChannel({ ...parts, door, demo: null })],
      env: { PUBLIC_URL: 'https://rekan.contoh.go.id' },
    })
  })
  afterAll(() => place.close())
  const ask = (path: string, init?: RequestInit) => place.app.pages.request(path, init)

  it.each([
    ['the start page', '/', 200],
    ['a pointer', '/l/entah', 200],
    ['a page that is not there', '/entah', 404],
    ['a file that is not there', '/files/entah', 404],
    ['a stream for nobody', '/events', 401],
    ['healthz', '/healthz', 200],
    ['a path with a NUL', '/files/%00', 404],
    ['a question with a NUL', '/suggest?draft=%00&field=%00&q=%00', 401],
    ['a bad escape', '/files/%E0%A4%A', 404],
  ])('%s keeps others out of the page', async (_what, path, status) => {
    const answer = await ask(path)
    expect(answer.status).toBe(status)
    const headers = Object.fromEntries(answer.headers)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-frame-options']).toMatch(/^(DENY|SAMEORIGIN)$/)
    expect(headers['referrer-policy']).toBe('same-origin')
  })

  it('a page may load nothing from elsewhere and runs no script of its text', async () => {
    const policy = (await ask('/')).headers.get('content-security-policy') ?? ''
    expect(policy).not.toMatch(/unsafe|\*|https:|data:/)
  })

  it('a session is a cookie no script reads and no other site sends', async () => {
    const cookie = (await ask('/')).headers.get('set-cookie') ?? ''
    for (const word of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(word)
  })

  it('takes no post from another site', async () => {
    const from = { origin: 'https://lain.contoh', 'sec-fetch-site': 'cross-site' }
    for (const path of ['/act', '/keluar', '/l/entah'])
      expect((await ask(path, { method: 'POST', headers: from, body: new FormData() })).status).toBe(403)
  })

  it('an error of ours is a polite page without a word of what happened', async () => {
    await place.db.script('ALTER TABLE "WebSession" RENAME TO "Hidden"')
    const answer = await ask('/', { headers: { cookie: 'rekan=abc' } })
    await place.db.script('ALTER TABLE "Hidden" RENAME TO "WebSession"')
    const said = await answer.text()
    expect(answer.status).toBe(500)
    expect(said).toContain('Mohon maaf')
    expect(said).not.toMatch(/prisma|WebSession|select|\bat /i)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describe('figures for operators', () => {
  const started = async (env: Record<string, string>) => {
    const place = await office({ env })
    const http = await listen(place.app.pages, { host: '127.0.0.1', port: 0 })
    const ask = (headers: Record<string, string> = {}) => fetch(`${http.address}/metrics`, { headers })
    return { ask, close: () => Promise.all([http.stop(), place.close()]) }
  }

  it('are for this machine, and not for whoever comes through a proxy', async () => {
    const { ask, close } = await started({})
    const answer = await ask()
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('rekan_deliveries_uncertain 0')
    expect((await ask({ 'x-forwarded-for': '203.0.113.9' })).status).toBe(404)
    await close()
  })

  it.each([{ PUBLIC_URL: 'https://rekan.contoh.go.id' }, { TRUST_PROXY: '1' }])(
    'are for nobody without a token where a proxy of this machine asks for others (%o)',
    async env => {
      const { ask, close } = await started(env)
      expect((await ask()).status).toBe(404)
      await close()
    },
  )

  it('are for whoever brings the token, when there is one', async () => {
    const { ask, close } = await started({ METRICS_TOKEN: 'rahasia-metrik-0123' })
    expect((await ask()).status).toBe(404)
    expect((await ask({ authorization: 'Bearer rahasia-metrik-0124' })).status).toBe(404)
    const proxied = { authorization: 'Bearer rahasia-metrik-0123', 'x-forwarded-for': '203.0.113.9' }
    expect((await ask(proxied)).status).toBe(200)
    await close()
  })
})

describe('the webhook', () => {
  let place: TelegramOffice
  beforeAll(async () => {
    place = await telegramOffice({ webhook: true })
  })
  afterAll(() => place.close())
  const post = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    place.app.pages.request('/telegram/webhook', {
      method: 'POST',
      headers: { 'content-type': type, 'x-telegram-bot-api-secret-token': SECRET },
      body,
    })

  it('reads no body that is too long, too deep, or of another kind to its harm', async () => {
    expect((await post('x'.repeat(1_000_001))).status).toBe(413)
    const deep = `{"update_id":1,"message":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    expect((await post(deep)).status).toBe(400)
    expect((await post(new Uint8Array([0xff, 0xfe, 0]), 'application/octet-stream')).status).toBe(400)
    expect((await post('update_id=1', 'application/x-www-form-urlencoded')).status).toBe(400)
    expect((await post('{"update_id":1,"__proto__":{"message":{}}}')).status).toBe(200)
    expect(({} as Record<string, unknown>).message).toBeUndefined()
  })

  it('takes nothing once it stops: Telegram keeps the update for the next process', async () => {
    await place.app.stop()
    expect((await post('{"update_id":2}')).status).toBe(503)
  })
})
