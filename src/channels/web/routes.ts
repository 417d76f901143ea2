import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Host } from '../../chat/channel.ts'
import { text } from '../../chat/i18n/words.ts'
import type { Locale } from '../../chat/model.ts'
import { cleanText } from '../../domain/text/clean-text.ts'
import { MAX_FILE_BYTES } from './acts.ts'
import { createAssets } from './assets.ts'
import type { Conversations, Message } from './conversation.ts'
import { createConverse } from './converse.ts'
import { demoRoutes, demoState } from './demo.ts'
import { clockWords } from './demo-page.ts'
import { listen, seenBy } from './events.ts'
import { guards } from './headers.ts'
import type { WebDeps } from './index.ts'
import { chatPage, signInPage } from './page.ts'
import { pointerRoutes } from './pointer.ts'
import { type Answer, createPost } from './post.ts'
import { cardHtml, messageHtml, PICTURES } from './render.ts'
import type { Sessions } from './sessions.ts'
import { type Html, sayIn, type View } from './view.ts'
import { createVisitors, type Visitor } from './visitors.ts'

export interface RoutesDeps extends WebDeps {
  conversations: Conversations
  sessions: Sessions
  host(): Host | undefined
}

/** What a form has around its file. */
const FORM_BYTES = 200_000
/** Further back than this a page would be too long to be of use. */
const MAX_PAGES = 20
/** Ids are made by us, and names of fields are ours: anything else is not looked up. */
const ID = /^[\w.-]{1,64}$/
const Suggest = z.object({
  draft: z.string().regex(ID),
  field: z.string().regex(ID),
  q: z
    .string()
    .default('')
    .transform(typed => cleanText(typed).slice(0, MAX_TYPED)),
})
/** Longer than any name (characters). */
const MAX_TYPED = 200
const OWN_PATHS = ['/', '/act', '/keluar', '/suggest', '/events', '/files/*', '/assets/*', '/demo/*', '/l/*']

