/** What the page's script and its pictures ask for: names, files, and the stream of new messages. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { Host } from '../../chat/channel.ts'
import type { Words } from '../../chat/i18n/words.ts'
import { cleanText } from '../../domain/text/clean-text.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Conversations, Message } from './conversation.ts'
import type { Demo } from './demo.ts'
import { clockWords } from './demo-page.ts'
import { listen, seenBy } from './events.ts'
import type { WebLimits } from './limits.ts'
import type { Pages } from './pages.ts'
import { messageHtml, PICTURES } from './render.ts'
import { sayIn } from './view.ts'
import type { Visitors } from './visitors.ts'

/** Ids are made by us, and names of fields are ours: anything else is not looked up. */
const ID = /^[\w.-]{1,64}$/
/** Longer than any name (characters). */
const MAX_TYPED = 200
const Suggest = z.object({
  draft: z.string().regex(ID),
  field: z.string().regex(ID),
  q: z
    .string()
    .default('')
    .transform(typed => cleanText(typed).slice(0, MAX_TYPED)),
})

export interface DataRoutesDeps {
  conversations: Conversations
  files: Files
  visitors: Visitors
  pages: Pages
  words: Words
  demo: Demo | null
  limits: Pick<WebLimits, 'stream'>
  host(): Host | undefined
}

export function dataRoutes(deps: DataRoutesDeps): Hono {
  const { conversations, files, visitors, pages, words, demo, limits, host } = deps
  const app = new Hono()

  app.get('/suggest', async c => {
    const visitor = await visitors.find(c)
    const query = Suggest.safeParse(c.req.query())
    if (!visitor) return c.body(null, 401)
    if (!query.success) return c.body(null, 400)
    const { draft, field, q } = query.data
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
    const view = pages.viewOf(visitor)
    const html = async (message: Message) => String(await messageHtml(message, view))
    const clock = demo ? () => clockWords(sayIn(view), demo.now()) : undefined
    const { address } = visitor
    const mayListen = async () => Boolean(host()) && (await visitors.find(c))?.address === address
    return listen(c, { conversations, address, seen: seenBy(c), mayListen, html, clock, limits })
  })
  return app
}

/** RFC 5987 leaves out some marks that encodeURIComponent lets pass. */
const encodeName = (name: string) =>
  encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, mark => `%${mark.charCodeAt(0).toString(16)}`)
