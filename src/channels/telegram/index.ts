/** Telegram through grammY: long polling, or a webhook when a secret is set. */
import { Api, Bot, type Context } from 'grammy'
import type { Message, Update } from 'grammy/types'
import { type Channel, type ChatResponse, type Host, Unreachable } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { FileRef, Locale } from '../../chat/model.ts'
import { oneAtATime } from '../../chat/one-at-a-time.ts'
import type { TelegramConfig } from '../../config.ts'
import { download } from '../../platform/files/download.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Logger } from '../../platform/observability/log.ts'
import type { Limiter } from '../../platform/rate-limit/limiter.ts'
import { createCommandMenus } from './commands.ts'
import { causeOf, isTooOld, translated } from './errors.ts'
import { MAX_TEXT } from './html.ts'
import { readUpdate, TELEGRAM } from './inbound.ts'
import { createOutbox } from './outbox.ts'
import { paced, telegramPacer } from './pace.ts'
import { patiently } from './patiently.ts'
import { createPolling } from './polling.ts'
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
/** Telegram's own limit for what a toast may say. */
const MAX_TOAST = 200
/** How long a call may take (seconds): after that its answer counts as lost. */
const CALL_WITHIN = 30
/** Largest file we take, and how long one that nobody asked for is kept (days). */
const MAX_FILE_BYTES = 10_000_000
const KEEP_DAYS = 30

