/** Telegram through grammY: long polling, or a webhook when a secret is set. */
import { Api, Bot } from 'grammy'
import { bulkDelivery } from '../../chat/bulk-delivery.ts'
import type { Channel, Host } from '../../chat/channel.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { TelegramConfig } from '../../config.ts'
import type { storedJournal } from '../../platform/conversation/journal.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Logger } from '../../platform/observability/log.ts'
import type { Limiter } from '../../platform/rate-limit/limiter.ts'
import { createCommandMenus } from './commands.ts'
import { createConnection } from './connection.ts'
import { translated } from './errors.ts'
import { createFetchFile } from './files.ts'
import { TELEGRAM } from './inbound.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createOwedUpdates } from './owed.ts'
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
  journal: Pick<ReturnType<typeof storedJournal>, 'of'>
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
  const ending = new AbortController()
  const owed = createOwedUpdates({ journal: deps.journal.of(TELEGRAM), signal: ending.signal, log })
  let host: Host | undefined

  listen(bot, {
    host: () => host,
    fetchFile: createFetchFile({ api: bot.api, telegram, files, words, log }),
    show: createShow({ api: bot.api, outbox: answers, words }),
    owed,
    menus,
  })
  // Long polling keeps a call open for longer than any other call may take.
  const patient = new Api(telegram.token, { ...client, timeoutSeconds: 2 * CALL_TIMEOUT_SECONDS })
  const polling = createPolling(bot, patient, WANTED, log)
  const posted = createPostedUpdates(bot, log)
  const routes =
    telegram.mode === 'webhook'
      ? webhookRoutes(telegram.secret, () => (host && bot.isInited() ? posted.take : null))
      : null

  const connection = createConnection(async () => {
    // Not by `bot.init`, which tries for ever without a word.
    if (!bot.isInited()) bot.botInfo = await bot.api.getMe()
    if (host) await menus.forEveryone(host)
    await setWebhook(bot, telegram, publicUrl)
  }, log)

  return {
    name: TELEGRAM,
    forms: 'stepwise',
    ...(routes && { routes }),
    start: async given => {
      host = given
      await connection.open()
    },
    standing: () => (connection.standing() === 'ok' ? polling.standing() : connection.standing()),
    ...(telegram.mode === 'polling' && {
      lead: { begin: async () => polling.begin(connection.done), end: polling.end },
    }),
    ...bulkDelivery(bulk, translated),
    invite: code => (bot.isInited() ? `https://t.me/${bot.botInfo.username}?start=${code}` : null),
    takeOver: async () => {
      // An update needs to know who we are.
      if (bot.isInited()) await owed.takeOver(update => bot.handleUpdate(update))
    },
    stop: async () => {
      connection.close()
      ending.abort()
      await polling.end()
      const idle = posted.idle()
      host = undefined
      await idle
      await owed.idle()
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
