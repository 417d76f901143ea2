import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { streamSSE } from 'hono/streaming'
import type { Host, Inbound, Locale, Shown } from '../../chat/model.ts'
import { text } from '../../chat/words.ts'
import { MAX_FILE_BYTES, readAct, TooLarge } from './acts.ts'
import type { Conversations } from './conversation.ts'
import { demoRoutes, demoState } from './demo.ts'
import type { WebDeps } from './index.ts'
import { chatPage } from './page.ts'
import { messageHtml } from './render.ts'
import type { Sessions } from './sessions.ts'
import type { View } from './view.ts'

export interface RoutesDeps extends WebDeps {
  conversations: Conversations
  sessions: Sessions
  say(inbound: Inbound, messageId: string | null): Promise<Shown | null>
  host(): Host | undefined
}

/** How often another process's messages are looked for while somebody listens (milliseconds). */
const POLL = 1000
/** A comment that keeps proxies from closing a quiet stream (milliseconds). */
const HEARTBEAT = 20_000
const asset = (name: string) => readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')

export function createRoutes(deps: RoutesDeps): Hono {
  const { conversations, sessions, demo, files, ids, words, say, host } = deps
  const app = new Hono()
  app.use(secureHeaders(HEADERS))
  app.use(csrf())
  const scripts = { 'chat.js': asset('chat.js'), 'chat.css': asset('chat.css') }
  app.get('/assets/chat.js', c =>
    c.body(scripts['chat.js'], 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  )
  app.get('/assets/chat.css', c =>
    c.body(scripts['chat.css'], 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  )

  app.get('/favicon.ico', c => c.body(null, 204))

  /** Whose conversation: this browser's own, or in the demonstration the persona this tab plays. */
  async function addressOf(c: Context): Promise<string> {
    const persona = c.req.query('sebagai')
    return (demo && persona && (await demo.addressOf(persona))) || sessions.address(c)
  }
  const viewOf = (c: Context, locale: Locale): View => {
    const persona = demo ? c.req.query('sebagai') : undefined
    return {
      words,
      locale,
      query: persona ? `?sebagai=${encodeURIComponent(persona)}` : '',
      newKey: () => ids.next(),
    }
  }

  app.get('/', async c => {
    const address = await addressOf(c)
    const messages = await conversations.latest(address)
    const last = messages.findLast(({ body }) => 'locale' in body)?.body
    const view = viewOf(c, last && 'locale' in last ? last.locale : 'id')
    const commands = (await host()?.commands({ channel: 'web', id: address })) ?? []
    return c.html(
      chatPage({ messages, commands, view, demo: demo && (await demoState(demo, c.req.query('sebagai'))) }),
    )
  })

  app.post(
    '/act',
    bodyLimit({ maxSize: MAX_FILE_BYTES + 100_000, onError: c => answer(c, text('web:tooLarge')) }),
    async c => {
      const address = await addressOf(c)
      const posted = await c.req.parseBody({ all: true })
      const messageId = typeof posted.message === 'string' ? posted.message : null
      const message = messageId ? await conversations.byId(address, messageId) : null
      try {
        const act = await readAct(posted, message?.body.kind === 'form' ? message.body.draft : null, files)
        if (!act) return answer(c)
        if (act.kind === 'say') await conversations.add(address, 'person', { kind: 'said', text: act.text })
        if (act.kind === 'command')
          await conversations.add(address, 'person', { kind: 'said', text: shownCommand(act) })
        if (act.kind === 'attach')
          await conversations.add(address, 'person', { kind: 'sent', file: act.file })
        const key = `web:${address}:${typeof posted.key === 'string' && posted.key !== '' ? posted.key : ids.next()}`
        const shown = await say(
          { key, from: { channel: 'web', id: address }, place: { kind: 'direct' }, act },
          message?.id ?? null,
        )
        return answer(
          c,
          act.kind === 'press' && shown?.kind === 'toast' ? shown.text : undefined,
          shown?.locale,
        )
      } catch (error) {
        if (!(error instanceof TooLarge)) throw error
        return answer(c, text('web:tooLarge'))
      }
    },
  )

  /** To a script: what to flash. To a browser without one: back to the page. */
  function answer(c: Context, flash?: Parameters<typeof words.say>[0], locale: Locale = 'id') {
    if (!c.req.header('accept')?.includes('application/json'))
      return c.redirect(`/${viewOf(c, locale).query}`, 303)
    return c.json({ flash: flash ? words.say(flash, locale) : null })
  }

  app.get('/suggest', async c => {
    const from = { channel: 'web', id: await addressOf(c) }
    const { draft = '', field = '', q = '' } = c.req.query()
    const found = (await host()?.suggest(from, draft, field, q)) ?? []
    return c.json(found.map(({ value, label }) => ({ value, label: words.say(label, 'id') })))
  })

  app.get('/files/:id', async c => {
    const id = c.req.param('id')
    const file = (await conversations.mentions(await addressOf(c), id)) ? await files.open(id) : null
    if (!file) return c.notFound()
    const shown = ['image/png', 'image/jpeg'].includes(file.mime)
    return c.body(Uint8Array.from(file.bytes), 200, {
      'Content-Type': shown ? file.mime : 'application/octet-stream',
      'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Cache-Control': 'private, max-age=3600',
    })
  })

  app.get('/events', async c => {
    const address = await addressOf(c)
    const view = viewOf(c, 'id')
    let last = BigInt(/^\d+$/.exec(c.req.header('last-event-id') ?? c.req.query('last') ?? '')?.[0] ?? 0)
    return streamSSE(c, async stream => {
      const bell = listenTo(conversations, address)
      stream.onAbort(bell.stop)
      let quiet = 0
      while (!stream.aborted && host()) {
        for (const message of await conversations.since(address, last)) {
          last = message.revision
          const html = String(await messageHtml(message, view))
          await stream.writeSSE({ id: String(last), data: JSON.stringify({ id: message.id, html }) })
          quiet = 0
        }
        await bell.rung(POLL)
        quiet += POLL
        if (quiet >= HEARTBEAT) await stream.write(': still here\n\n').then(() => (quiet = 0))
      }
      bell.stop()
    })
  })

  app.post('/keluar', async c => {
    await sessions.end(c)
    return c.redirect('/', 303)
  })
  if (demo) app.route('/', demoRoutes(demo))
  return app
}

/** A bell that is heard even when it rang while nobody was waiting. */
function listenTo(conversations: Conversations, address: string) {
  let rang = false
  let wake = () => {}
  const stop = conversations.listen(address, () => {
    rang = true
    wake()
  })
  return {
    stop: () => {
      stop()
      wake()
    },
    rung: async (within: number) => {
      if (!rang) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, within)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      rang = false
    },
  }
}

/** A linking code is not left standing in the conversation. */
function shownCommand({ name, rest }: { name: string; rest: string }): string {
  if (rest === '') return `/${name}`
  return name === 'mulai' ? '/mulai •••••' : `/${name} ${rest}`
}

const HEADERS = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
} satisfies Parameters<typeof secureHeaders>[0]