export function createRoutes(deps: RoutesDeps): Hono {
  const { conversations, sessions, demo, files, ids, words, host } = deps
  const visitors = createVisitors(deps)
  const converse = createConverse(deps)
  const { post, refuse } = createPost({ ...deps, visitors, converse })
  const assets = createAssets()
  const app = new Hono()
  for (const path of OWN_PATHS) app.use(path, ...guards(deps.secure))
  app.route('/', assets.routes)

  const viewOf = (visitor: Visitor | null, locale: Locale = 'id'): View => {
    const persona = visitor?.persona
    const query = persona ? `?sebagai=${encodeURIComponent(persona)}` : ''
    return { words, locale, query, newKey: () => ids.next() }
  }
  const page = (c: Context, content: Html) => {
    // Never from a cache: its forms carry keys that are good for one act each.
    c.header('Cache-Control', 'no-store')
    return c.html(content)
  }

  async function strangersPage(c: Context, answer: Html | null) {
    const state = demo && (await demoState(demo, null))
    return page(c, signInPage({ view: viewOf(null), assets, answer, demo: state }))
  }

  app.get('/', async c => {
    const visitor = await visitors.open(c)
    if (!visitor.linked) return strangersPage(c, null)
    const pages = Math.min(Math.max(Math.trunc(Number(c.req.query('lebih'))) || 1, 1), MAX_PAGES)
    const { messages, more } = await conversations.latest(visitor.address, pages)
    const view = viewOf(visitor, localeOf(messages))
    const commands = (await host()?.commands({ channel: 'web', id: visitor.address })) ?? []
    const state = demo && (await demoState(demo, visitor.persona))
    const back = `/${view.query}${view.query ? '&' : '?'}lebih=${pages + 1}#m-${messages[0]?.id ?? ''}`
    const earlier = more && pages < MAX_PAGES ? back : null
    return page(c, chatPage({ view, assets, messages, earlier, commands, demo: state }))
  })

  const tooLarge = async (c: Context) => {
    const visitor = await visitors.find(c)
    const why = text('web:tooLarge')
    if (!visitor) return respond(c, { flash: why, locale: 'id', status: 413 })
    return respond(c, await refuse(visitor, why, wantsData(c)))
  }
  app.post('/act', bodyLimit({ maxSize: MAX_FILE_BYTES + FORM_BYTES, onError: tooLarge }), async c =>
    host() ? respond(c, await post(c, wantsData(c))) : c.body(null, 503),
  )

  /** To the page's script: what to show. To a browser without one: the page. */
  async function respond(c: Context, { flash, locale, reload, refused, status }: Answer): Promise<Response> {
    const view = viewOf(await visitors.find(c), locale)
    const answer = refused?.kind === 'card' ? cardHtml(refused.card, '', view) : null
    if (wantsData(c)) {
      const said = flash ?? (refused?.kind === 'toast' ? refused.text : null)
      const told = { flash: said && words.say(said, locale), reload: reload === true }
      return c.json({ ...told, answer: answer && String(await answer) }, status)
    }
    return answer ? strangersPage(c, answer) : c.redirect(`/${personaQuery(c)}`, 303)
  }
  const personaQuery = (c: Context) => {
    const persona = demo && c.req.query('sebagai')
    return persona ? `?sebagai=${encodeURIComponent(persona)}` : ''
  }

  app.get('/suggest', async c => {
    const visitor = await visitors.find(c)
    const asked = Suggest.safeParse(c.req.query())
    if (!visitor) return c.body(null, 401)
    if (!asked.success) return c.body(null, 400)
    const { draft, field, q } = asked.data
    const from = { channel: 'web', id: visitor.address }
    const found = (await host()?.suggest(from, draft, field, q)) ?? []
    c.header('Cache-Control', 'no-store')
    return c.json(found.map(({ value, label }) => ({ value, label: words.say(label, 'id') })))
  })

  app.get('/files/:id', async c => {
    const id = c.req.param('id')
    if (!ID.test(id)) return c.notFound()
    const visitor = await visitors.find(c)
    const file = visitor && (await conversations.shows(visitor.address, id)) ? await files.open(id) : null
    if (!file) return c.notFound()
    const shown = PICTURES.includes(file.mime)
    return c.body(Uint8Array.from(file.bytes), 200, {
      'Content-Type': shown ? file.mime : 'application/octet-stream',
      'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeName(file.name)}`,
      'Cache-Control': 'private, max-age=3600',
    })
  })

  app.get('/events', async c => {
    const visitor = await visitors.find(c)
    if (!visitor) return c.body(null, 401)
    const view = viewOf(visitor)
    const html = async (message: Message) => String(await messageHtml(message, view))
    const clock = demo ? () => clockWords(sayIn(view), demo.now()) : undefined
    const { address } = visitor
    return listen(c, { conversations, address, seen: seenBy(c), running: () => Boolean(host()), html, clock })
  })

  app.post('/keluar', async c => {
    const address = await sessions.end(c)
    if (address) {
      await conversations.forget(address)
      await host()?.gone({ channel: 'web', id: address })
    }
    return c.redirect('/', 303)
  })
  app.route('/', pointerRoutes({ sessions, converse, assets, host, view: () => viewOf(null) }))
  if (demo) app.route('/', demoRoutes(demo, deps.config.timeZone))
  return app
}

const wantsData = (c: Context) => c.req.header('accept')?.includes('application/json') === true
/** A page speaks the language the last answer was given in. */
function localeOf(messages: readonly Message[]): Locale {
  const last = messages.findLast(({ body }) => 'locale' in body)?.body
  return last && 'locale' in last ? last.locale : 'id'
}
/** RFC 5987 leaves out some marks that encodeURIComponent lets pass. */
const encodeName = (name: string) =>
  encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, mark => `%${mark.charCodeAt(0).toString(16)}`)
