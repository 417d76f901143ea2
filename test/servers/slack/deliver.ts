/** Brings what people do to the app, over the socket or as a signed request, and holds it to three seconds. */
import { createHmac, randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import { processTime, waitFor } from '../process-time.ts'
import { isObject, type Json } from './check.ts'
import type { Wire } from './http.ts'
import type { World } from './world.ts'

const PATIENCE_MS = 3000
export type Kind = 'events_api' | 'slash_commands' | 'interactive'
export interface Delivered {
  kind: Kind
  payload: Json
}
/** What the app acknowledged with; undefined when it was too late. */
export type Ack = Json | undefined
export interface HttpTarget {
  fetch(request: Request): Response | Promise<Response>
  signingSecret: string
}

export function createDelivery(world: World, wire: Wire) {
  const sockets = new Set<WebSocket>()
  const waiting = new Map<string, (payload: Json) => void>()
  const history: Delivered[] = []
  const state = { target: undefined as HttpTarget | undefined, connections: 0, open: 0 }

  wire.onSocket(socket => {
    sockets.add(socket)
    state.connections += 1
    socket.on('close', () => sockets.delete(socket))
    socket.on('message', raw => acked(String(raw)))
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: sockets.size,
        connection_info: { app_id: 'A0REKAN001' },
      }),
    )
  })

  function acked(raw: string): void {
    const { envelope_id: id, payload } = JSON.parse(raw) as Json
    const take = waiting.get(String(id))
    waiting.delete(String(id))
    if (take) take(isObject(payload) ? payload : {})
    else wire.note('socket', 'ack of an unknown envelope, or a second one', raw)
  }

  async function connected(): Promise<WebSocket> {
    for (const end = processTime() + 10_000; ; ) {
      const open = [...sockets].find(({ readyState }) => readyState === 1)
      if (open) return open
      if (processTime() > end) throw new Error('the app is not connected')
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }

  async function overSocket({ kind, payload }: Delivered): Promise<Ack> {
    const socket = await connected()
    const envelope_id = randomUUID()
    const more = kind === 'events_api' ? { retry_attempt: 0, retry_reason: '' } : {}
    const answer = new Promise<Json>(resolve => waiting.set(envelope_id, resolve))
    const accepts_response_payload = kind !== 'events_api'
    socket.send(JSON.stringify({ envelope_id, type: kind, payload, accepts_response_payload, ...more }))
    return within(answer)
  }

  async function overHttp({ fetch, signingSecret }: HttpTarget, { kind, payload }: Delivered): Promise<Ack> {
    const isForm = kind !== 'events_api'
    const body = !isForm
      ? JSON.stringify(payload)
      : String(
          new URLSearchParams(
            kind === 'interactive'
              ? { payload: JSON.stringify(payload) }
              : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)])),
          ),
        )
    const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json'
    const request = new Request('http://app/slack/events', {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...sign(body, signingSecret) },
    })
    return within(
      Promise.resolve(fetch(request)).then(async response => {
        if (response.status !== 200) wire.note('http', `answered ${response.status}`, payload)
        const said = await response.text()
        return said === '' ? {} : (JSON.parse(said) as Json)
      }),
    )
  }

  async function within(answer: Promise<Json>): Promise<Ack> {
    const over = new AbortController()
    const late = waitFor(PATIENCE_MS, over.signal).then(() => undefined)
    const ack = await Promise.race([answer, late])
    over.abort()
    return ack
  }

  /** A late ack is a sin; the person sees that something went wrong. */
  async function deliver(delivered: Delivered, { remember = true } = {}): Promise<Ack> {
    if (remember) history.push(delivered)
    for (const scope of needs(delivered)) wire.need(scope, delivered.kind)
    state.open += 1
    try {
      const ack = await (state.target ? overHttp(state.target, delivered) : overSocket(delivered))
      if (ack === undefined) wire.note(delivered.kind, 'no ack within three seconds', delivered.payload)
      return ack
    } finally {
      state.open -= 1
      wire.state.lastCallAt = processTime()
    }
  }

  return {
    deliver,
    history,
    state,
    sockets,
    connected,
    event: (event: Json) =>
      deliver({
        kind: 'events_api',
        payload: {
          token: 'x',
          team_id: 'T0REKAN001',
          api_app_id: 'A0REKAN001',
          event,
          type: 'event_callback',
          event_id: world.id('Ev'),
          event_time: Math.floor(Date.now() / 1000),
          authorizations: [{ team_id: 'T0REKAN001', user_id: 'U0BOTREKAN', is_bot: true }],
        },
      }),
  }
}
export type Delivery = ReturnType<typeof createDelivery>

/** What the app has to be allowed so that Slack tells it of this at all. */
function needs({ kind, payload }: Delivered): string[] {
  if (kind !== 'events_api')
    return kind === 'slash_commands' || payload.type === 'message_action' ? ['commands'] : []
  const { type, channel_type } = payload.event as Json
  if (type === 'message') return ['im:history']
  if (type === 'app_home_opened') return []
  return [channel_type === 'G' ? 'groups:read' : 'channels:read']
}
export function eventsIn(history: readonly Delivered[]): Set<string> {
  const events = history.flatMap(({ kind, payload }) =>
    kind === 'events_api' ? [payload.event as Json] : [],
  )
  return new Set(
    events.map(({ type, channel_type }) => (type === 'message' ? `message.${channel_type}` : String(type))),
  )
}

export function sign(body: string, secret: string, at = Math.floor(Date.now() / 1000)) {
  const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${hash}` }
}
