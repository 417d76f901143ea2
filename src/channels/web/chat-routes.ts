/** The chat's page, and leaving it. */
import { Hono } from 'hono'
import type { Host } from '../../chat/channel.ts'
import type { Locale } from '../../chat/model.ts'
import type { Assets } from './assets.ts'
import type { Conversations, Message } from './conversation.ts'
import { type Demo, demoState } from './demo.ts'
import { chatPage } from './page.ts'
import type { Pages } from './pages.ts'
import type { Sessions } from './sessions.ts'
import type { Visitors } from './visitors.ts'

/** Number of pages of messages shown at most: a longer page would be too slow to be of use. */
const MAX_PAGES = 20

export interface ChatRoutesDeps {
  conversations: Conversations
  sessions: Sessions
  visitors: Visitors
  pages: Pages
  assets: Assets
  demo: Demo | null
  host(): Host | undefined
}

export function chatRoutes({ conversations, sessions, visitors, pages, assets, demo, host }: ChatRoutesDeps) {
  const app = new Hono()

  app.get('/', async c => {
    const visitor = await visitors.open(c)
    if (!visitor.linked) return pages.signIn(c, null)
    const count = Math.min(Math.max(Math.trunc(Number(c.req.query('lebih'))) || 1, 1), MAX_PAGES)
    const { messages, more } = await conversations.latest(visitor.address, count)
    const view = pages.viewOf(visitor, localeOf(messages))
    const commands = (await host()?.commands({ channel: 'web', id: visitor.address })) ?? []
    const state = demo && (await demoState(demo, visitor.persona))
    const back = `/${view.query}${view.query ? '&' : '?'}lebih=${count + 1}#m-${messages[0]?.id ?? ''}`
    const earlier = more && count < MAX_PAGES ? back : null
    return pages.respond(c, chatPage({ view, assets, messages, earlier, commands, demo: state }))
  })

  app.post('/keluar', async c => {
    const left = await sessions.end(c)
    // The same conversation may be open in another browser: it stays until nobody can come back to it.
    if (left && !left.elsewhere) {
      await conversations.forget(left.address)
      await host()?.gone({ channel: 'web', id: left.address })
    }
    if (left) conversations.ring(left.address)
    return c.redirect('/', 303)
  })
  return app
}

/** A page is in the language that the last answer was given in. */
function localeOf(messages: readonly Message[]): Locale {
  const last = messages.findLast(({ body }) => 'locale' in body)?.body
  return last && 'locale' in last ? last.locale : 'id'
}
