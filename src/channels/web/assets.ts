import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'

const TYPES = {
  'chat.css': 'text/css; charset=utf-8',
  'form.css': 'text/css; charset=utf-8',
  'chat.js': 'text/javascript; charset=utf-8',
  'composer.js': 'text/javascript; charset=utf-8',
  'people.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const
export type AssetName = keyof typeof TYPES
export interface Assets {
  routes: Hono
  /** Where a page finds it: the address changes with the content, so that it can be kept for good. */
  address(name: AssetName): string
}

export function createAssets(): Assets {
  const names = Object.keys(TYPES) as AssetName[]
  const known = new Map(names.map(name => [name as string, { type: TYPES[name], ...load(name) }]))
  const routes = new Hono()
  routes.get('/assets/:name', c => {
    const asset = known.get(c.req.param('name'))
    if (!asset) return c.notFound()
    const etag = `"${asset.hash}"`
    const kept = c.req.query('v') === asset.hash ? 'public, max-age=31536000, immutable' : 'no-cache'
    if (c.req.header('if-none-match') === etag)
      return c.body(null, 304, { ETag: etag, 'Cache-Control': kept })
    return c.body(asset.content, 200, { 'Content-Type': asset.type, ETag: etag, 'Cache-Control': kept })
  })
  return { routes, address: name => `/assets/${name}?v=${known.get(name)?.hash ?? ''}` }
}

function load(name: AssetName) {
  const content = readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')
  return { content, hash: createHash('sha256').update(content).digest('hex').slice(0, 12) }
}
