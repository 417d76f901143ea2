/** Puts cards into Telegram chats: a text, or a picture with its words below it. */
import type { Api } from 'grammy'
import type { Words } from '../../chat/i18n/words.ts'
import type { Card, FileRef, Locale } from '../../chat/model.ts'
import { hasNoText, isSettled, isTooOldToDelete } from './errors.ts'
import { cardHtml, filesOf, MAX_CAPTION, MAX_TEXT, plainLength } from './html.ts'
import { keyboard } from './keyboard.ts'
import type { Uploads } from './uploads.ts'

export function createOutbox(api: Api, words: Words, uploads: Uploads) {
  const markup = (card: Card, locale: Locale) => keyboard(card, words, locale)

  async function send(chat: string, card: Card, locale: Locale): Promise<string> {
    const { picture, documents } = filesOf(card)
    const shown = picture && (await sendPicture(chat, picture, card, locale))
    const messageId = shown ?? (await sendText(chat, card, locale))
    for (const document of documents) {
      const file = await uploads.open(document)
      if (file) await api.sendDocument(chat, file)
    }
    return messageId
  }

  async function sendText(chat: string, card: Card, locale: Locale): Promise<string> {
    const html = cardHtml(card, words, locale, MAX_TEXT)
    const options = {
      parse_mode: 'HTML' as const,
      reply_markup: markup(card, locale),
      link_preview_options: { is_disabled: true },
    }
    return idOf(await api.sendMessage(chat, html, options))
  }

  /** @returns null: the picture is kept no longer */
  async function sendPicture(
    chat: string,
    picture: FileRef,
    card: Card,
    locale: Locale,
  ): Promise<string | null> {
    // Words that do not fit under a picture follow it: buttons stand last, and all of the words can be changed.
    if (isLong(card, locale)) {
      const alone = await uploads.picture(picture, photo => api.sendPhoto(chat, photo))
      return alone && sendText(chat, card, locale)
    }
    const caption = cardHtml(card, words, locale, MAX_CAPTION)
    const options = { caption, parse_mode: 'HTML' as const, reply_markup: markup(card, locale) }
    const sent = await uploads.picture(picture, photo => api.sendPhoto(chat, photo, options))
    return sent && idOf(sent)
  }
  const isLong = (card: Card, locale: Locale) => plainLength(card, words, locale) > MAX_CAPTION

  async function edit(chat: string, messageId: string, card: Card, locale: Locale): Promise<void> {
    const { picture } = filesOf(card)
    const id = Number(messageId)
    const toPicture = async () => picture !== null && (await changePicture(chat, id, picture, card, locale))
    try {
      // Telegram lets a text become a picture, but not a picture a text.
      if (isLong(card, locale) || !(await toPicture())) await changeText(chat, id, card, locale)
    } catch (error) {
      if (!hasNoText(error)) {
        if (!isSettled(error)) throw error
      } else if (!(await toPicture())) await replace(chat, id, card, locale)
    }
  }

  async function changeText(chat: string, id: number, card: Card, locale: Locale): Promise<void> {
    const options = {
      parse_mode: 'HTML' as const,
      reply_markup: markup(card, locale),
      link_preview_options: { is_disabled: true },
    }
    await api.editMessageText(chat, id, cardHtml(card, words, locale), options)
  }

  async function changePicture(
    chat: string,
    id: number,
    picture: FileRef,
    card: Card,
    locale: Locale,
  ): Promise<boolean> {
    const caption = cardHtml(card, words, locale, MAX_CAPTION)
    const shown = { type: 'photo' as const, caption, parse_mode: 'HTML' as const }
    const options = { reply_markup: markup(card, locale) }
    const changed = await uploads.picture(picture, media =>
      api.editMessageMedia(chat, id, { ...shown, media }, options),
    )
    return changed !== null
  }

  /** The text takes the picture's place; whoever finds the picture gone already leaves it at that. */
  async function replace(chat: string, id: number, card: Card, locale: Locale): Promise<void> {
    try {
      await api.deleteMessage(chat, id)
    } catch (error) {
      if (isTooOldToDelete(error)) await changeCaption(chat, id, card, locale)
      else if (!isSettled(error)) throw error
      return
    }
    await sendText(chat, card, locale)
  }

  async function changeCaption(chat: string, id: number, card: Card, locale: Locale): Promise<void> {
    const caption = cardHtml(card, words, locale, MAX_CAPTION)
    await api.editMessageCaption(chat, id, {
      caption,
      parse_mode: 'HTML',
      reply_markup: markup(card, locale),
    })
  }

  return { send, edit }
}

const idOf = ({ message_id }: { message_id: number }) => String(message_id)
