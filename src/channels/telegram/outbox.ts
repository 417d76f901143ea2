/** Puts cards into Telegram chats: a text, or a picture with its words below it. */
import { type Api, InputFile } from 'grammy'
import type { Card, FileRef, Locale } from '../../chat/model.ts'
import type { Words } from '../../chat/words.ts'
import type { Files } from '../../platform/files.ts'
import { isSettled } from './errors.ts'
import { cardHtml, filesOf, MAX_CAPTION, MAX_TEXT, plainLength } from './html.ts'
import { keyboard } from './keyboard.ts'

/** A sent message is named by its id; one with a picture by `p` and its id, for it is changed another way. */
const PICTURE = 'p'
export const messageIdOf = (message: { message_id: number; photo?: unknown }) =>
  `${message.photo ? PICTURE : ''}${message.message_id}`
const numberOf = (messageId: string) => Number(messageId.replace(PICTURE, ''))

export function createOutbox(api: Api, words: Words, files: Files) {
  async function bytes(file: FileRef): Promise<InputFile | null> {
    const stored = await files.open(file.id)
    return stored && new InputFile(stored.bytes, file.name)
  }
  const markup = (card: Card, locale: Locale) => keyboard(card, words, locale)

  async function send(chat: string, card: Card, locale: Locale): Promise<string> {
    const { picture, documents } = filesOf(card)
    const photo = picture && (await bytes(picture))
    const messageId = photo
      ? await sendPicture(chat, photo, card, locale)
      : await sendText(chat, card, locale)
    for (const document of documents) {
      const file = await bytes(document)
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
    return messageIdOf(await api.sendMessage(chat, html, options))
  }

  async function sendPicture(chat: string, photo: InputFile, card: Card, locale: Locale): Promise<string> {
    // Words that do not fit under a picture go before it, so that the buttons stand last.
    const long = plainLength(card, words, locale) > MAX_CAPTION
    if (long) await api.sendMessage(chat, cardHtml(card, words, locale), { parse_mode: 'HTML' })
    const caption = long
      ? {}
      : { caption: cardHtml(card, words, locale, MAX_CAPTION), parse_mode: 'HTML' as const }
    return messageIdOf(await api.sendPhoto(chat, photo, { ...caption, reply_markup: markup(card, locale) }))
  }

  async function edit(chat: string, messageId: string, card: Card, locale: Locale): Promise<void> {
    const { picture } = filesOf(card)
    const photo = picture && (await bytes(picture))
    const wasPicture = messageId.startsWith(PICTURE)
    try {
      if (Boolean(photo) !== wasPicture) await replace(chat, messageId, card, locale)
      else if (photo) await changePicture(chat, messageId, photo, card, locale)
      else await changeText(chat, messageId, card, locale)
    } catch (error) {
      if (!isSettled(error)) throw error
    }
  }

  async function changeText(chat: string, messageId: string, card: Card, locale: Locale): Promise<void> {
    const options = {
      parse_mode: 'HTML' as const,
      reply_markup: markup(card, locale),
      link_preview_options: { is_disabled: true },
    }
    await api.editMessageText(chat, numberOf(messageId), cardHtml(card, words, locale), options)
  }

  async function changePicture(
    chat: string,
    messageId: string,
    photo: InputFile,
    card: Card,
    locale: Locale,
  ): Promise<void> {
    const caption = cardHtml(card, words, locale, MAX_CAPTION)
    const media = { type: 'photo' as const, media: photo, caption, parse_mode: 'HTML' as const }
    await api.editMessageMedia(chat, numberOf(messageId), media, { reply_markup: markup(card, locale) })
  }

  /** A text cannot become a picture: the new one takes its place. */
  async function replace(chat: string, messageId: string, card: Card, locale: Locale): Promise<void> {
    await send(chat, card, locale)
    await api.deleteMessage(chat, numberOf(messageId))
  }

  return { send, edit }
}
