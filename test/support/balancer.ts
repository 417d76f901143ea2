/** What stands in front of several processes: each request goes to the next one that takes it. */
import { serve } from '@hono/node-server'
import { freePort } from './rekan-process.ts'

/** @returns its address, how many requests each port took, and how to close it */
export async function balancer(ports: () => readonly number[]) {
  const port = await freePort()
  const taken = new Map<number, number>()
  let turn = 0

  async function forward(request: Request): Promise<Response> {
    const body = await request.arrayBuffer()
    const all = ports()
    const order = all.map((_, index) => all[(turn + index) % all.length] ?? 0)
    turn += 1
    for (const to of order) {
      const url = new URL(new URL(request.url).pathname, `http://127.0.0.1:${to}`)
      const { method, headers } = request
      const answer = await fetch(url, {
        method,
        headers,
        ...(method !== 'GET' && { body }),
      }).catch(() => null)
      if (!answer || answer.status === 503) continue
      taken.set(to, (taken.get(to) ?? 0) + 1)
      return new Response(await answer.text(), { status: answer.status })
    }
    return new Response(null, { status: 503 })
  }

  const server = serve({ fetch: forward, hostname: '127.0.0.1', port })
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
