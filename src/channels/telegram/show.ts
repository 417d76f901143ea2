/** Shows what the router answered to an update: over the tapped message, as a new one, or as a toast. */
import type { Api, Context } from 'grammy'
import { type ChatResponse, Unreachable } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { Locale } from '../../chat/model.ts'
import { isTooOld, translated } from './errors.ts'
import { MAX_TEXT } from './html.ts'
import type { Outbox } from './outbox.ts'
import { replyIfPossible } from './reply.ts'
import { withRetry } from './retry.ts'

/** Telegram's own limit for the text of a toast (characters). */
const MAX_TOAST = 200
/** A longer toast is shown as an alert that has to be closed (characters). */
const MAX_BRIEF = 60

export interface ShowDeps {
  api: Api
  outbox: Outbox
  words: Words
}
export type Show = (ctx: Context, response: ChatResponse | null) => Promise<void>

export function createShow({ api, outbox, words }: ShowDeps): Show {
  async function showCard(
    ctx: Context,
    target: string,
    { card, locale, over }: Extract<ChatResponse, { kind: 'card' }>,
  ): Promise<void> {
    const tapped = ctx.callbackQuery?.message
    if (over && tapped && 'message_id' in tapped)
      await outbox.edit(String(tapped.chat.id), String(tapped.message_id), card, locale)
    else await outbox.send(target, card, locale)
  }

  /** The answer is private, but the person has never opened a private chat with the bot. */
  async function askToOpen(ctx: Context, locale: Locale): Promise<void> {
    if (ctx.chat && ctx.chat.type !== 'private')
      await replyIfPossible(ctx, words.say(text('telegram:openPrivate'), locale))
  }

  return async (ctx, response) => {
    const target = String(response?.where === 'private' ? ctx.from?.id : ctx.chat?.id)
    const toast = response?.kind === 'toast' ? words.say(response.text, response.locale) : undefined
    const fits = toast !== undefined && toast.length <= MAX_TOAST
    try {
      if (response?.kind === 'card') await withRetry(() => showCard(ctx, target, response))
      if (toast !== undefined && !(ctx.callbackQuery && fits))
        await withRetry(() => api.sendMessage(target, toast.slice(0, MAX_TEXT).toWellFormed()))
    } catch (error) {
      if (!(translated(error) instanceof Unreachable)) throw error
      await askToOpen(ctx, response?.locale ?? 'id')
    } finally {
      if (ctx.callbackQuery) await answerTap(ctx, fits ? toast : undefined)
    }
  }
}

/** Every tap is answered: until then Telegram shows a spinner on the button. */
async function answerTap(ctx: Context, toast: string | undefined): Promise<void> {
  try {
    await ctx.answerCallbackQuery(
      toast === undefined ? {} : { text: toast, show_alert: toast.length > MAX_BRIEF },
    )
  } catch (error) {
    if (!isTooOld(error)) throw error
  }
}
