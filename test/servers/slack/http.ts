/** The wire: Web API, uploads, downloads and response addresses over HTTP, Socket Mode beside them. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { processTime } from '../process-time.ts'
import { ConnectionLost, createFaults, type Fault } from '../telegram/faults.ts'
import { messageBlocks } from './blocks.ts'
import { boolean, isObject, type Json, mrkdwn, oneOf, shape, string } from './check.ts'
import { ApiError, sin } from './errors.ts'
import { createMethods } from './methods.ts'
import { createTiers } from './tiers.ts'
import type { World } from './world.ts'

export interface Tokens {
  bot: string
  app: string
}
export interface Call {
  method: string
  args: Json
  /** Milliseconds since the epoch, real time. */
  at: number
  error?: string
}

const responseBody = shape({
  text: mrkdwn(40_000),
  blocks: messageBlocks,
  response_type: oneOf('ephemeral', 'in_channel'),
  replace_original: boolean,
  delete_original: boolean,
  thread_ts: string(),
})

export async function serve(world: World, tokens: Tokens, granted: ReadonlySet<string>) {
  const calls: Call[] = []
  const used = new Set<string>()
  const faults = createFaults()
  const state = { running: 0, lastCallAt: 0, lastRefused: false, delayMs: 0, strictPace: false, count429: 0 }
  const tiers = createTiers()
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const methods = createMethods(world, { root: origin, http: { origin } })

  const server = createServer((request, response) => {
    state.running += 1
    state.lastRefused = false
    answer(request, response)
      .catch(error => {
        if (error instanceof ConnectionLost) response.socket?.destroy()
        else send(response, 500, { ok: false, error: String(error) })
      })
      .finally(() => {
        state.running -= 1
        state.lastCallAt = processTime()
      })
  })
  const sockets = new WebSocketServer({ server })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    const [, door = '', rest = ''] = /^\/(api|upload|files|response)\/(.*)$/.exec(request.url ?? '') ?? []
    if (door === 'api') return api(rest, request, bytes, response)
    if (door === 'response') return respond(rest, bytes, response)
    const file = world.files.get(rest.split('/')[0] ?? '')
    if (!file) return send(response, 404, {})
    if (door === 'files') {
      need('files:read', 'download')
      if (request.headers.authorization !== `Bearer ${tokens.bot}`)
        note('files', 'download without token', {})
      response.writeHead(200, { 'content-type': file.mimetype })
      return void response.end(file.bytes)
    }
    if (bytes.length !== file.length)
      note('upload', `${bytes.length} bytes, ${file.length} were promised`, {})
    file.bytes = bytes
    response.writeHead(200).end(`OK - ${bytes.length}`)
  }

  const note = (where: string, problem: string, given: unknown) =>
    void world.violations.push({ where, problem, given })

  function need(scope: string, where: string): void {
    if (!granted.has(scope)) note(where, `missing scope ${scope}`, {})
    used.add(scope)
  }

  async function api(name: string, request: IncomingMessage, bytes: Buffer, response: ServerResponse) {
    const args = form(bytes, name)
    const call: Call = { method: name, args, at: Date.now() }
    calls.push(call)
    const retryAfter = state.strictPace ? tiers.admit(name, args) : null
    if (retryAfter !== null) return broken({ retryAfter }, response)
    const fault = faults.next(name)
    if (fault?.everyone) tiers.close(name, fault.retryAfter ?? 1)
    if (fault && !fault.afterEffect) return broken(fault, response)
    const result = perform(name, args, request.headers.authorization ?? '')
    if ('error' in result) {
      call.error = String(result.error)
      state.lastRefused = true
    }
    if (fault) return broken(fault, response)
    send(response, 200, result)
  }

  function form(bytes: Buffer, name: string): Json {
    const { json = [], numbers = [] } = methods[name] ?? {}
    const given = [...new URLSearchParams(bytes.toString('utf8'))]
    return Object.fromEntries(
      given.map(([key, value]) => [
        key,
        json.includes(key) ? JSON.parse(value) : numbers.includes(key) ? Number(value) : value,
      ]),
    )
  }

  function perform(name: string, args: Json, authorization: string): Json {
    try {
      const method = methods[name]
      if (!method) throw sin('unknown_method', `${name} is not known here`)
      if (authorization !== `Bearer ${method.token === 'app' ? tokens.app : tokens.bot}`)
        throw sin('invalid_auth')
      const problems = shape(method.args)(args, name)
      if (problems.length > 0)
        throw sin(
          problems.some(one => one.includes('blocks')) ? 'invalid_blocks' : 'invalid_arguments',
          ...problems,
        )
      const needed = method.scopes(args)
      const missing = needed.filter(scope => !granted.has(scope))
      if (missing.length > 0) throw sin('missing_scope', `${name} needs ${missing.join(', ')}`)
      for (const scope of needed) used.add(scope)
      return { ok: true, ...method.run(args) }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      for (const problem of error.sins) note(name, problem, args)
      return { ok: false, error: error.code, response_metadata: { messages: error.sins } }
    }
  }

  function broken(fault: Fault, response: ServerResponse): void {
    state.lastRefused = true
    if (fault.retryAfter !== undefined) {
      state.count429 += 1
      response.writeHead(429, { 'retry-after': String(fault.retryAfter) }).end()
      return
    }
    if (fault.description) send(response, 200, { ok: false, error: fault.description })
    else if (fault.status === undefined || fault.reset) throw new ConnectionLost()
    else response.writeHead(fault.status).end()
  }

  function respond(code: string, bytes: Buffer, response: ServerResponse): void {
    try {
      const fault = faults.next('response_url')
      if (fault) {
        broken(fault, response)
        return
      }
      const content = JSON.parse(bytes.toString('utf8')) as Json
      const url = world.respond(code)
      const problems =
        shape({})(content, '').length === 0 ? ['empty response'] : responseBody(content, 'response')
      if (problems.length > 0) throw sin('invalid_payload', ...problems)
      if (!content.text && content.delete_original !== true) throw sin('no_text')
      answerAt(url, content)
      response.writeHead(200).end('ok')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      for (const problem of error.sins) note('response_url', problem, {})
      send(response, 404, { ok: false, error: error.code })
    }
  }

  function answerAt({ channel, user, tapped }: ReturnType<World['respond']>, content: Json): void {
    const said = { text: String(content.text ?? ''), blocks: (content.blocks ?? []) as Json[] }
    if (content.delete_original === true && tapped) tapped.deleted = true
    else if (content.replace_original === true) {
      if (!tapped) throw sin('invalid_payload', 'nothing was tapped: there is nothing to replace')
      world.change(tapped, said)
    } else world.put(channel, { ...said, ...(content.response_type !== 'in_channel' && { only: user }) })
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin,
    calls,
    used,
    faults,
    state,
    note,
    need,
    onSocket: (take: (socket: WebSocket) => void) => void sockets.on('connection', take),
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
export type Wire = Awaited<ReturnType<typeof serve>>

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(isObject(body) ? body : { body }))
}
