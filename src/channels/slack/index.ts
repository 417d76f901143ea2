/** Slack through Bolt: Socket Mode, or HTTP with signed requests. */
import { bulkDelivery } from '../../chat/bulk-delivery.ts'
import type { Channel, Host } from '../../chat/channel.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { SlackConfig } from '../../config.ts'
import type { storedJournal } from '../../platform/conversation/journal.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Logger } from '../../platform/observability/log.ts'
import type { Limiter } from '../../platform/rate-limit/limiter.ts'
import { createActs } from './acts.ts'
import { createSlackApp } from './app.ts'
import { createConnection } from './connection.ts'
import { createFetchFile } from './download.ts'
import { emailReader } from './email.ts'
import { translated } from './errors.ts'
import { SLACK } from './inbound.ts'
import { listen } from './listeners.ts'
import { namedCalls } from './named-calls.ts'
import { createOutbox } from './outbox.ts'
import { createOwed } from './owed.ts'
import { createRateLimits } from './rate-limits.ts'
import { createUploads } from './uploads.ts'

export interface SlackDeps {
  slack: SlackConfig
  linkByEmail?: boolean
  words: Words
  files: Files
  limiter: Limiter
  journal: Pick<ReturnType<typeof storedJournal>, 'of'>
  log: Logger
}

export function slackChannel(deps: SlackDeps): Channel {
  const { slack, linkByEmail = false, words, files, limiter, journal, log } = deps
  const acts = createActs(journal.of(SLACK), log)
  const { app, routes } = createSlackApp(slack, acts, log)
  const client = namedCalls(app.client)
  const uploads = createUploads(client, files)
  const rateLimits = createRateLimits(limiter)
  const answers = createOutbox(client, words, uploads, rateLimits.answer)
  /** Messages that nobody waits for: sent behind every answer. */
  const bulk = (beforeSend?: () => Promise<void>, yields = false) => {
    const outbox = createOutbox(client, words, uploads, rateLimits.bulk(beforeSend, yields))
    // Slack's message ids name their channel.
    return {
      send: outbox.send,
      edit: (_address: string, ...message: Parameters<typeof outbox.edit>) => outbox.edit(...message),
    }
  }
  const connection = createConnection(app, log)
  const ending = new AbortController()
  let host: Host | undefined

  listen(app, {
    route: async inbound => (await host?.route(inbound)) ?? null,
    answered: async key => host?.answered(key),
    owed: createOwed(ending.signal, log),
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
    ...(linkByEmail && { verifiedEmail: emailReader(client) }),
    start: async given => {
      host = given
      await connection.open()
    },
    standing: connection.standing,
    takeOver: acts.takeOver,
    ...bulkDelivery(bulk, translated),
    stop: async () => {
      await connection.close()
      ending.abort()
      await acts.idle()
      host = undefined
    },
  }
}
