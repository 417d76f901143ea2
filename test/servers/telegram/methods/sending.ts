/** sendMessage, sendPhoto, sendDocument, sendChatAction. */

import type { Room, Stored } from '../chats.ts'
import { type Worded, worded } from '../entities.ts'
import { refusal, sin } from '../errors.ts'
import { documentInfo, photoSizes, type StoredFile } from '../files.ts'
import type { Entity, InlineKeyboard, Message } from '../shapes.ts'
import type { Call, Methods, World } from './world.ts'

export interface Sending {
  chat_id: number | string
  message_thread_id?: number
  reply_parameters?: { message_id: number; chat_id?: number | string; allow_sending_without_reply?: boolean }
  reply_markup?: InlineKeyboard | Record<string, unknown>
  parse_mode?: string
}
export interface Texting extends Sending {
  text: string
  entities?: Entity[]
}
export interface Captioned {
  caption?: string
  parse_mode?: string
  caption_entities?: Entity[]
}
type SendingFile = Sending & Captioned & { photo?: string; document?: string }

export function readText(world: World, { text, parse_mode, entities }: Omit<Texting, 'chat_id'>): Worded {
  const read = worded({ text, mode: parse_mode, entities }, world.chats.user)
  if (read.plain === '') throw sin('message text is empty')
  if (read.plain.length > 4096) throw sin(`message is too long: ${read.plain.length} of 4096 characters`)
  return read
}

export function readCaption(world: World, { caption, parse_mode, caption_entities }: Captioned): Worded {
  const read = worded({ text: caption ?? '', mode: parse_mode, entities: caption_entities }, world.chats.user)
  if (read.plain.length > 1024)
    throw sin(`message caption is too long: ${read.plain.length} of 1024 characters`)
  return read
}

/** Only an inline keyboard becomes a part of the message. */
export function inlineOf(markup: Sending['reply_markup']): InlineKeyboard | undefined {
  if (!markup || !('inline_keyboard' in markup) || !Array.isArray(markup.inline_keyboard)) return undefined
  const rows = markup.inline_keyboard.filter(row => row.length > 0)
  return rows.length ? { inline_keyboard: rows } : undefined
}

export const textPart = ({ plain, entities }: Worded) => ({
  text: plain,
  entities: entities.length ? entities : undefined,
})

export const captionPart = ({ plain, entities }: Worded) => ({
  caption: plain || undefined,
  caption_entities: entities.length ? entities : undefined,
})

export const filePart = (file: StoredFile): Partial<Message> =>
  file.kind === 'photo' ? { photo: photoSizes(file) } : { document: documentInfo(file) }

export function sending(world: World): Methods {
  function room(params: Sending): Room {
    const open = world.chats.open(params.chat_id)
    if (params.message_thread_id !== undefined) throw refusal('message thread not found')
    return open
  }

  function repliedTo(room: Room, { reply_parameters: reply }: Sending): Message | undefined {
    if (!reply) return undefined
    const there = reply.chat_id === undefined ? room : world.chats.named(reply.chat_id)
    const found = world.chats.find(there, reply.message_id)?.message
    if (!found && !reply.allow_sending_without_reply) throw refusal('message to be replied not found')
    return found && { ...found, reply_to_message: undefined }
  }

  function say(
    params: Sending,
    room: Room,
    content: Partial<Message>,
    more: { html: string; file?: StoredFile },
  ) {
    const reply_markup = inlineOf(params.reply_markup)
    const reply_to_message = repliedTo(room, params)
    return world.chats.add(room, { from: world.chats.bot, ...content, reply_to_message, reply_markup }, more)
      .message
  }

  function sendFile(kind: StoredFile['kind'], params: SendingFile, call: Call): Stored['message'] {
    const there = room(params)
    const caption = readCaption(world, params)
    const file = world.files.take(kind, params[kind] ?? '', call.uploads)
    const html = params.caption ?? ''
    return say(params, there, { ...filePart(file), ...captionPart(caption) }, { html, file })
  }

  return {
    sendMessage: (params: Texting) => {
      const there = room(params)
      return say(params, there, textPart(readText(world, params)), { html: params.text })
    },
    sendPhoto: (params: SendingFile, call) => sendFile('photo', params, call),
    sendDocument: (params: SendingFile, call) => sendFile('document', params, call),
    sendChatAction: (params: Sending) => {
      room(params)
      return true
    },
  }
}
