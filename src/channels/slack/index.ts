/** Slack through Bolt: Socket Mode, or HTTP with signed requests. */
import { bulkDelivery } from '../../chat/bulk-delivery.ts'
import type { Channel, ChatResponse, Host, Inbound } from '../../chat/channel.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { SlackConfig } from '../../config.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Logger } from '../../platform/observability/log.ts'
import type { Limiter } from '../../platform/rate-limit/limiter.ts'
import { createSlackApp } from './app.ts'
import { createConnection } from './connection.ts'
import { createFetchFile } from './download.ts'
import { emailReader } from './email.ts'
import { translated } from './errors.ts'
import { SLACK } from './inbound.ts'
import { listen } from './listeners.ts'
import { createOutbox } from './outbox.ts'
import { createRateLimits } from './rate-limits.ts'

export interface SlackDeps {
  slack: SlackConfig
  linkByEmail?: boolean
  words: Words
  files: Files
  limiter: Limiter
  log: Logger
}

export function slackChannel({ slack, linkByEmail = false, words, files, limiter, log }: SlackDeps): Channel {
  const { app, routes, idle } = createSlackApp(slack, log)
  const rateLimits = createRateLimits(limiter)
  const answers = createOutbox(app.client, words, files, rateLimits.answer)
  /** Messages that nobody waits for: sent behind every answer. */
  const bulk = (beforeSend?: () => Promise<void>) => {
    const outbox = createOutbox(app.client, words, files, rateLimits.bulk(beforeSend))
    // Slack's message ids name their channel.
    return {
      send: outbox.send,
      edit: (_address: string, ...message: Parameters<typeof outbox.edit>) => outbox.edit(...message),
    }
  }
  const connection = createConnection(app, log)
  let host: Host | undefined

  listen(app, {
    route: inbound => route(host, inbound),
    outbox: answers,
    words,
    fetchFile: createFetchFile(slack, files),
    host: () => host,
    log,
  })

  return {
    name: SLACK,
    forms: 'whole',
    ...(routes && { routes }),
    ...(linkByEmail && { verifiedEmail: emailReader(app.client) }),
    start: async given => {
      host = given
      await connection.open()
    },
    ...bulkDelivery(bulk, translated),
    stop: async () => {
      await connection.close()
      await idle()
      host = undefined
    },
  }
}

/**
 * Asks the router; its answer is shown by the listener that asked. The act counts as answered before that: Slack
 * was acknowledged already and never sends it again, so keeping it open until the answer is shown gains nothing.
 */
async function route(host: Host | undefined, inbound: Inbound): Promise<ChatResponse | null> {
  const response = (await host?.route(inbound)) ?? null
  await host?.answered(inbound.key)
  return response
}
