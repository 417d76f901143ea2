/** Bolt's App with the receiver the configuration asks for: Socket Mode, or HTTP with signed requests. */
import { App } from '@slack/bolt'
import type { Hono } from 'hono'
import type { SlackConfig } from '../../config.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/observability/log.ts'
import type { Acts } from './acts.ts'
import { boltLogger } from './log.ts'
import { honoReceiver } from './receiver.ts'
import { socketReceiver } from './socket.ts'

/** How long a call to Slack may take (milliseconds). */
const CALL_TIMEOUT_MS = 10_000

export interface SlackApp {
  app: App
  /** Where Slack posts to; `null` in Socket Mode. */
  routes: Hono | null
}

export function createSlackApp(slack: SlackConfig, acts: Acts, log: Logger): SlackApp {
  const http = slack.mode === 'http' ? honoReceiver(slack.signingSecret, systemClock) : null
  const receiver =
    slack.mode === 'socket'
      ? socketReceiver({ appToken: slack.appToken, apiUrl: slack.apiUrl, log })
      : http?.receiver
  const app = new App({
    token: slack.botToken,
    ...(receiver && { receiver: acts.over(receiver) }),
    // The queue waits and retries, because it remembers across restarts; Bolt's own retries would not.
    clientOptions: {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: CALL_TIMEOUT_MS,
    },
    logger: boltLogger(log),
    deferInitialization: true,
    ignoreSelf: true,
    extendedErrorHandler: true,
  })
  app.error(async ({ error, body }: { error: Error; body: object }) => {
    // Bolt hands over what a listener threw within an error of its own.
    const thrown = 'original' in error ? error.original : error
    if (!acts.putOff(thrown, body)) log.error({ err: thrown }, 'slack listener failed')
  })
  return { app, routes: http?.routes ?? null }
}
