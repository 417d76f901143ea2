/** Telegram through grammY: long polling, or a webhook when a secret is set. */
import { Api, Bot } from 'grammy'
import { bulkDelivery } from '../../chat/bulk-delivery.ts'
import type { Channel, Host } from '../../chat/channel.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { TelegramConfig } from '../../config.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Logger } from '../../platform/observability/log.ts'
import type { Limiter } from '../../platform/rate-limit/limiter.ts'
import { createCommandMenus } from './commands.ts'
import { translated } from './errors.ts'
import { createFetchFile } from './files.ts'
import { TELEGRAM } from './inbound.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createPolling } from './polling.ts'
import { createTelegramQueue, rateLimited } from './rate-limits.ts'
import { createShow } from './show.ts'
import { createPostedUpdates, listen } from './updates.ts'
import { createUploads } from './uploads.ts'
import { WEBHOOK, webhookRoutes } from './webhook.ts'

export interface TelegramDeps {
  telegram: TelegramConfig
  publicUrl: string | null
  words: Words
  files: Files
  limiter: Limiter
  log: Logger
}

const WANTED = ['message', 'callback_query', 'my_chat_member'] as const
/** How long a call may take (seconds): after that its answer counts as lost. */
const CALL_TIMEOUT_SECONDS = 30

export function telegramChannel(deps: TelegramDeps): Channel {
  const { telegram, publicUrl, words, files, log } = deps
  const client = { apiRoot: telegram.apiRoot, timeoutSeconds: CALL_TIMEOUT_SECONDS }
  const bot = new Bot(telegram.token, { client })
  const { answers, bulk } = createOutboxes(bot, client, deps)
  const menus = createCommandMenus(bot.api, words)
  let host: Host | undefined

  listen(bot, {
    host: () => host,
    fetchFile: createFetchFile({ api: bot.api, telegram, files, words, log }),
    show: createShow({ api: bot.api, outbox: answers, words }),
    menus,
  })
  // Long polling keeps a call open for longer than any other call may take.
  const patient = new Api(telegram.token, { ...client, timeoutSeconds: 2 * CALL_TIMEOUT_SECONDS })
  const polling = createPolling(bot, patient, WANTED, log)
  const posted = createPostedUpdates(bot, log)
  const routes =
    telegram.mode === 'webhook' ? webhookRoutes(telegram.secret, () => (host ? posted.take : null)) : null

  return {
    name: TELEGRAM,
    forms: 'stepwise',
    ...(routes && { routes }),
    start: async given => {
      host = given
      await bot.init()
      await menus.forEveryone(given)
      await setWebhook(bot, telegram, publicUrl)
    },
    ...(telegram.mode === 'polling' && { lead: polling }),
    ...bulkDelivery(bulk, translated),
    invite: code => `https://t.me/${bot.botInfo.username}?start=${code}`,
    stop: async () => {
      await polling.end()
      const idle = posted.idle()
      host = undefined
      await idle
    },
  }
}

async function setWebhook(bot: Bot, telegram: TelegramConfig, publicUrl: string | null): Promise<void> {
  if (telegram.mode !== 'webhook') return void (await bot.api.deleteWebhook())
  const options = { secret_token: telegram.secret, allowed_updates: WANTED }
  await bot.api.setWebhook(`${publicUrl}${WEBHOOK}`, options)
}

/** Answers go by the bot's own client; bulk messages by a second one with lower priority. */
function createOutboxes(
  bot: Bot,
  client: ConstructorParameters<typeof Api>[1],
  { telegram, words, files, limiter }: TelegramDeps,
) {
  const queue = createTelegramQueue(limiter)
  const uploads = createUploads(files)
  bot.api.config.use(rateLimited({ queue, limiter, urgent: true }))
  return {
    answers: createOutbox(bot.api, words, uploads),
    /** A client for each message, because `beforeSend` belongs to one. */
    bulk: (beforeSend?: () => Promise<void>): Outbox => {
      const api = new Api(telegram.token, client)
      api.config.use(rateLimited({ queue, limiter, urgent: false, beforeSend }))
      return createOutbox(api, words, uploads)
    },
  }
}
