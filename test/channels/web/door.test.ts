import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Unreachable } from '../../../src/chat/channel.ts'
import { createDoor } from '../../../src/platform/http/door.ts'
import { card, GOOD_CODE, type Stage, shows, stage } from './stage.ts'

const DAY = 24 * 60 * 60 * 1000
let web: Stage
beforeAll(async () => {
  web = await stage()
})
afterAll(() => web.close())

describe('at the door', () => {
  it('a stranger sees where to enter a code, and nothing else', async () => {
    const page = await web.browser().page()
    expect(page).toContain('name="code"')
    expect(page).not.toContain('id="composer"')
    expect(page).not.toContain('/pujian')
  })

  it('a wrong code is answered in place and leaves no trace; the right one opens the conversation', async () => {
    const visitor = web.browser()
    await visitor.page()
    const wrong = await (await visitor.post({ code: 'ZZZZZ-99999' })).json()
    expect(wrong).toMatchObject({ reload: false, answer: expect.stringContaining('kode belum sesuai') })
    const right = await (await visitor.post({ code: GOOD_CODE })).json()
    expect(right).toMatchObject({ reload: true })
    const page = await visitor.page()
    expect(page).toContain('selamat datang, Siti')
    expect(page).not.toContain('kode belum sesuai')
    expect(page).not.toContain('ABCDE')
    expect(web.heard.at(-1)?.act).toEqual({ kind: 'command', name: 'mulai', rest: GOOD_CODE })
  })

  it('works without a script too', async () => {
    const visitor = web.browser({ script: false })
    await visitor.page()
    const wrong = await visitor.post({ code: 'ZZZZZ-99999' })
    expect(await wrong.text()).toMatch(/role="alert">[\s\S]*kode belum sesuai[\s\S]*name="code"/)
    expect((await visitor.post({ code: GOOD_CODE })).headers.get('location')).toBe('/')
    expect(await visitor.page()).toContain('id="composer"')
  })

  it('whatever a stranger sends is not kept', async () => {
    const visitor = web.browser()
    await visitor.page()
    web.says(() => shows('silakan menautkan akun'))
    const files = await web.db.client.storedFile.count()
    const messages = await web.db.client.webMessage.count()
    const answer = await (
      await visitor.post({ say: 'siapa di sini?', file: new File(['x'], 'x.txt') })
    ).json()
    expect(answer).toMatchObject({ reload: true, answer: expect.stringContaining('silakan menautkan') })
    expect(await web.db.client.storedFile.count()).toBe(files)
    expect(await web.db.client.webMessage.count()).toBe(messages)
  })

  it('a code typed into the conversation is not left standing there', async () => {
    const siti = await web.siti()
    await siti.says('/mulai ABCDE-99999')
    expect(await siti.page()).not.toContain('ABCDE-99999')
  })

  it('who has left the office, or linked another browser, sees nothing any more', async () => {
    const old = await web.siti()
    await old.says('rahasia saya')
    await web.siti()
    expect(await old.page()).not.toContain('rahasia saya')
    expect((await old.ask('/events')).status).toBe(401)
    const siti = await web.siti()
    await web.db.client.person.update({ where: { id: 'siti' }, data: { leftOn: '2026-11-24' } })
    expect(await siti.page()).toContain('name="code"')
    await web.db.client.person.update({ where: { id: 'siti' }, data: { leftOn: null } })
  })
})

