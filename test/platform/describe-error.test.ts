/** What a log says of an error: enough to know what to do, and no word of anybody. */
import { GrammyError, HttpError } from 'grammy'
import { describe, expect, it } from 'vitest'
import { createActs } from '../../src/channels/slack/acts.ts'
import { createSlackApp } from '../../src/channels/slack/app.ts'
import { namedCalls } from '../../src/channels/slack/named-calls.ts'
import { describeError } from '../../src/platform/observability/describe-error.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { slackServer } from '../servers/slack/index.ts'

const telegram = (error_code: number, description: string) =>
  new GrammyError('failed', { ok: false, error_code, description }, 'sendMessage', { text: 'kata rahasia' })

describe('an error of Telegram', () => {
  it.each([
    [401, 'Unauthorized', 'Unauthorized'],
    [403, 'Forbidden: bot was blocked by the user', 'Forbidden: bot was blocked by the user'],
    [429, 'Too Many Requests: retry after 17', 'Too Many Requests: retry after 17'],
    [400, "Bad Request: can't parse entities: near Siti", "Bad Request: can't"],
    [400, 'Bad Request: Siti is unhappy', undefined],
  ])('%i %s', (code, description, said) => {
    const told = describeError(telegram(code, description))
    expect(told).toMatchObject({ type: 'GrammyError', platform: 'telegram', method: 'sendMessage', code })
    expect(told.said).toBe(said)
    expect(JSON.stringify(told)).not.toMatch(/Siti|rahasia/)
  })

  it('of the network says why', () => {
    const refused = Object.assign(new Error('connect to 10.0.0.1'), { code: 'ECONNREFUSED' })
    const told = describeError(new HttpError('Network request failed', refused))
    expect(told).toMatchObject({ platform: 'telegram', because: 'ECONNREFUSED' })
    expect(JSON.stringify(told)).not.toContain('10.0.0.1')
  })
})

it('an error of Slack says which method failed, and how', async () => {
  const slack = await slackServer()
  const log = createLog('silent')
  const journal = {
    take: async () => true,
    done: async () => {},
    release: async () => {},
    takeOver: async () => [],
  }
  const { botToken, appToken, apiUrl } = slack
  const { app } = createSlackApp(
    { mode: 'socket', botToken, appToken, apiUrl },
    createActs(journal, log),
    log,
  )
  const client = namedCalls(app.client)
  const failure = (fault: object) => {
    slack.failNext('chat.postMessage', fault)
    return client.chat.postMessage({ channel: 'C1', text: 'kata rahasia' }).then(describeError, describeError)
  }
  const both = { platform: 'slack', method: 'chat.postMessage' }
  expect(await failure({ description: 'token_revoked' })).toMatchObject({ ...both, said: 'token_revoked' })
  expect(await failure({ status: 503 })).toMatchObject({ ...both, code: 'slack_webapi_http_error' })
  const reset = await failure({ reset: true })
  expect(reset).toMatchObject({ ...both, code: 'slack_webapi_request_error' })
  expect(JSON.stringify(reset)).not.toContain('rahasia')
  await slack.close()
})

it('an error of anything else says its kind and place only', () => {
  const told = describeError(Object.assign(new TypeError('Siti has no name'), { code: 'with words in it' }))
  expect(told).toMatchObject({ type: 'TypeError' })
  expect(Object.keys(told)).toEqual(['type', 'at'])
})
