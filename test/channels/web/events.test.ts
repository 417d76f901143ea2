import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AtBrowser, Stage } from './stage.ts'
import { card, shows, stage } from './stage.ts'

let web: Stage
beforeAll(async () => {
  web = await stage()
})
afterAll(() => web.close())

interface Heard {
  id: string
  message: string
  html: string
}

/** What a browser's EventSource would hear. */
async function listens(browser: AtBrowser, path: string, headers: Record<string, string> = {}) {
  const beforeSend = new AbortController()
  const response = await browser.ask(path, { headers, signal: beforeSend.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const heard: Heard[] = []
  void (async () => {
    let left = ''
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { done: true }
      if (done) return
      const parts = (left + value).split('\n\n')
      left = parts.pop() ?? ''
      for (const part of parts) {
        const [, data] = /^data: (.*)$/m.exec(part) ?? []
        const [, id = ''] = /^id: (\d+)$/m.exec(part) ?? []
        if (!data) continue
        const parsed = JSON.parse(data)
        heard.push({ id, message: parsed.id, html: parsed.html })
      }
    }
  })().catch(() => {})
  return {
    heard,
    until: (many: number) => expect.poll(() => heard.length, { timeout: 5000 }).toBeGreaterThanOrEqual(many),
    leaves: async () => {
      beforeSend.abort()
      await reader?.cancel().catch(() => {})
    },
  }
}

describe('the stream of events', () => {
  it('brings new messages and changes of old ones, in order', async () => {
    const siti = await web.siti()
    const [, last = ''] = /data-last="(\d+)"/.exec(await siti.page()) ?? []
    const stream = await listens(siti, `/events?last=${last}`)
    const sent = await web.channel.send(siti.address, card('baru'), 'id')
    await stream.until(1)
    await web.channel.edit(siti.address, sent, card('berubah'), 'id')
    await stream.until(2)
    const [first, second] = stream.heard
    expect(first?.html).toContain('baru')
    expect(second?.html).toContain('berubah')
    expect(second?.message).toBe(first?.message)
    expect(BigInt(second?.id ?? 0)).toBeGreaterThan(BigInt(first?.id ?? 0))
    await stream.leaves()
  })

  it('catches up after a break: what is new, and what has changed meanwhile', async () => {
    const siti = await web.siti()
    const old = await web.channel.send(siti.address, card('lama'), 'id')
    const stream = await listens(siti, '/events?last=0')
    await stream.until(2)
    const lastId = stream.heard.at(-1)?.id ?? ''
    await stream.leaves()
    await web.channel.edit(siti.address, old, card('lama, berubah'), 'id')
    await web.channel.send(siti.address, card('sewaktu terputus'), 'id')
    const again = await listens(siti, '/events?last=0', { 'last-event-id': lastId })
    await again.until(2)
    expect(again.heard.map(({ html }) => /<blockquote>(.*)<\/blockquote>/.exec(html)?.[1])).toEqual([
      'lama, berubah',
      'sewaktu terputus',
    ])
    await again.leaves()
  })

  it('finds what another process wrote', async () => {
    const siti = await web.siti()
    const stream = await listens(siti, '/events?last=0')
    await stream.until(1)
    const [row] = await web.db.client.$queryRaw<
      { next: bigint }[]
    >`SELECT nextval('"WebMessage_seq_seq"') AS next`
    await web.db.client.webMessage.create({
      data: {
        id: 'dari-proses-lain',
        address: siti.address.id,
        from: 'rekan',
        at: web.clock.now(),
        revision: row?.next ?? 0n,
        body: { kind: 'said', text: 'dari proses lain' },
      },
    })
    await stream.until(2)
    expect(stream.heard.at(-1)?.html).toContain('dari proses lain')
    await stream.leaves()
  })

  it('tells nobody about another one’s conversation', async () => {
    const siti = await web.siti()
    const stream = await listens(siti, '/events?last=0')
    await web.channel.send({ channel: 'web', id: 'orang-lain' }, card('bukan untuk Siti'), 'id')
    web.says(() => shows('untuk Siti'))
    await siti.says('halo')
    await stream.until(3)
    expect(stream.heard.some(({ html }) => html.includes('bukan untuk'))).toBe(false)
    await stream.leaves()
  })

  it('brings many messages written at once, each once', async () => {
    const siti = await web.siti()
    const stream = await listens(siti, '/events?last=0')
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => web.channel.send(siti.address, card(`serentak ${n}.`), 'id')),
    )
    await stream.until(21)
    const ids = stream.heard.map(({ id }) => BigInt(id))
    expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)))
    expect(new Set(stream.heard.map(({ message }) => message)).size).toBe(stream.heard.length)
    await stream.leaves()
  })

  it('ends when the channel stops, and nothing new is taken', async () => {
    const own = await stage()
    const siti = await own.siti()
    const response = await siti.ask('/events?last=0')
    await own.channel.stop()
    await expect(response.text()).resolves.toContain('retry:')
    expect((await siti.says('halo')).status).toBe(503)
    await own.close()
  })
})
