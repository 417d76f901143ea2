/** The web channel's routes: the page, its posts, its live stream, its files. */
import { Hono } from 'hono'
import type { Host } from '../../chat/channel.ts'
import { actRoutes } from './act-routes.ts'
import { createAssets } from './assets.ts'
import { chatRoutes } from './chat-routes.ts'
import type { Conversations } from './conversation.ts'
import { createConverse } from './converse.ts'
import { dataRoutes } from './data-routes.ts'
import { demoRoutes } from './demo.ts'
import { guards } from './headers.ts'
import type { WebDeps } from './index.ts'
import { createWebLimits } from './limits.ts'
import { createPages } from './pages.ts'
import { createPost } from './post.ts'
import { secureLinkRoutes } from './secure-link-page.ts'
import type { Sessions } from './sessions.ts'
import { createVisitors } from './visitors.ts'

export interface RoutesDeps extends WebDeps {
  conversations: Conversations
  sessions: Sessions
  host(): Host | undefined
}

const OWN_PATHS = ['/', '/act', '/keluar', '/suggest', '/events', '/files/*', '/assets/*', '/demo/*', '/l/*']

export function createRoutes(deps: RoutesDeps): Hono {
  const { sessions, demo, host } = deps
  const visitors = createVisitors(deps)
  const converse = createConverse(deps)
  const assets = createAssets()
  const pages = createPages({ ...deps, assets })
  const limits = createWebLimits()
  const app = new Hono()
  for (const path of OWN_PATHS) app.use(path, ...guards(deps.door))
  app.route('/', assets.routes)
  app.route('/', chatRoutes({ ...deps, visitors, pages, assets }))
  app.route(
    '/',
    actRoutes({ ...deps, visitors, pages, ...createPost({ ...deps, visitors, converse, limits }) }),
  )
  app.route('/', dataRoutes({ ...deps, visitors, pages, limits }))
  app.route('/', secureLinkRoutes({ sessions, converse, assets, host, view: () => pages.viewOf(null) }))
  if (demo) app.route('/', demoRoutes(demo, deps.config.timeZone))
  return app
}
