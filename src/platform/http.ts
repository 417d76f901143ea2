import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Database } from './db.ts'
import type { Metrics } from './metrics.ts'

export interface Http {
  readonly address: string
  stop(): Promise<void>
}

/** How long open requests may take to end (milliseconds). */
const GRACE = 5000

/**
 * The one server: the channels' pages and webhooks, and what an operator asks.
 * `/healthz`: the process lives. `/readyz`: it can work (the database answers). `/metrics`: Prometheus.
 */
export function createPages(
  db: Database,
  metrics: Metrics,
  ready: () => boolean,
  routes: readonly Hono[],
): Hono {
  const pages = new Hono()
  pages.get('/healthz', c => c.json({ ok: true }))
  pages.get('/readyz', async c => {
    const answers = await db.client.$queryRaw`SELECT 1`.then(
      () => true,
      () => false,
    )
    return answers && ready() ? c.json({ ok: true }) : c.json({ ok: false }, 503)
  })
  pages.get('/metrics', async c => c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType }))
  for (const route of routes) pages.route('/', route)
  return pages
}

/** @throws Error when the port is taken */
export async function listen(pages: Hono, { host, port }: { host: string; port: number }): Promise<Http> {
  let server: ServerType | undefined
  const info = await new Promise<{ port: number }>((resolve, reject) => {
    server = serve({ fetch: pages.fetch, hostname: host, port }, resolve)
    server.once('error', reject)
  })
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${info.port}`,
    stop: () => close(server),
  }
}

/** Takes nothing new, lets what runs end, and cuts live streams off when their time is up. */
function close(server: ServerType | undefined): Promise<void> {
  return new Promise(resolve => {
    if (!server) return resolve()
    const http = server as import('node:http').Server
    const cut = setTimeout(() => http.closeAllConnections(), GRACE)
    http.close(() => {
      clearTimeout(cut)
      resolve()
    })
    http.closeIdleConnections()
  })
}
