/** CHAT_CONTENT_MODE=pointer: what is personal opens on the office's own server only, once, for whom it was made. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { webChannel } from '../../src/channels/web/index.ts'
import { text } from '../../src/chat/i18n/words.ts'
import type { Card } from '../../src/chat/model.ts'
import { atBrowser } from '../channels/web/stage.ts'
import { plainDoor } from '../support/door.ts'
import { type Office, office } from '../support/office.ts'
import { replaced } from '../support/replaced.ts'

const SECRET = 'Nilai kualitas kerja 87 <b>&'
const ORIGIN = 'https://rekan.example.go.id'
const secret = (): Card => ({
  title: text('people:profile.title', { name: SECRET }),
  blocks: [{ kind: 'quote', said: SECRET }],
  confidential: true,
})

describe('a pointer', () => {
  let place: Office
  beforeAll(async () => {
    place = await office({
      env: { CHAT_CONTENT_MODE: 'pointer', PUBLIC_URL: ORIGIN },
      channels: [parts => webChannel({ ...parts, door: plainDoor, demo: null })],
    })
    // A command, a button, a notice and a form whose content is personal, in place of some that is not.
    const { registry } = place.app
    replaced(registry, 'commands', 'profil', { run: async () => ({ kind: 'card', card: secret() }) })
    replaced(registry, 'actions', 'kudos.withdraw', {
      invoke: async () => ({ kind: 'card', card: secret(), over: true }),
    })
    replaced(registry, 'notifications', 'kudos.received', { render: async () => secret() })
    replaced(registry, 'forms', 'kudos.give', { confidential: true })
  })
  afterAll(() => place.close())

  /** Everything the chat platform was ever given. */
  const onPlatform = () =>
    JSON.stringify(Object.values(place.cast).map(person => [person.messages(), person.toasts()]))
  function linkOf(message: Card | undefined): string {
    const buttons = message?.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : [])) ?? []
    const link = buttons.find(button => 'url' in button)
    if (!link || !('url' in link)) throw new Error('no link')
    expect(link.url.startsWith(`${ORIGIN}/l/`)).toBe(true)
    return new URL(link.url).pathname
  }
  const ask = (path: string, method = 'GET', cookie = '') =>
    place.app.pages.request(path, { method, headers: { host: 'h', origin: 'http://h', cookie } })
  const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? ''

  it('stands in place of a command’s answer, and opens it once', async () => {
    const { siti } = place.cast
    await siti.commands('/profil')
    expect(siti.last()).toContain('satu kali')
    const path = linkOf(siti.messages().at(-1)?.card)

    for (const _ of [1, 2]) {
      const preview = await ask(path)
      expect(preview.status).toBe(200)
      expect(await preview.text()).not.toContain('Nilai kualitas')
    }
    const opened = await ask(path, 'POST')
    expect(opened.status).toBe(303)
    const page = await (await ask('/', 'GET', cookieOf(opened))).text()
    expect(page).toContain('Nilai kualitas kerja 87 &lt;b&gt;&amp;')
    expect(opened.headers.get('set-cookie')).toContain('Max-Age=28800')

    const again = await ask(path, 'POST')
    expect(again.status).toBe(410)
    expect(await again.text()).toContain('sudah tidak berlaku')
    expect(again.headers.get('set-cookie')).toBeNull()
  })

  it('is asked for again where it stands, by whom it was made for and nobody else', async () => {
    const { siti, budi } = place.cast
    await siti.commands('/profil')
    const before = siti.messages().length
    const message = siti.messages().at(-1)
    const path = linkOf(message?.card)
    expect((await ask(path, 'POST')).status).toBe(303)
    const blocks = message?.card.blocks ?? []
    const again = blocks
      .flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
      .flatMap(button => ('press' in button ? [button.press] : []))[0]
    await budi.presses('chat.link', again?.args[0] ?? '')
    expect(budi.lastToast()).toContain('Tombol ini sudah')
    await siti.taps('Minta tautan baru')
    expect(siti.messages()).toHaveLength(before)
    const fresh = linkOf(siti.messages().at(-1)?.card)
    expect(fresh).not.toBe(path)
    const opened = await ask(fresh, 'POST')
    expect(opened.status).toBe(303)
    expect(await (await ask('/', 'GET', cookieOf(opened))).text()).toContain('Nilai kualitas kerja 87')
    expect(onPlatform()).not.toContain('Nilai kualitas')
  })

  it('leaves the session of a browser that is signed in as it was', async () => {
    const { siti } = place.cast
    await siti.commands('/profil')
    const cookie = cookieOf(await ask(linkOf(siti.messages().at(-1)?.card), 'POST'))
    await siti.commands('/profil')
    const again = await ask(linkOf(siti.messages().at(-1)?.card), 'POST', cookie)
    expect(again.status).toBe(303)
    expect(again.headers.get('set-cookie')).toBeNull()
    expect(await (await ask('/', 'GET', cookie)).text()).toContain('id="composer"')
  })

  it('does not open in a browser where somebody else is signed in, and stays good', async () => {
    const { siti, budi } = place.cast
    await budi.commands('/profil')
    const cookie = cookieOf(await ask(linkOf(budi.messages().at(-1)?.card), 'POST'))
    await siti.commands('/profil')
    const path = linkOf(siti.messages().at(-1)?.card)
    const refused = await ask(path, 'POST', cookie)
    expect(refused.status).toBe(409)
    expect(refused.headers.get('set-cookie')).toBeNull()
    expect((await ask(path, 'POST')).status).toBe(303)
  })

  it('is good for one of two who press at once', async () => {
    const { siti } = place.cast
    await siti.commands('/profil')
    const path = linkOf(siti.messages().at(-1)?.card)
    const both = await Promise.all([ask(path, 'POST'), ask(path, 'POST')])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410])
  })

  it('is not good after a day, nor for somebody who left meanwhile, nor when it is made up', async () => {
    const { siti, rahmat } = place.cast
    await siti.commands('/profil')
    const old = linkOf(siti.messages().at(-1)?.card)
    place.clock.forward(25 * 60 * 60 * 1000)
    expect((await ask(old, 'POST')).status).toBe(410)
    await rahmat.commands('/profil')
    const gone = linkOf(rahmat.messages().at(-1)?.card)
    await place.db.client.person.update({ where: { id: 'rahmat' }, data: { leftOn: '2026-11-25' } })
    expect((await ask(gone, 'POST')).status).toBe(410)
    await place.db.client.person.update({ where: { id: 'rahmat' }, data: { leftOn: null } })
    expect((await ask('/l/nothing', 'POST')).status).toBe(410)
  })

  it('cannot be opened from another site', async () => {
    const { siti } = place.cast
    await siti.commands('/profil')
    const path = linkOf(siti.messages().at(-1)?.card)
    const foreign = await place.app.pages.request(path, {
      method: 'POST',
      headers: {
        host: 'h',
        origin: 'http://evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
    })
    expect(foreign.status).toBe(403)
    expect((await ask(path, 'POST')).status).toBe(303)
  })

  it('leads to a form, which is filled in on our own server and answered by nothing typed in the chat', async () => {
    const { siti, budi } = place.cast
    await siti.commands('/pujian')
    expect(siti.last()).toContain('Formulir')
    const path = linkOf(siti.messages().at(-1)?.card)
    await siti.writes('misal')
    expect(siti.last()).toContain('belum memahami')
    const opened = await ask(path, 'POST')
    const page = await (await ask('/', 'GET', cookieOf(opened))).text()
    const draft = /name="draft" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const message = /name="message" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const body = new URLSearchParams({ key: 'key-12345678', draft, message })
    body.append('a.receivers', 'budi')
    body.append('a.value', 'loyal')
    body.append('a.message', 'Terima kasih atas bantuannya')
    const sent = await place.app.pages.request('/act', {
      method: 'POST',
      body,
      headers: { host: 'h', origin: 'http://h', cookie: cookieOf(opened) },
    })
    expect(sent.status).toBe(303)
    expect(await place.db.client.kudos.count()).toBe(1)
    await place.settled()
    expect(budi.last()).toContain('satu kali')
    const pointed = linkOf(budi.messages().at(-1)?.card)
    const theirs = await ask(pointed, 'POST')
    expect(await (await ask('/', 'GET', cookieOf(theirs))).text()).toContain('Nilai kualitas kerja 87')
  })

  it('also stands over a message that was tapped', async () => {
    const { dewi } = place.cast
    await dewi.presses('kudos.withdraw', 'none')
    expect(dewi.last()).toContain('satu kali')
  })

  it('lets nothing personal reach the chat platform', () => {
    expect(onPlatform()).not.toContain('kerja 87')
  })

  it('is not needed in the browser, which is our own server', async () => {
    const browser = atBrowser(place.app.pages)
    const code = await place.app.linking.issue({ now: place.clock.now() }, 'olga')
    await browser.signsIn(code)
    await browser.post({ say: '/profil', key: 'key-87654321' })
    expect(await browser.page()).toContain('Nilai kualitas kerja 87')
  })
})

describe('personal content in a group', () => {
  it('goes to the person alone, in every mode', async () => {
    const place = await office()
    const pujian = place.app.registry.commands.get('pujian')
    if (pujian) {
      pujian.run = async () => ({ kind: 'card', card: secret() })
      pujian.open = true
    }
    const { siti } = place.cast
    await siti.commands('/pujian', { group: 'kominfo' })
    expect(place.memory.group('kominfo').messages()).toEqual([])
    expect(siti.last()).toContain('Nilai kualitas kerja 87')
    await place.close()
  })
})
