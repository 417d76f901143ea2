/** HTTP mode on our own server: each request is checked against Slack's signature, old ones are refused. */
import { type App, isValidSlackRequest, type Receiver } from '@slack/bolt'
import { Hono } from 'hono'

export const EVENTS = '/slack/events'
/** Slack gives up after three seconds. */
const ACK_WITHIN = 3000

export function honoReceiver(signingSecret: string): { receiver: Receiver; routes: Hono } {
  let app: App | undefined
  const routes = new Hono()

  routes.post(EVENTS, async c => {
    const body = await c.req.text()
    const headers = {
      'x-slack-signature': c.req.header('x-slack-signature') ?? '',
      'x-slack-request-timestamp': Number(c.req.header('x-slack-request-timestamp') ?? Number.NaN),
    }
    // A timestamp that is no number would pass the age check, which compares with "less than".
    const signed =
      Number.isFinite(headers['x-slack-request-timestamp']) &&
      isValidSlackRequest({ signingSecret, body, headers })
    if (!signed) return c.body(null, 401)
    const payload = parse(body, c.req.header('content-type') ?? '')
    if (!payload) return c.body(null, 400)
    if (payload.type === 'url_verification') return c.json({ challenge: payload.challenge })
    const answer = await process(payload)
    return answer === undefined || answer === ''
      ? c.body(null, 200)
      : typeof answer === 'string'
        ? c.text(answer)
        : c.json(answer as object)
  })

  /** @returns what the listener acknowledged with; Bolt goes on working after that */
  function process(body: Record<string, unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => resolve(undefined), ACK_WITHIN)
      const ack = async (answer?: unknown) => {
        clearTimeout(late)
        resolve(answer)
      }
      app?.processEvent({ body, ack }).catch(reject)
    })
  }

  const receiver: Receiver = {
    init: given => {
      app = given
    },
    start: async () => {},
    stop: async () => {},
  }
  return { receiver, routes }
}

function parse(body: string, type: string): Record<string, unknown> | null {
  try {
    if (!type.startsWith('application/x-www-form-urlencoded')) return JSON.parse(body)
    const form = new URLSearchParams(body)
    const payload = form.get('payload')
    return payload === null ? Object.fromEntries(form) : JSON.parse(payload)
  } catch {
    return null
  }
}
