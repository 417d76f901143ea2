/** Who is there, which chats there are, what was said in them, and where the bot may speak. */

import { forbidden, refusal } from './errors.ts'
import type { StoredFile } from './files.ts'
import type { Chat, Message, User } from './shapes.ts'

export interface Account {
  user: User
  started: boolean
  blocked: boolean
  toasts: string[]
}
export interface Stored {
  message: Message
  html: string
  edits: number
  deleted: boolean
  file?: StoredFile | undefined
  /** Rises with every change in any chat: tells what came after a person's last act. */
  stamp: number
}
export type BotStatus = 'none' | 'member' | 'administrator' | 'kicked' | 'left'
export interface Room {
  chat: Chat
  bot: BotStatus
  members: Set<number>
  admins: Set<number>
  messages: Stored[]
  movedTo?: number | undefined
}

export function createChats(bot: User, now: () => Date) {
  const accounts = new Map<number, Account>()
  const rooms = new Map<number, Room>()
  let stamp = 0
  let shared = 0

  function account(user: User): Account {
    const made: Account = { user, started: false, blocked: false, toasts: [] }
    accounts.set(user.id, made)
    const { id, first_name, username } = user
    room({ id, type: 'private', first_name, username })
    return made
  }

  function room(chat: Chat, members: number[] = []): Room {
    const made: Room = { chat, bot: 'none', members: new Set(members), admins: new Set(), messages: [] }
    rooms.set(chat.id, made)
    return made
  }

  /** Supergroups number their messages each for itself; all other chats share one sequence. */
  function nextId(room: Room): number {
    if (room.chat.type === 'supergroup') return room.messages.length + 1
    shared += 1
    return shared
  }

  function add(
    room: Room,
    content: Partial<Message>,
    more: { html?: string; file?: StoredFile } = {},
  ): Stored {
    const date = Math.floor(now().getTime() / 1000)
    const message: Message = { message_id: nextId(room), date, chat: room.chat, ...content }
    const html = more.html ?? message.text ?? message.caption ?? ''
    const stored: Stored = { message, html, edits: 0, deleted: false, file: more.file, stamp: ++stamp }
    room.messages.push(stored)
    return stored
  }

  function touch(stored: Stored): void {
    stored.edits += 1
    stored.stamp = ++stamp
    stored.message = { ...stored.message, edit_date: Math.floor(now().getTime() / 1000) }
  }

  function find(room: Room, messageId: number): Stored | undefined {
    return room.messages.find(each => each.message.message_id === messageId && !each.deleted)
  }

  /** The chat a call names, if the bot knows of it at all. */
  function named(id: number | string): Room {
    const number = typeof id === 'string' && /^-?\d+$/.test(id) ? Number(id) : id
    const found =
      typeof number === 'number'
        ? rooms.get(number)
        : [...rooms.values()].find(each => each.chat.type !== 'private' && `@${each.chat.username}` === id)
    if (!found) throw refusal('chat not found')
    return found
  }

  /** The chat a call names, if the bot may speak there. */
  function open(id: number | string): Room {
    const found = named(id)
    if (found.chat.type === 'private') reachable(accounts.get(found.chat.id))
    else entered(found)
    return found
  }

  return {
    bot,
    account,
    room,
    add,
    touch,
    find,
    named,
    open,
    now,
    accounts,
    rooms,
    stamp: () => stamp,
    user: (id: number) => (id === bot.id ? bot : accounts.get(id)?.user),
  }
}
export type Chats = ReturnType<typeof createChats>

function reachable(account: Account | undefined): void {
  if (!account) throw refusal('chat not found')
  if (account.blocked) throw forbidden('bot was blocked by the user')
  if (!account.started) throw forbidden("bot can't initiate conversation with a user")
}

function entered({ bot, chat, movedTo }: Room): void {
  if (movedTo !== undefined)
    throw refusal('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: movedTo })
  if (bot === 'kicked') throw forbidden(`bot was kicked from the ${chat.type} chat`)
  if (bot === 'left') throw forbidden(`bot is not a member of the ${chat.type} chat`)
  if (bot === 'none') throw refusal('chat not found')
}
