/** HTTP mode: only what Slack signed, lately, and as it came, gets in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sign } from '../../servers/slack/index.ts'
import { type Scripted, scripted, shows } from './scripted.ts'

let place: Scripted
beforeAll(async () => {
  place = await scripted({ mode: 'http' })
  place.says(() => shows('baik'))
})
afterAll(() => place.close())

const NOW = () => Math.floor(Date.now() / 1000)
const message = () =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T0REKAN001',
    event_id: `Ev${Math.random()}`,
    event: {
      type: 'message',
      channel_type: 'im',
      channel: 'D1',
      user: place.siti.id,
      text: 'ü halo',
      ts: '1.2',
    },
  })
const post = (body: string, headers: Record<string, string>, type = 'application/json') =>
  place.routes.request('/slack/events', {
    method: 'POST',
    body,
    headers: { 'content-type': type, ...headers },
  })
const heardAfter = async (answer: Promise<Response> | Response) => {
  const before = place.heard.length
  const { status } = await answer
  await place.slack.idle()
  return { status, heard: place.heard.length - before }
}

describe('the door', () => {
  it('lets in what is signed', async () => {
    const body = message()
    expect(await heardAfter(post(body, sign(body, place.slack.signingSecret)))).toEqual({
      status: 200,
      heard: 1,
    })
  })

  it.each<[string, (body: string) => Record<string, string>]>([
    ['nothing signed', () => ({})],
    ['another secret', body => sign(body, 'another-secret-of-somebody')],
    ['another body', () => sign('{}', place.slack.signingSecret)],
    ['a request of six minutes ago', body => sign(body, place.slack.signingSecret, NOW() - 360)],
    ['a request of the future', body => sign(body, place.slack.signingSecret, NOW() + 360)],
    [
      'a time that is no number',
      body => ({ ...sign(body, place.slack.signingSecret), 'x-slack-request-timestamp': 'x' }),
    ],
    [
      'a time left out',
      body => ({ 'x-slack-signature': sign(body, place.slack.signingSecret)['x-slack-signature'] }),
    ],
    [
      'an unknown version',
      body => ({ ...sign(body, place.slack.signingSecret), 'x-slack-signature': 'v1=00' }),
    ],
    [
      'half a signature',
      body => {
        const headers = sign(body, place.slack.signingSecret)
        return { ...headers, 'x-slack-signature': headers['x-slack-signature'].slice(0, 20) }
      },
    ],
  ])('refuses %s', async (_what, headers) => {
    const body = message()
    expect(await heardAfter(post(body, headers(body)))).toEqual({ status: 401, heard: 0 })
  })

  it('answers the question whether it is us', async () => {
    const body = JSON.stringify({ type: 'url_verification', token: 'x', challenge: 'abc' })
    const answer = await post(body, sign(body, place.slack.signingSecret))
    expect(await answer.json()).toEqual({ challenge: 'abc' })
  })

  it('is not confused by what is signed and no sense', async () => {
    for (const body of ['not json', '[]', '"x"', 'null', '{"type":"event_callback"}']) {
      const { status } = await post(body, sign(body, place.slack.signingSecret))
      expect(status).toBeLessThan(500)
    }
  })

  it('does not read without end', async () => {
    const body = 'x'.repeat(1_000_001)
    expect((await post(body, sign(body, place.slack.signingSecret))).status).toBe(413)
  })

  it('takes nothing new once it has ended', async () => {
    const last = await scripted({ mode: 'http' })
    await last.channel.stop()
    const body = message()
    const headers = { 'content-type': 'application/json', ...sign(body, last.slack.signingSecret) }
    const answer = await last.routes.request('/slack/events', { method: 'POST', body, headers })
    expect(answer.status).toBe(503)
    await last.close()
  })
})
