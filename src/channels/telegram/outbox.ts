/** Puts cards into Telegram chats: a text, or a picture with its words below it. */
import type { Api } from 'grammy'
import { AnswerLost } from '../../chat/channel.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { Card, FileRef, Locale } from '../../chat/model.ts'
import { hasNoText, isGone, isSettled, isTooOldToDelete } from './errors.ts'
import { cardHtml, filesOf, MAX_CAPTION, MAX_TEXT, plainLength } from './html.ts'
import { keyboard } from './keyboard.ts'
import type { Uploads } from './uploads.ts'

export interface Outbox {
  /** @returns id of the message with the buttons */
  send(chat: string, card: Card, locale: Locale): Promise<string>
  edit(chat: string, messageId: string, card: Card, locale: Locale): Promise<void>
}
interface OutboxDeps {
  api: Api
  words: Words
  uploads: Uploads
}

export function createOutbox(api: Api, words: Words, uploads: Uploads): Outbox {
  const deps = { api, words, uploads }
  const { send, sendText, sendDocuments } = createSending(deps)
  const change = createEditing(deps, sendText)
  return {
    send,
    edit: async (chat, messageId, card, locale) => {
      const { documents } = filesOf(card)
      if (await change(chat, messageId, card, locale)) await sendDocuments(chat, messageId, documents)
    },
  }
}

function createSending({ api, words, uploads }: OutboxDeps) {
  async function send(chat: string, card: Card, locale: Locale): Promise<string> {
    const { picture, documents } = filesOf(card)
    const sent = picture && (await sendPicture(chat, picture, card, locale))
    const messageId = sent ?? (await sendText(chat, card, locale))
    try {
      await sendDocuments(chat, messageId, documents)
    } catch {
      // The message is posted: whether to send it all once more is decided where lost answers are counted.
      throw new AnswerLost()
    }
    return messageId
  }

  /** Those that do not stand beside the message yet. */
  async function sendDocuments(
    chat: string,
    messageId: string,
    documents: readonly FileRef[],
  ): Promise<void> {
    const message = `${chat}:${messageId}`
    for (const document of uploads.beside.missing(message, documents)) {
      const file = await uploads.open(document)
      if (file) await api.sendDocument(chat, file)
      uploads.beside.sent(message, [document])
    }
  }

  async function sendText(chat: string, card: Card, locale: Locale): Promise<string> {
    return idOf(
      await api.sendMessage(chat, cardHtml(card, words, locale, MAX_TEXT), textOptions(card, words, locale)),
    )
  }

  /** @returns null: the picture is kept no longer */
  async function sendPicture(
    chat: string,
    picture: FileRef,
    card: Card,
    locale: Locale,
  ): Promise<string | null> {
    // A text too long for a caption follows the picture: buttons stand last, and the whole text can be edited.
    if (isLong(card, words, locale)) {
      const alone = await uploads.picture(picture, photo => api.sendPhoto(chat, photo))
      return alone && sendText(chat, card, locale)
    }
    const options = captionOptions(card, words, locale)
    const sent = await uploads.picture(picture, photo => api.sendPhoto(chat, photo, options))
    return sent && idOf(sent)
  }

  return { send, sendText, sendDocuments }
}

/** @returns false: the message is there no longer */
type Change = (...message: Parameters<Outbox['edit']>) => Promise<boolean>

function createEditing({ api, words, uploads }: OutboxDeps, sendText: Outbox['send']): Change {
  async function changeText(chat: string, id: number, card: Card, locale: Locale): Promise<void> {
    await api.editMessageText(chat, id, cardHtml(card, words, locale), textOptions(card, words, locale))
  }

  /** @returns false: the picture is kept no longer */
  async function changePicture(
    chat: string,
    id: number,
    picture: FileRef,
    card: Card,
    locale: Locale,
  ): Promise<boolean> {
    const { caption, parse_mode, reply_markup } = captionOptions(card, words, locale)
    const changed = await uploads.picture(picture, media =>
      api.editMessageMedia(chat, id, { type: 'photo', caption, parse_mode, media }, { reply_markup }),
    )
    return changed !== null
  }

  /** The text takes the picture's place; where the picture is deleted already, nothing is sent. */
  async function replacePicture(chat: string, id: number, card: Card, locale: Locale): Promise<void> {
    try {
      await api.deleteMessage(chat, id)
    } catch (error) {
      if (isTooOldToDelete(error)) await api.editMessageCaption(chat, id, captionOptions(card, words, locale))
      else if (!isSettled(error)) throw error
      return
    }
    await sendText(chat, card, locale)
  }

  return async (chat, messageId, card, locale) => {
    const { picture } = filesOf(card)
    const id = Number(messageId)
    const toPicture = async () => picture !== null && (await changePicture(chat, id, picture, card, locale))
    try {
      // Telegram lets a text become a picture, but not a picture a text.
      if (isLong(card, words, locale) || !(await toPicture())) await changeText(chat, id, card, locale)
    } catch (error) {
      if (isGone(error)) return false
      if (!hasNoText(error)) {
        if (!isSettled(error)) throw error
      } else if (!(await toPicture())) await replacePicture(chat, id, card, locale)
    }
    return true
  }
}

const textOptions = (card: Card, words: Words, locale: Locale) => ({
  parse_mode: 'HTML' as const,
  reply_markup: keyboard(card, words, locale),
  link_preview_options: { is_disabled: true },
})

const captionOptions = (card: Card, words: Words, locale: Locale) => ({
  caption: cardHtml(card, words, locale, MAX_CAPTION),
  parse_mode: 'HTML' as const,
  reply_markup: keyboard(card, words, locale),
})

const isLong = (card: Card, words: Words, locale: Locale) => plainLength(card, words, locale) > MAX_CAPTION
const idOf = ({ message_id }: { message_id: number }) => String(message_id)