export function telegramChannel({ telegram, publicUrl, words, files, limiter, log }: TelegramDeps): Channel {
  const client = { apiRoot: telegram.apiRoot, timeoutSeconds: CALL_WITHIN }
  const bot = new Bot(telegram.token, { client })
  const pacer = telegramPacer(limiter)
  bot.api.config.use(paced(pacer, limiter, { urgent: true }))
  const uploads = createUploads(files)
  const answers = createOutbox(bot.api, words, uploads)
  /** What nobody waits for goes through a door of its own, behind every answer. */
  const outbox = (beforeSend?: () => Promise<void>) => {
    const api = new Api(telegram.token, client)
    api.config.use(paced(pacer, limiter, { urgent: false, beforeSend }))
    return createOutbox(api, words, uploads)
  }
  const menus = createCommandMenus(bot.api, words)
  let host: Host | undefined
  const patient = new Api(telegram.token, { ...client, timeoutSeconds: 2 * CALL_WITHIN })
  const polling = createPolling(bot, patient, WANTED, log)
  /** Updates that were posted to us and are still worked on. */
  const running = new Set<Promise<void>>()
  const inTurn = oneAtATime()

  // People do not wait for each other; what one person does is answered in its order.
  bot.use(ctx => inTurn(String(ctx.from?.id ?? ctx.chat?.id), () => answer(ctx)))

  async function answer(ctx: Context): Promise<void> {
    const taking = host
    if (!taking) return
    await noticeBlocking(ctx, taking)
    const inbound = await readUpdate(ctx, message => fetchFile(ctx, message))
    const shown = inbound && (await taking.route(inbound))
    await show(ctx, shown).finally(() => inbound && taking.answered(inbound.key))
    if (inbound?.act.kind === 'command' && inbound.act.name === 'mulai')
      await menus.forPerson(taking, inbound.from)
  }

  async function show(ctx: Context, shown: ChatResponse | null): Promise<void> {
    const target = String(shown?.where === 'private' ? ctx.from?.id : ctx.chat?.id)
    const toast = shown?.kind === 'toast' ? words.say(shown.text, shown.locale) : undefined
    const fits = toast !== undefined && toast.length <= MAX_TOAST
    try {
      if (shown?.kind === 'card') await patiently(() => showCard(ctx, target, shown))
      if (toast !== undefined && !(ctx.callbackQuery && fits))
        await patiently(() => bot.api.sendMessage(target, toast.slice(0, MAX_TEXT).toWellFormed()))
    } catch (error) {
      if (!(translated(error) instanceof Unreachable)) throw error
      await askToOpen(ctx, shown?.locale ?? 'id')
    } finally {
      if (ctx.callbackQuery) await answerTap(ctx, fits ? toast : undefined)
    }
  }

  async function showCard(
    ctx: Context,
    target: string,
    { card, locale, over }: Extract<ChatResponse, { kind: 'card' }>,
  ) {
    const tapped = ctx.callbackQuery?.message
    if (over && tapped && 'message_id' in tapped)
      await answers.edit(String(tapped.chat.id), String(tapped.message_id), card, locale)
    else await answers.send(target, card, locale)
  }

  /** A tap is always answered, or the person looks at a turning wheel. */
  async function answerTap(ctx: Context, said: string | undefined): Promise<void> {
    try {
      await ctx.answerCallbackQuery(said === undefined ? {} : { text: said, show_alert: said.length > 60 })
    } catch (error) {
      if (!isTooOld(error)) throw error
    }
  }

  /** The answer is private, and the person has never opened a private chat with us. */
  async function askToOpen(ctx: Context, locale: Locale): Promise<void> {
    if (ctx.chat && ctx.chat.type !== 'private')
      await regret(ctx, words.say(text('telegram:openPrivate'), locale))
  }

  async function fetchFile(ctx: Context, message: Message): Promise<FileRef | null> {
    const document = message.document
    const sent = document ?? message.photo?.at(-1)
    if (!sent) return null
    const about = { name: document?.file_name ?? 'foto.jpg', mime: document?.mime_type ?? 'image/jpeg' }
    const kept = await keep(sent, about).catch(error => {
      log.error({ err: causeOf(error) }, 'a file could not be taken')
      return 'fileLost' as const
    })
    if (typeof kept !== 'string') return kept
    const why = kept === 'tooLarge' ? text('telegram:tooLarge') : text('telegram:fileLost')
    await regret(ctx, words.say(why, 'id'))
    return null
  }

  async function keep(
    { file_id, file_size = 0 }: { file_id: string; file_size?: number },
    about: { name: string; mime: string },
  ): Promise<FileRef | 'tooLarge'> {
    if (file_size > MAX_FILE_BYTES) return 'tooLarge'
    const { file_path: path } = await patiently(() => bot.api.getFile(file_id))
    const from = `${telegram.apiRoot}/file/bot${telegram.token}/${path}`
    const bytes = await download(from, { maxBytes: MAX_FILE_BYTES })
    return bytes ? files.put({ ...about, bytes }, KEEP_DAYS) : 'tooLarge'
  }

  async function posted(update: Update): Promise<void> {
    const work = bot.handleUpdate(update).catch(error => {
      log.error({ err: causeOf(error), update: update.update_id }, 'telegram update failed')
      throw error
    })
    running.add(work)
    await work.finally(() => running.delete(work))
  }

  const routes =
    telegram.mode === 'webhook' ? webhookRoutes(telegram.secret, () => (host ? posted : null)) : null
  return {
    name: TELEGRAM,
    forms: 'stepwise',
    ...(routes && { routes }),
    start: async given => {
      host = given
      await bot.init()
      await menus.forEveryone(given)
      if (telegram.mode === 'webhook') {
        const options = { secret_token: telegram.secret, allowed_updates: WANTED }
        await bot.api.setWebhook(`${publicUrl}${WEBHOOK}`, options)
      } else {
        await bot.api.deleteWebhook()
      }
    },
    ...(telegram.mode === 'polling' && { lead: polling }),
    send: async (to, card, locale, beforeSend) => {
      try {
        return { messageId: await outbox(beforeSend).send(to.id, card, locale) }
      } catch (error) {
        throw translated(error)
      }
    },
    edit: async (to, { messageId }, card, locale) => {
      try {
        await outbox().edit(to.id, messageId, card, locale)
      } catch (error) {
        throw translated(error)
      }
    },
    invite: code => `https://t.me/${bot.botInfo.username}?start=${code}`,
    stop: async () => {
      await polling.end()
      const last = [...running]
      host = undefined
      await Promise.allSettled(last)
    },
  }
}

/** Said where it happened; where we may not speak at all, there is nothing more to do. */
async function regret(ctx: Context, why: string): Promise<void> {
  try {
    await patiently(() => ctx.reply(why))
  } catch (error) {
    if (!(translated(error) instanceof Unreachable)) throw error
  }
}

/** Whoever blocks the bot, or lets it in again, tells us so; a group that grew keeps its unit. */
async function noticeBlocking({ myChatMember: change, message }: Context, host: Host): Promise<void> {
  if (change?.chat.type === 'private') {
    const address = { channel: TELEGRAM, id: String(change.chat.id) }
    await (change.new_chat_member.status === 'kicked' ? host.gone(address) : host.back(address))
  }
  if (message?.migrate_to_chat_id !== undefined) {
    const at = (id: number) => ({ channel: TELEGRAM, id: String(id) })
    await host.moved(at(message.chat.id), at(message.migrate_to_chat_id))
  }
}
