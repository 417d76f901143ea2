import { type ServerType, serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { HTTPException } from 'hono/http-exception'
import type { Database } from '../database/database.ts'
import type { Logger } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { Door } from './door.ts'
import { sameSecret } from './same-secret.ts'

export interface Http {
  readonly address: string
  stop(): Promise<void>
}

/** How long open requests may take to end (milliseconds). */
const GRACE = 5000
/** A database that does not answer within this is taken for gone (milliseconds). */
const ANSWERS_WITHIN = 3000

export interface PagesDeps {
  db: Database
  metrics: Metrics
  log: Logger
  /** Whoever asks for `/metrics` from elsewhere has to bring this; null: asked from this machine only. */
  metricsToken: string | null
  door: Door
  ready(): boolean
  /** Whether each platform is connected: told, but no reason to take us for down. */
  platforms(): Record<string, string>
  /** What a browser shows when a page is not there, or could not be made. */
  sorry(why: 'missing' | 'failed'): string
}

/**
 * The one server: the channels' pages and webhooks, and what an operator asks.
 * `/healthz`: the process lives. `/readyz`: it can work (the database answers). `/metrics`: Prometheus.
 */
export function createPages(deps: PagesDeps, routes: readonly Hono[]): Hono {
  const { db, metrics, log, ready, sorry } = deps
  const pages = new Hono()
  // Our own pages say more (channels/web/headers.ts); this much is true of every answer, errors too.
  pages.use(async (c, next) => {
    await next()
    for (const [name, value] of HEADERS) if (!c.res.headers.has(name)) c.header(name, value)
  })
  pages.notFound(c => c.html(page(sorry('missing')), 404))
  pages.onError((err, c) => {
    if (err instanceof HTTPException) return err.getResponse()
    log.error({ err, path: c.req.routePath }, 'a request failed')
    return c.html(page(sorry('failed')), 500)
  })
  pages.get('/healthz', c => c.json({ ok: true }))
  pages.get('/readyz', async c => {
    const database = await answers(db)
    const ok = ready() && database
    const parts = { database: database ? 'ok' : 'unreachable', ...deps.platforms() }
    return c.json({ ok, parts }, ok ? 200 : 503)
  })
  pages.get('/metrics', async c => {
    if (!mayWatch(c, deps)) return c.notFound()
    return c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType })
  })
  for (const route of routes) pages.route('/', route)
  return pages
}

const HEADERS = [
  [
    'Content-Security-Policy',
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  ],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
] as const

function answers(db: Database): Promise<boolean> {
  const late = new Promise<false>(resolve => setTimeout(() => resolve(false), ANSWERS_WITHIN).unref())
  const answer = db.client.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
  return Promise.race([answer, late])
}

/** With the token, or, where none is set, from this machine and through no proxy. */
function mayWatch(
  c: Context,
  { metricsToken: token, door }: Pick<PagesDeps, 'metricsToken' | 'door'>,
): boolean {
  if (token === null) return door.isLocal(c)
  return sameSecret(c.req.header('authorization') ?? '', `Bearer ${token}`)
}

const page = (said: string) =>
  html`<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Rekan</title><p>${said}</p></html>`

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
