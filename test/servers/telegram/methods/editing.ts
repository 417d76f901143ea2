/** editMessageText, -Caption, -Media, -ReplyMarkup, deleteMessage(s). */

import type { Room, Stored } from '../chats.ts'
import { refusal, sin } from '../errors.ts'
import type { StoredFile } from '../files.ts'
import type { InlineKeyboard, Message } from '../shapes.ts'
import {
  type Captioned,
  captionPart,
  filePart,
  inlineOf,
  readCaption,
  readText,
  type Texting,
  textPart,
} from './sending.ts'
import type { Methods, World } from './world.ts'

interface Target {
  chat_id?: number | string
  message_id?: number
  inline_message_id?: string
  reply_markup?: InlineKeyboard
}
interface Media extends Captioned {
  type: string
  media: string
}

const TWO_DAYS_MS = 48 * 3_600_000
const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same ' +
  'as a current content and reply markup of the message'

export function editing(world: World): Methods {
  function target({ chat_id, message_id, inline_message_id }: Target): Stored {
    if (inline_message_id !== undefined) throw refusal('MESSAGE_ID_INVALID')
    if (chat_id === undefined || message_id === undefined) throw sin('message identifier is not specified')
    const stored = world.chats.find(world.chats.open(chat_id), message_id)
    if (!stored) throw refusal('message to edit not found')
    if (stored.message.from?.id !== world.chats.bot.id) throw refusal("message can't be edited")
    return stored
  }

  function change(
    stored: Stored,
    content: Partial<Message>,
    more: { html?: string; file?: StoredFile } = {},
  ) {
    if (!differs(stored.message, content)) throw refusal(NOT_MODIFIED)
    stored.message = { ...stored.message, ...content }
    Object.assign(stored, more)
    world.chats.touch(stored)
    return stored.message
  }

  function remove(room: Room, id: number): void {
    const stored = world.chats.find(room, id)
    if (!stored) throw refusal('message to delete not found')
    const foreign = stored.message.from?.id !== world.chats.bot.id
    const aged = world.chats.now().getTime() - stored.message.date * 1000 > TWO_DAYS_MS
    if (aged || (foreign && room.chat.type !== 'private' && room.bot !== 'administrator'))
      throw refusal("message can't be deleted")
    stored.deleted = true
  }

  return {
    editMessageText: (params: Target & Texting) => {
      const stored = target(params)
      const text = readText(world, params)
      if (stored.message.text === undefined) throw refusal('there is no text in the message to edit')
      return change(
        stored,
        { ...textPart(text), reply_markup: inlineOf(params.reply_markup) },
        { html: params.text },
      )
    },
    editMessageCaption: (params: Target & Captioned) => {
      const stored = target(params)
      const caption = readCaption(world, params)
      if (!stored.file) throw refusal('there is no caption in the message to edit')
      const content = { ...captionPart(caption), reply_markup: inlineOf(params.reply_markup) }
      return change(stored, content, { html: params.caption ?? '' })
    },
    editMessageReplyMarkup: (params: Target) =>
      change(target(params), { reply_markup: inlineOf(params.reply_markup) }),
    editMessageMedia: (params: Target & { media: Media }, call) => {
      const stored = target(params)
      const { type, media } = params.media
      if (type !== 'photo' && type !== 'document') throw sin(`this test server edits no ${type}`)
      const caption = readCaption(world, params.media)
      const file = world.files.take(type, media, call.uploads)
      const bare = { text: undefined, entities: undefined, photo: undefined, document: undefined }
      const content = { ...bare, ...filePart(file), ...captionPart(caption) }
      const html = params.media.caption ?? ''
      return change(stored, { ...content, reply_markup: inlineOf(params.reply_markup) }, { html, file })
    },
    deleteMessage: ({ chat_id, message_id }: { chat_id: number | string; message_id: number }) => {
      remove(world.chats.open(chat_id), message_id)
      return true
    },
    deleteMessages: ({ chat_id, message_ids }: { chat_id: number | string; message_ids: number[] }) => {
      if (message_ids.length < 1 || message_ids.length > 100) throw sin('message_ids must be 1-100')
      const room = world.chats.open(chat_id)
      for (const id of message_ids) if (world.chats.find(room, id)) remove(room, id)
      return true
    },
  }
}

function differs(before: Message, content: Partial<Message>): boolean {
  return Object.entries(content).some(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  )
}
