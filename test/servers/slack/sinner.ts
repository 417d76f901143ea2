/** A careless app before the strict server: real Slack's own client, with whatever is wrong in it. */
import { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type SlackServer, slackServer } from './index.ts'

export type Json = Record<string, unknown>
export type Sin = [what: string, commit: () => Promise<string>, complaint: RegExp]

export let slack: SlackServer
export let client: WebClient
export let siti: ReturnType<SlackServer['person']>

/** For one file: one process runs several of them, and each closes its own. */
export function strict(): void {
  beforeAll(async () => {
    slack = await slackServer({ scopes: ['chat:write', 'files:write', 'commands', 'im:history'] })
    client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
    siti = slack.person('Siti')
  })
  afterAll(() => slack.close())
  beforeEach(() => void slack.violations.splice(0))
}

/** @returns `ok`, or what Slack calls the error */
export const call = (method: string, args: Json) =>
  client.apiCall(method, args).then(
    () => 'ok',
    error => String(error.data?.error ?? error.message),
  )
export const say = (more: Json) => call('chat.postMessage', { channel: siti.id, text: 'Halo', ...more })
export const block = (one: Json) => say({ blocks: [one] })
export const plain = (text: string) => ({ type: 'plain_text', text })
export const section = (elements: unknown[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})
export const button = (more: Json = {}) => ({
  type: 'button',
  action_id: 'a',
  text: plain('Ya'),
  value: 'v',
  ...more,
})
export const actions = (...elements: Json[]) => ({ type: 'actions', elements })
export const option = (value: string) => ({ text: plain(value), value })
export const input = (element: Json, more: Json = {}) => ({
  type: 'input',
  block_id: 'b',
  label: plain('Nama'),
  element,
  ...more,
})
export const line = { type: 'plain_text_input', action_id: 'x' }
export const modal = (more: Json = {}) => ({ type: 'modal', title: plain('Rekan'), blocks: [], ...more })

/** Sends a view with a trigger that is good. */
export const open = (view: Json) => call('views.open', { trigger_id: slack.world.trigger(siti.id), view })
