/** Every rule has its planted sin: it must be refused, and remembered. Real Bolt's own client commits them. */
import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { slackServer } from './index.ts'
import {
  actions,
  block,
  button,
  call,
  client,
  input,
  type Json,
  line,
  modal,
  open,
  plain,
  type Sin,
  say,
  section,
  siti,
  slack,
  strict,
} from './sinner.ts'

strict()

it('what is right is let through', async () => {
  expect(await say({ text: 'A &amp; B &lt;b&gt; <@U123> <https://x.id|di sini>' })).toBe('ok')
  expect(await block(section([{ type: 'text', text: '<b>&*_' }]))).toBe('ok')
  expect(await open(modal({ blocks: [input(line)], submit: plain('Kirim') }))).toBe('ok')
  slack.assertClean()
})

const sins: Sin[] = [
  ['an unknown method', () => call('chat.shout', {}), /unknown_method|not known/],
  ['an unknown argument', () => say({ colour: 'red' }), /colour: unknown field/],
  ['a missing argument', () => call('chat.postMessage', { text: 'x' }), /channel: is missing/],
  ['nothing said', () => call('chat.postMessage', { channel: siti.id }), /no_text/],
  [
    'blocks without fallback',
    () => say({ text: '', blocks: [section([{ type: 'text', text: 'x' }])] }),
    /without text/,
  ],
  ['unescaped markup', () => say({ text: 'a < b' }), /unescaped/],
  ['an unescaped ampersand', () => say({ text: 'A & B' }), /unescaped/],
  ['a long text', () => say({ text: 'x'.repeat(40_001) }), /at most 40000/],
  [
    'fifty-one blocks',
    () => say({ blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) }),
    /51 items/,
  ],
  ['an unknown block', () => block({ type: 'banner' }), /unknown type "banner"/],
  ['an unknown field of a block', () => block({ type: 'divider', colour: 'red' }), /colour: unknown/],
  ['a long header', () => block({ type: 'header', text: plain('x'.repeat(151)) }), /at most 150/],
  [
    'a header with markup',
    () => block({ type: 'header', text: { type: 'mrkdwn', text: 'x' } }),
    /none of plain_text/,
  ],
  ['an empty text', () => block(section([{ type: 'text', text: '' }])), /at least 1/],
  ['a section of nothing', () => block(section([])), /0 items/],
  ['half an emoji', () => block(section([{ type: 'text', text: '👏'.slice(0, 1) }])), /surrogate/],
  ['a long section', () => block({ type: 'section', text: plain('x'.repeat(3001)) }), /at most 3000/],
  [
    'mrkdwn of people’s words',
    () => block({ type: 'section', text: { type: 'mrkdwn', text: '<b>' } }),
    /unescaped/,
  ],
  ['a long button', () => block(actions(button({ text: plain('x'.repeat(76)) }))), /at most 75/],
  ['a long value', () => block(actions(button({ value: 'x'.repeat(2001) }))), /at most 2000/],
  ['a long action id', () => block(actions(button({ action_id: 'x'.repeat(256) }))), /at most 255/],
  ['one action id twice', () => block(actions(button(), button())), /one action_id/],
  ['a tone of its own', () => block(actions(button({ style: 'warning' }))), /none of primary/],
  ['no buttons', () => block(actions()), /0 items/],
  [
    'twenty-six buttons',
    () => block(actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `a${i}` })))),
    /26 items/,
  ],
  [
    'a link that is none',
    () => block(actions(button({ url: 'javascript:alert(1)' }))),
    /not as it should be/,
  ],
  [
    'one block id twice',
    () =>
      say({
        blocks: [
          { type: 'divider', block_id: 'b' },
          { type: 'divider', block_id: 'b' },
        ],
      }),
    /one block_id/,
  ],
  [
    'a picture without words',
    () => block({ type: 'image', slack_file: { id: 'F1' } }),
    /alt_text: is missing/,
  ],
  [
    'a picture from two places',
    () => block({ type: 'image', alt_text: 'x', slack_file: { id: 'F' }, image_url: 'https://x.id' }),
    /either/,
  ],
  [
    'a picture that was never sent',
    () => block({ type: 'image', alt_text: 'x', slack_file: { id: 'F1' } }),
    /never completed/,
  ],
  [
    'a trigger that never was',
    () => call('views.open', { trigger_id: '1.2.3', view: modal() }),
    /invalid_trigger/,
  ],
  ['a scope that was not granted', () => call('users.info', { user: siti.id }), /needs users:read/],
  [
    'somebody else’s message changed',
    async () => {
      const { ts, channel } = slack.world.put(slack.world.imOf(siti.id).id, { user: siti.id })
      return call('chat.update', { channel, ts, text: 'x' })
    },
    /cant_update_message/,
  ],
  [
    'a file completed before it was sent',
    async () => {
      const { file_id: id } = await client.files.getUploadURLExternal({ filename: 'a.png', length: 3 })
      return call('files.completeUploadExternal', { files: [{ id }] })
    },
    /was not uploaded/,
  ],
]

