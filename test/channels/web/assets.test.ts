import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Stage, stage, times } from './stage.ts'

let web: Stage
beforeAll(async () => {
  web = await stage()
})
afterAll(() => web.close())

describe('scripts and styles', () => {
  it('are kept for good under an address that changes with them', async () => {
    const page = await web.browser().page()
    const found = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(times(page, '.js?v=')).toBe(2)
    for (const path of found) {
      const asset = await web.routes.request(path)
      expect(asset.status).toBe(200)
      expect(asset.headers.get('cache-control')).toContain('immutable')
    }
    const plain = await web.routes.request('/assets/chat.css')
    expect(plain.headers.get('cache-control')).toBe('no-cache')
    const etag = plain.headers.get('etag') ?? ''
    const again = await web.routes.request('/assets/chat.css', { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
    expect((await web.routes.request('/assets/..%2Findex.ts')).status).toBe(404)
  })
})
