/** HTTP mode on our own server: each request is checked against Slack's signature, old ones are refused. */
import { type App, isValidSlackRequest, type Receiver } from '@slack/bolt'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Clock } from '../../platform/clock.ts'

export const EVENTS = '/slack/events'
/** Slack gives up after three seconds. */
const ACK_WITHIN = 3000
/** How far a request's time may be from ours, either way (seconds). */
const WINDOW = 300
const UNREADABLE = Symbol('unreadable')
/** No request of Slack's is as long (bytes). */
const MAX_BODY = 1_000_000

/** @param clock the real one, as Slack's is: not the office's, which a demonstration moves */
export function honoReceiver(signingSecret: string, clock: Clock): { receiver: Receiver; routes: Hono } {
  let app: App | undefined
  const routes = new Hono()

  routes.post(EVENTS, bodyLimit({ maxSize: MAX_BODY }), async c => {
    // The signature is over the body as it came, to the byte.
    const body = await c.req.text()
    const at = c.req.header('x-slack-request-timestamp') ?? ''
    const signature = c.req.header('x-slack-signature') ?? ''
    if (!isFresh(at, clock.now()) || !isSigned(signingSecret, body, at, signature)) return c.body(null, 401)
    const payload = parse(body, c.req.header('content-type') ?? '')
    if (!payload) return c.body(null, 400)
    if (payload.type === 'url_verification') return c.json({ challenge: payload.challenge })
    if (!app) return c.body(null, 503)
    // Listeners' own errors go to the log; what Bolt cannot make anything of is not from Slack.
    const answer = await process(app, payload).catch(() => UNREADABLE)
    if (answer === UNREADABLE) return c.body(null, 400)
    if (answer === undefined || answer === '') return c.body(null, 200)
    return typeof answer === 'string' ? c.text(answer) : c.json(answer as object)
  })

  /** @returns what the listener acknowledged with; Bolt goes on working after that */
  function process(bolt: App, body: Record<string, unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => resolve(undefined), ACK_WITHIN)
      const ack = async (answer?: unknown) => {
        clearTimeout(late)
        resolve(answer)
      }
      // What nobody listens to is acknowledged by nobody: Slack need not wait for it.
      bolt.processEvent({ body, ack }).then(() => ack(), reject)
    })
  }

  let initialized: App | undefined
  const receiver: Receiver = {
    init: given => {
      initialized = given
    },
    start: async () => {
      app = initialized
    },
    stop: async () => {
      app = undefined
    },
  }
  return { receiver, routes }
}

/** Bolt refuses what is old; what comes from the future could be kept and sent again. */
const isFresh = (at: string, now: Date) =>
  /^\d+$/.test(at) && Math.abs(now.getTime() / 1000 - Number(at)) <= WINDOW

/** Compared by Bolt in constant time. */
function isSigned(signingSecret: string, body: string, at: string, signature: string): boolean {
  const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(at) }
  return isValidSlackRequest({ signingSecret, body, headers })
}

function parse(body: string, type: string): Record<string, unknown> | null {
  try {
    if (!type.startsWith('application/x-www-form-urlencoded')) return object(JSON.parse(body))
    const form = new URLSearchParams(body)
    const payload = form.get('payload')
    return payload === null ? Object.fromEntries(form) : object(JSON.parse(payload))
  } catch {
    return null
  }
}
const object = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