describe('the server refuses and remembers', () => {
  it.each(sins)('%s', async (_what, commit, complaint) => {
    expect(await commit()).not.toBe('ok')
    expect(slack.violations.map(({ problem }) => problem).join('\n')).toMatch(complaint)
    expect(() => slack.assertClean()).toThrow('broke the rules of Slack')
  })

  it('a trigger used twice, and one that is older than three seconds', async () => {
    const trigger_id = slack.world.trigger(siti.id)
    expect(await call('views.open', { trigger_id, view: modal() })).toBe('ok')
    expect(await call('views.open', { trigger_id, view: modal() })).toBe('exchanged_trigger_id')
    const old = slack.world.trigger(siti.id)
    const known = slack.world.triggers.get(old)
    if (known) known.at -= 3001
    expect(await call('views.open', { trigger_id: old, view: modal() })).toBe('expired_trigger_id')
    expect(slack.violations).toHaveLength(2)
  })

  it('a response address used six times, with what it does not know, or after half an hour', async () => {
    const code = slack.world.response({ user: siti.id, channel: slack.world.imOf(siti.id).id })
    const url = slack.apiUrl.replace('/api/', `/response/${code}`)
    const answer = (body: Json) =>
      fetch(url, { method: 'POST', body: JSON.stringify(body) }).then(({ status }) => status)
    for (let turn = 0; turn < 4; turn += 1) expect(await answer({ text: 'x' })).toBe(200)
    expect(await answer({ text: 'x', colour: 'red' })).toBe(404)
    expect(await answer({ text: 'x' })).toBe(404)
    const known = slack.world.responses.get(code)
    if (known) Object.assign(known, { at: known.at - 31 * 60_000, uses: 0 })
    expect(await answer({ text: 'x' })).toBe(404)
    expect(slack.violations.map(({ problem }) => problem).join()).toMatch(
      /colour.*used 6 times.*expired_url/s,
    )
  })

  it('a wrong token, the app’s token for the bot’s work, and the bot’s for the app’s', async () => {
    const wrong = (token: string) =>
      new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
    await expect(wrong('xoxb-no').auth.test()).rejects.toThrow('invalid_auth')
    await expect(wrong(slack.appToken).auth.test()).rejects.toThrow('invalid_auth')
    await expect(wrong(slack.botToken).apps.connections.open()).rejects.toThrow('invalid_auth')
  })
})

describe('who does not answer in time, or answers nonsense, over the socket', () => {
  it('is remembered', async () => {
    const quiet = await slackServer()
    const socket = new WebSocket(quiet.apiUrl.replace('http', 'ws').replace('/api/', '/socket/x'))
    await new Promise(resolve => socket.once('open', resolve))
    const dewi = quiet.person('Dewi')
    await dewi.commands('/bantuan')
    expect(quiet.violations.map(({ problem }) => problem)).toEqual(['no ack within three seconds'])
    socket.send(JSON.stringify({ envelope_id: 'unknown' }))
    await expect.poll(() => quiet.violations.length).toBe(2)
    socket.close()
    await quiet.close()
  })

  it('and so is an answer to a modal that names no field of it', async () => {
    const odd = await slackServer()
    const dewi = odd.person('Dewi')
    const view = modal({ submit: plain('K'), blocks: [input({ ...line, initial_value: 'x' })] })
    const other = new WebClient(odd.botToken, { slackApiUrl: odd.apiUrl })
    await other.apiCall('views.open', { trigger_id: odd.world.trigger(dewi.id), view })
    odd.postTo({ fetch: () => Response.json({ response_action: 'errors', errors: { other: 'x' } }) })
    await dewi.submits()
    expect(odd.violations.map(({ problem }) => problem)).toEqual(['error for other: no such input'])
    await odd.close()
  })
})
