/** The wire: /bot<token>/<method> and /file/bot<token>/<path> over plain HTTP. */

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isObject, type RawCall } from './checker.ts'
import type { Answer, Engine } from './engine.ts'
import { ConnectionLost } from './faults.ts'
import type { Files } from './files.ts'
import { readMultipart } from './multipart.ts'

export async function listen(token: string, engine: Engine, files: Files) {
  const server = createServer((request, response) => {
    answer(request, response).catch(error => refuse(response, error))
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://telegram')
    const [, file, given, rest = ''] = /^\/(file\/)?bot([^/]*)\/(.*)$/.exec(decodeURI(url.pathname)) ?? []
    if (given !== token) return send(response, plain(given === undefined ? 404 : 401))
    if (file) return download(response, rest)
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    const raw = await read(request, url)
    const incoming = { ...raw, method: rest, via: 'http' as const, gone: gone.signal }
    send(response, await engine.perform(incoming))
  }

  function download(response: ServerResponse, path: string): void {
    const file = files.at(path)
    if (!file) {
      send(response, plain(404))
      return
    }
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': file.bytes.length,
    })
    response.end(file.bytes)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    root: `http://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

const plain = (code: 401 | 404): Answer => ({
  ok: false,
  error_code: code,
  description: code === 401 ? 'Unauthorized' : 'Not Found',
})

function send(response: ServerResponse, answer: Answer): void {
  const body = JSON.stringify(answer)
  response.writeHead(answer.ok ? 200 : answer.error_code, { 'content-type': 'application/json' })
  response.end(body)
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof ConnectionLost) response.socket?.destroy()
  else send(response, { ok: false, error_code: 400, description: `Bad Request: ${String(error)}` })
}

async function read(request: IncomingMessage, url: URL): Promise<RawCall> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  const query = Object.fromEntries(url.searchParams)
  if (body.length === 0) return { values: query, texts: true, uploads: [] }
  if (type.startsWith('application/json')) return { values: json(body), texts: false, uploads: [] }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')))
    return { values: { ...query, ...form }, texts: true, uploads: [] }
  }
  const parts = type.startsWith('multipart/form-data') ? readMultipart(type, body) : undefined
  if (!parts) throw new Error(`unreadable body of type "${type}"`)
  return { values: { ...query, ...parts.values }, texts: true, uploads: parts.uploads }
}

function json(body: Buffer): Record<string, unknown> {
  const value: unknown = JSON.parse(body.toString('utf8'))
  if (!isObject(value)) throw new Error('the JSON body is no object')
  return value
}
