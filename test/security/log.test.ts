/** Everything Rekan writes while people work and things go wrong, at its most talkative: no word of theirs, no secret. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { slackServer } from '../servers/slack/index.ts'
import { telegramServer } from '../servers/telegram/index.ts'
import { killAll, startRekan } from '../support/rekan-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekan-log-'))
const other = mkdtempSync(join(tmpdir(), 'rekan-log-'))
afterAll(async () => {
  await killAll()
  for (const one of [folder, other]) rmSync(one, { recursive: true, force: true })
})

it('the log holds no token, code, name or word of anybody', { timeout: 120_000 }, async () => {
  const telegram = await telegramServer()
  const rekan = await startRekan({
    DATA_DIR: folder,
    LOG_LEVEL: 'trace',
    METRICS_TOKEN: 'rahasia-metrik-0123456789',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
  })
  await expect.poll(() => rekan.said(), { timeout: 10_000 }).toMatch(/code \S+/)
  const code = /code (\S+)/.exec(rekan.said())?.[1] ?? ''
  const banner = rekan.said().length
  expect(code).not.toBe('')
  const siti = telegram.person({ firstName: 'Sitirahasia', username: 'siti_rahasia' })
  await siti.starts()
  await siti.sees(/./)
  await siti.writes('/mulai ZZZZZ-99999')
  await siti.sees(/./)
  telegram.failNext('sendMessage', {
    status: 400,
    description: 'Bad Request: Sitirahasia is unhappy',
    times: 1,
  })
  await siti.writes('kata-kata rahasia saya')
  telegram.failNext('sendMessage', { reset: true, times: 1 })
  await siti.writes('/bantuan')
  await siti.writes(`/mulai ${code}`)
  await siti.sees(/Administrator|pengelola|Bapak\/Ibu/, { within: 20_000 })
  await telegram.idle({ within: 20_000 })
  await rekan.end()
  const log = rekan.said().slice(banner)
  expect(log).toContain('"level":')
  const secret = telegram.token.split(':')[1] ?? ''
  for (const never of [
    secret,
    code,
    'ZZZZZ-99999',
    'rahasia-metrik',
    'Sitirahasia',
    'siti_rahasia',
    'kata-kata',
  ])
    expect(log).not.toContain(never)
  await telegram.close()
})

it('nor what Slack is told and says, while it stumbles', { timeout: 120_000 }, async () => {
  const slack = await slackServer()
  const rekan = await startRekan({
    DATA_DIR: other,
    LOG_LEVEL: 'trace',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  })
  await slack.connected()
  const banner = rekan.said().length
  const siti = slack.person('Sitirahasia', { email: 'siti.rahasia@contoh.go.id' })
  const worse = [{ description: 'fatal_error' }, { status: 503 }, { reset: true }, { retryAfter: 1 }]
  for (const fault of worse) {
    slack.failNext('chat.postMessage', fault)
    await siti.writes('kata-kata rahasia saya')
    await slack.idle({ within: 20_000 })
  }
  slack.failNext('response_url', { status: 500 })
  await siti.commands('/mulai ZZZZZ-99999')
  slack.dropSocket()
  await expect.poll(() => slack.connections(), { timeout: 20_000 }).toBeGreaterThan(1)
  await slack.idle({ within: 20_000 })
  await rekan.end()
  const log = rekan.said().slice(banner)
  expect(log).toContain('slack')
  for (const never of [slack.botToken, slack.appToken, 'ZZZZZ-99999', 'ahasia', siti.id])
    expect(log).not.toContain(never)
  await slack.close()
})
