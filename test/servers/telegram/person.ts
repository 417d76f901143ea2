/** A person with thumbs: types, taps, sends files, blocks, and looks at the chat. */

import type { Account, Room } from './chats.ts'
import { createEyes, type Look } from './eyes.ts'
import { documentInfo, photoSizes, type StoredFile } from './files.ts'
import type { Group } from './group.ts'
import { deepLink, PAYLOAD } from './links.ts'
import type { BotCommand, Scope } from './methods/profile.ts'
import { photoProblem } from './pictures.ts'
import type { Message, User } from './shapes.ts'
import type { Stage } from './stage.ts'
import { typedEntities } from './typing.ts'
import { type Pattern, type VisibleMessage, visible } from './visible.ts'

export interface Somebody {
  user: User
}
export interface Where {
  /** The group it happens in; the private chat with the bot without it. */
  in?: Group
}
export interface Writing extends Where {
  replyTo?: VisibleMessage
  mentions?: Somebody[]
}
export interface SentFile {
  name: string
  mime: string
  bytes: Uint8Array
  caption?: string
}
export interface Tapping extends Where {
  message?: VisibleMessage
}

export function createPerson(stage: Stage, account: Account) {
  const { chats, files, profile } = stage.world
  const { user } = account
  const home = chats.named(user.id)
  const eyes = createEyes(chats, user, home)

  function place({ in: group }: Where): Room {
    if (!group && account.blocked) throw new Error(`${user.first_name} has blocked the bot: unblock it first`)
    if (group && !group.room.members.has(user.id))
      throw new Error(`${user.first_name} is not in ${group.title}`)
    return group?.room ?? home
  }

  function say(options: Writing, content: Partial<Message>, file?: StoredFile): VisibleMessage {
    const room = place(options)
    if (room === home) account.started = true
    const replied = options.replyTo && chats.find(room, options.replyTo.id)?.message
    const reply_to_message = replied && { ...replied, reply_to_message: undefined }
    const stored = stage.say(user, room, { ...content, reply_to_message }, file)
    eyes.acted(room)
    return visible(stored)
  }

  function typed(text: string, mentions: Somebody[] = []) {
    if (text.trim() === '' || text.length > 4096) throw new Error('a person can type 1-4096 characters')
    const entities = typedEntities(
      text,
      mentions.map(each => each.user),
    )
    return { text, entities: entities.length ? entities : undefined }
  }

  const captioned = (caption: string | undefined) => {
    if (!caption) return {}
    const { text, entities } = typed(caption)
    return { caption: text, caption_entities: entities }
  }

  async function writes(text: string, options: Writing = {}): Promise<VisibleMessage> {
    return say(options, typed(text, options.mentions))
  }

  /** Opens the chat through a deep link, or presses Start; unblocks the bot, as Telegram does. */
  async function starts(payload?: string): Promise<VisibleMessage> {
    if (payload !== undefined && !PAYLOAD.test(payload))
      throw new Error(`"${payload}" is no deep-link payload: 1-64 of A-Z a-z 0-9 _ -`)
    await unblocksBot()
    return writes(payload === undefined ? '/start' : `/start ${payload}`)
  }

  /** Opens a link to this bot; other links lead out of Telegram. */
  async function opens(link: string): Promise<VisibleMessage> {
    const found = deepLink(link)
    if (found?.bot !== chats.bot.username) throw new Error(`${link} does not lead to this bot`)
    return starts(found?.payload)
  }

  /** Taps the newest visible button so labelled. Gives the address when it is a link, else undefined. */
  async function taps(label: Pattern, options: Tapping = {}): Promise<string | undefined> {
    const room = options.message ? chats.named(options.message.chatId) : place(options)
    const { message, button } = eyes.button(room, label, options.message)
    if (button.data === undefined) return button.url
    tap(room, button.data, message.id)
    return undefined
  }

  function tap(room: Room, data: string, messageId: number): void {
    eyes.acted(room)
    stage.tap(user, room, data, messageId)
  }

  /** A tap no visible button offers: forged, or on a message that changed meanwhile. */
  async function tapsData(data: string, message: VisibleMessage): Promise<void> {
    tap(chats.named(message.chatId), data, message.id)
  }

  async function sendsDocument(
    { caption, ...rest }: SentFile,
    options: Writing = {},
  ): Promise<VisibleMessage> {
    const file = files.keep({ kind: 'document', ...rest })
    return say(options, { document: documentInfo(file), ...captioned(caption) }, file)
  }

  async function sendsPhoto(photo: Pick<SentFile, 'bytes' | 'caption'>, options: Writing = {}) {
    const problem = photoProblem(photo.bytes)
    if (problem) throw new Error(problem)
    const file = files.keep({ kind: 'photo', name: 'photo.jpg', mime: 'image/jpeg', bytes: photo.bytes })
    return say(options, { photo: photoSizes(file), ...captioned(photo.caption) }, file)
  }

  async function edits(message: VisibleMessage, text: string): Promise<void> {
    const room = chats.named(message.chatId)
    const stored = chats.find(room, message.id)
    if (stored?.message.from?.id !== user.id) throw new Error('only an own message can be edited')
    stage.revise(stored, room, typed(text))
    eyes.acted(room)
  }

  async function blocksBot(): Promise<void> {
    if (account.blocked) return
    account.blocked = true
    stage.block(user, home, true)
  }

  async function unblocksBot(): Promise<void> {
    if (!account.blocked) return
    account.blocked = false
    stage.block(user, home, false)
  }

  /** The command menu this person is offered. */
  function menu({ in: group }: Where = {}): BotCommand[] {
    return profile.menu(group ? groupScopes(group.room, user.id) : privateScopes(user.id), user.language_code)
  }

  return {
    user,
    id: user.id,
    name: user.first_name,
    toasts: account.toasts,
    chat: eyes.chat,
    starts,
    opens,
    writes,
    taps,
    tapsData,
    sendsDocument,
    sendsPhoto,
    /** Anything else a person can send (contact, sticker, voice …), as raw fields of a Message. */
    sends: async (content: Partial<Message>, options: Writing = {}) => say(options, content),
    edits,
    blocksBot,
    unblocksBot,
    menu,
    last: eyes.last,
    sees: (pattern: Pattern, look: Look = {}) => eyes.sees(pattern, look),
    seesToast: (pattern: Pattern, within?: number) => eyes.seesToast(account.toasts, pattern, within),
  }
}
export type Person = ReturnType<typeof createPerson>

const privateScopes = (id: number): Scope[] => [
  { type: 'chat', chat_id: id },
  { type: 'all_private_chats' },
  { type: 'default' },
]

function groupScopes({ chat: { id }, admins }: Room, userId: number): Scope[] {
  const isAdmin = admins.has(userId)
  return [
    { type: 'chat_member', chat_id: id, user_id: userId },
    ...(isAdmin ? [{ type: 'chat_administrators', chat_id: id }] : []),
    { type: 'chat', chat_id: id },
    ...(isAdmin ? [{ type: 'all_chat_administrators' }] : []),
    { type: 'all_group_chats' },
    { type: 'default' },
  ]
}
