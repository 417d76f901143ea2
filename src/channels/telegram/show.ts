/** Shows what the router answered to an update: over the tapped message, as a new one, or as a toast. */
import type { Api, Context } from 'grammy'
import { type ChatResponse, Refused, Unreachable } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { Locale } from '../../chat/model.ts'
import { isTooOld, ofAnswer } from './errors.ts'
import { MAX_TEXT } from './html.ts'
import type { Outbox } from './outbox.ts'
import { replyIfPossible } from './reply.ts'

/** Telegram's own limit for the text of a toast (characters). */
const MAX_TOAST = 200
/** A longer toast is shown as an alert that has to be closed (characters). */
const MAX_BRIEF = 60
/** So often an answer fails where it belongs before it comes as a message. */
const TRIES_IN_PLACE = 3

export interface ShowDeps {
  api: Api
  outbox: Outbox
  words: Words
}
/**
 * @returns one try to show it, to be called until it succeeds
 * @throws in the terms of `Channel.send`
 */
export type Show = (ctx: Context, response: ChatResponse | null) => () => Promise<void>

export function createShow({ api, outbox, words }: ShowDeps): Show {
  type CardResponse = Extract<ChatResponse, { kind: 'card' }>

  async function showCard(ctx: Context, inPlace: boolean, response: CardResponse): Promise<void> {
    const { card, locale, over } = response
    const tapped = ctx.callbackQuery?.message
    if (over && inPlace && tapped && 'message_id' in tapped)
      await outbox.edit(String(tapped.chat.id), String(tapped.message_id), card, locale)
    else await outbox.send(targetOf(ctx, response), card, locale)
  }

  /** The answer is private, but the person has never opened a private chat with the bot. */
  async function askToOpen(ctx: Context, locale: Locale): Promise<void> {
    if (ctx.chat && ctx.chat.type !== 'private')
      await replyIfPossible(ctx, words.say(text('telegram:openPrivate'), locale))
  }

  /** @returns whether it was said as a toast, which ends the tap */
  async function showText(
    ctx: Context,
    inPlace: boolean,
    response: Extract<ChatResponse, { kind: 'toast' }>,
  ): Promise<boolean> {
    const said = words.say(response.text, response.locale)
    if (ctx.callbackQuery && inPlace && said.length <= MAX_TOAST && (await answerTap(ctx, said))) return true
    await api.sendMessage(targetOf(ctx, response), said.slice(0, MAX_TEXT).toWellFormed())
    return false
  }

  async function place(ctx: Context, response: ChatResponse | null, inPlace: boolean): Promise<boolean> {
    try {
      if (response?.kind === 'card') await showCard(ctx, inPlace, response)
      return response?.kind === 'toast' && (await showText(ctx, inPlace, response))
    } catch (error) {
      const known = ofAnswer(error)
      if (!(known instanceof Unreachable)) throw known
      await askToOpen(ctx, response?.locale ?? 'id')
      return false
    }
  }

  return (ctx, response) => {
    let failures = 0
    let shown = false
    /** Every tap is answered: until then Telegram shows a spinner on the button. */
    let tapped = ctx.callbackQuery === undefined
    const spinnerEnds = async () => {
      if (!tapped) await answerTap(ctx, undefined)
      tapped = true
    }
    return async () => {
      const inPlace = failures < TRIES_IN_PLACE
      try {
        if (!shown) tapped = (await place(ctx, response, inPlace)) || tapped
        shown = true
      } catch (error) {
        failures = error instanceof Refused && inPlace ? TRIES_IN_PLACE : failures + 1
        await spinnerEnds().catch(() => {})
        // It does not fit there and never will: the next try is a message.
        throw error instanceof Refused && inPlace ? new Error(error.message) : error
      }
      await spinnerEnds()
    }
  }
}

const targetOf = (ctx: Context, response: ChatResponse) =>
  String(response.where === 'private' ? ctx.from?.id : ctx.chat?.id)

/** @returns false when the tap was too long ago for an answer of its own */
async function answerTap(ctx: Context, toast: string | undefined): Promise<boolean> {
  try {
    await ctx.answerCallbackQuery(
      toast === undefined ? {} : { text: toast, show_alert: toast.length > MAX_BRIEF },
    )
    return true
  } catch (error) {
    if (!isTooOld(error)) throw error
    return false
  }
}
