/** Pushes updates to the bot's own URL: in order within a chat, again and again until it answers 2xx. */

import { isObject } from './checker.ts'
import type { Update } from './shapes.ts'
import type { Entry, Updates } from './updates.ts'

export interface Hook {
  url: string
  secret_token?: string
  max_connections?: number
  allowed_updates?: string[]
  drop_pending_updates?: boolean
}
/** Carries out a method call that came as the answer to a webhook request. */
export type Replied = (method: string, params: Record<string, unknown>) => Promise<unknown>

const queueOf = ({ message, edited_message, callback_query, my_chat_member, chat_member }: Update) =>
  (message ?? edited_message ?? callback_query?.message ?? my_chat_member ?? chat_member)?.chat.id ?? 0

export function createWebhook(updates: Updates, replied: Replied, retryMs: number) {
  const busy = new Set<number>()
  const timers = new Set<NodeJS.Timeout>()
  let hook: Hook | undefined
  let lastError: { date: number; text: string } | undefined

  function set(next: Hook): void {
    if (next.drop_pending_updates) updates.clear()
    updates.allow(next.allowed_updates)
    hook = next.url === '' ? undefined : next
    lastError = undefined
    updates.pushTo(hook && pump)
    pump()
  }

  function pump(): void {
    for (const entry of updates.pending()) {
      if (!hook || busy.size >= (hook.max_connections ?? 40)) return
      const queue = queueOf(entry.update)
      if (!busy.has(queue)) void send(entry, queue, hook)
    }
  }

  async function send(entry: Entry, queue: number, to: Hook): Promise<void> {
    busy.add(queue)
    try {
      await post(entry, to)
      updates.remove(entry)
      free(queue)
    } catch (error) {
      lastError = { date: Math.floor(Date.now() / 1000), text: String(error) }
      const timer = setTimeout(() => {
        timers.delete(timer)
        free(queue)
      }, retryMs)
      timers.add(timer)
    }
  }

  function free(queue: number): void {
    busy.delete(queue)
    pump()
  }

  async function post(entry: Entry, to: Hook): Promise<void> {
    const secret = to.secret_token ? { 'x-telegram-bot-api-secret-token': to.secret_token } : {}
    const response = await fetch(to.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...secret },
      body: JSON.stringify(updates.deliver(entry)),
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`Wrong response from the webhook: ${response.status}`)
    await reply(text)
  }

  async function reply(text: string): Promise<void> {
    const json = parsed(text)
    if (!isObject(json) || typeof json.method !== 'string') return
    const { method, ...params } = json
    await replied(method, params)
  }

  return {
    set,
    current: () => hook,
    lastError: () => lastError,
    stop() {
      hook = undefined
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
export type Webhook = ReturnType<typeof createWebhook>

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