describe('the session', () => {
  it('is a random token, kept as a hash, and another one after signing in', async () => {
    const visitor = web.browser()
    const first = await visitor.ask('/')
    expect(first.headers.get('set-cookie')).toMatch(
      /^rekan=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const before = visitor.cookie()
    const linked = await visitor.post({ code: GOOD_CODE })
    expect(linked.headers.get('set-cookie')).toContain('Max-Age=8640000')
    expect(visitor.cookie()).not.toBe(before)
    const rows = await web.db.client.webSession.findMany()
    expect(rows.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true)
    const thief = await web.routes.request('/', { headers: { cookie: before } })
    expect(await thief.text()).toContain('name="code"')
  })

  it('is for https only where people come by https', async () => {
    const safe = await stage({ door: createDoor({ publicUrl: 'https://rekan.example', trustProxy: false }) })
    const first = await safe.routes.request('/')
    expect(first.headers.get('set-cookie')).toContain('; Secure')
    expect(first.headers.get('strict-transport-security')).toBeTruthy()
    await safe.close()
  })

  it('ends with sign out: the conversation goes, and senders learn that nobody reads there', async () => {
    const siti = await web.siti()
    await siti.says('halo')
    expect((await siti.post({}, '/keluar')).status).toBe(303)
    expect(web.gone).toContain(siti.address.id)
    expect(await web.db.client.webMessage.count({ where: { address: siti.address.id } })).toBe(0)
    await expect(web.channel.send(siti.address, card('x'), 'id')).rejects.toThrow(Unreachable)
    expect(await siti.page()).toContain('name="code"')
  })

  it('that ends in one browser leaves the conversation to the other that has it open', async () => {
    const siti = await web.siti()
    await siti.says('tetap di sini')
    const other = web.browser()
    const now = web.clock.now()
    const token = 'x'.repeat(43)
    const hash = createHash('sha256').update(token).digest('hex')
    const expiresAt = new Date(now.getTime() + DAY)
    await web.db.client.webSession.create({
      data: { hash, address: siti.address.id, createdAt: now, expiresAt },
    })
    await other.ask('/keluar', {
      method: 'POST',
      headers: { cookie: `rekan=${token}`, 'sec-fetch-site': 'same-origin' },
    })
    expect(await siti.page()).toContain('tetap di sini')
  })

  it('of a shared browser shows nothing of the person before', async () => {
    const siti = await web.siti()
    await siti.says('rahasia Siti')
    await web.db.client.account.deleteMany({ where: { personId: 'siti' } })
    expect(await siti.page()).toContain('name="code"')
    await siti.post({ code: GOOD_CODE })
    const page = await siti.page()
    expect(page).toContain('id="composer"')
    expect(page).not.toContain('rahasia Siti')
  })

  it('takes its live stream along when it ends', { timeout: 20_000 }, async () => {
    const siti = await web.siti()
    const stream = await siti.ask('/events')
    const ended = stream.text()
    await siti.post({}, '/keluar')
    expect(await ended).toContain('retry:')
    const left = await web.siti()
    const [streamed] = [(await left.ask('/events')).text()]
    await web.db.client.webSession.updateMany({ data: { expiresAt: web.clock.now() } })
    web.clock.forward(1)
    expect(await streamed).toContain('retry:')
  })

  it('is prolonged by use, and ends 100 days after the last, so that a quarter is bridged', async () => {
    const siti = await web.siti()
    web.clock.forward(92 * DAY)
    expect((await siti.ask('/')).headers.get('set-cookie')).toContain('Max-Age=8640000')
    web.clock.forward(92 * DAY)
    expect(await siti.page()).toContain('id="composer"')
    web.clock.forward(101 * DAY)
    await expect(web.channel.send(siti.address, card('x'), 'id')).rejects.toThrow(Unreachable)
    expect(await siti.page()).toContain('name="code"')
  })

  it('of somebody who enters no code ends after a day, and nothing is left of it', async () => {
    const [known, stranger] = [await web.siti(), web.browser()]
    // The newest session is the stranger's.
    web.clock.forward(1000)
    await stranger.ask('/')
    const { webSession, linkAttempt } = web.db.client
    const { address } = await webSession.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
    await linkAttempt.create({ data: { channel: 'web', address, failed: 1 } })
    web.clock.forward(DAY + 1)
    const cookie = stranger.cookie()
    await web.browser().ask('/')
    await stranger.ask('/')
    expect(stranger.cookie()).not.toBe(cookie)
    expect(await webSession.count({ where: { address } })).toBe(0)
    expect(await linkAttempt.count({ where: { address } })).toBe(0)
    expect(await known.page()).toContain('id="composer"')
  })

  it('is not begun by anything but a visit', async () => {
    const before = await web.db.client.webSession.count()
    for (const path of ['/events', '/suggest', '/files/abc', '/assets/chat.js'])
      await web.routes.request(path)
    expect(await web.db.client.webSession.count()).toBe(before)
  })
})

describe('other sites', () => {
  const body = new URLSearchParams({ say: 'dari situs lain' })
  const post = (headers: Record<string, string>) =>
    web.routes.request('http://rekan.example/act', { method: 'POST', body, headers })

  it('cannot post here', async () => {
    expect((await post({ origin: 'https://jahat.example' })).status).toBe(403)
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post({ 'sec-fetch-site': 'same-site', origin: 'null' })).status).toBe(403)
    expect((await post({})).status).toBe(403)
  })

  it('while our own pages can, behind a proxy that ends TLS too', async () => {
    expect((await post({ origin: 'https://rekan.example', host: 'rekan.example' })).status).toBe(200)
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  it('while our own pages can, behind a proxy that drops the host, where PUBLIC_URL is set', async () => {
    const door = createDoor({ publicUrl: 'https://rekan.example', trustProxy: true })
    const behind = await stage({ door })
    const answer = await behind.routes.request('http://127.0.0.1:3000/act', {
      method: 'POST',
      body,
      headers: { origin: 'https://rekan.example', host: '127.0.0.1:3000' },
    })
    expect(answer.status).toBe(200)
    await behind.close()
  })

  it('are not what the other channels’ webhooks are: those are left alone', async () => {
    const pages = new Hono().route('/', web.routes)
    pages.post('/slack/events', c => c.text('ok'))
    const answer = await pages.request('/slack/events', { method: 'POST', body })
    expect(await answer.text()).toBe('ok')
    expect(answer.headers.get('content-security-policy')).toBeNull()
  })

  it('cannot frame our pages, and no page runs anything of its own', async () => {
    const answer = await web.routes.request('/')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const page = await answer.text()
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/)
  })
})
