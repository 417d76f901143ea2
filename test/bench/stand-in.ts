/** A Telegram that only answers, at once: what is measured is the bot, not the checks of test/servers. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Call {
  method: string
  chat: string
  /** When it came (milliseconds, `performance.now`). */
  at: number
}
export type StandIn = Awaited<ReturnType<typeof standIn>>

const ME = { id: 7_700_000_001, is_bot: true, first_name: 'Rekan', username: 'rekan_bot' }

export async function standIn() {
  const calls: Call[] = []
  let serial = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const method = request.url?.split('/').at(-1) ?? ''
      const chat = /"chat_id":\s*"?(-?\d+)/.exec(Buffer.concat(chunks).toString())?.[1] ?? ''
      calls.push({ method, chat, at: performance.now() })
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ ok: true, result: result(method, Number(chat)) }))
    })
  })
  function result(method: string, id: number): unknown {
    if (method === 'getMe') return ME
    if (!/^(send|edit)/.test(method)) return true
    const message = { message_id: ++serial, date: 0, chat: { id, type: 'private', first_name: 'x' } }
    return method === 'sendPhoto' ? { ...message, photo: [{ file_id: `photo${serial}` }] } : message
  }
  server.keepAliveTimeout = 60_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
