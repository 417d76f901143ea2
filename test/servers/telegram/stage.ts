/** Lets things happen in chats and tells the bot of them, as far as Telegram would. */

import type { BotStatus, Room, Stored } from './chats.ts'
import type { StoredFile } from './files.ts'
import { botMember } from './methods/meeting.ts'
import type { World } from './methods/world.ts'
import type { Message, Update, User } from './shapes.ts'
import { commandsIn } from './typing.ts'

export function createStage(world: World) {
  const { chats, updates } = world
  const seconds = () => Math.floor(chats.now().getTime() / 1000)

  function say(by: User, room: Room, content: Partial<Message>, file?: StoredFile): Stored {
    const stored = chats.add(room, { from: by, ...content }, file ? { file } : {})
    if (hears(room, stored.message, chats.bot)) updates.push({ message: stored.message })
    return stored
  }

  function revise(stored: Stored, room: Room, content: Partial<Message>): void {
    stored.message = { ...stored.message, ...content }
    stored.html = content.text ?? stored.html
    chats.touch(stored)
    if (hears(room, stored.message, chats.bot)) updates.push({ edited_message: stored.message })
  }

  function tap(by: User, room: Room, data: string, messageId: number): Update {
    const stored = chats.find(room, messageId)
    const message = stored?.message ?? { chat: room.chat, message_id: messageId, date: 0 as const }
    const { id } = world.queries.open({ userId: by.id, data, chatId: room.chat.id })
    const chat_instance = String(8_675_309_000 + Math.abs(room.chat.id))
    return updates.push({ callback_query: { id, from: by, message, chat_instance, data } })
  }

  /** Changes what the bot may do in a chat and tells it so. */
  function setBot(by: User, room: Room, status: BotStatus): void {
    const before = botMember(world, room.bot)
    room.bot = status
    memberChanged(by, room, before, status)
  }

  function block(by: User, room: Room, blocked: boolean): void {
    const before = botMember(world, blocked ? 'member' : 'kicked')
    memberChanged(by, room, before, blocked ? 'kicked' : 'member')
  }

  function memberChanged(
    by: User,
    room: Room,
    before: ReturnType<typeof botMember>,
    status: BotStatus,
  ): void {
    const change = { chat: room.chat, from: by, date: seconds() }
    updates.push({
      my_chat_member: { ...change, old_chat_member: before, new_chat_member: botMember(world, status) },
    })
  }

  return { world, say, revise, tap, setBot, block }
}
export type Stage = ReturnType<typeof createStage>

/** Privacy mode: in a group a bot hears commands, mentions, replies to itself and what the chat itself says. */
function hears(room: Room, message: Message, bot: User): boolean {
  if (room.chat.type === 'private') return true
  if (room.bot === 'administrator') return true
  if (room.bot !== 'member') return false
  const isService = SERVICE.some(field => message[field] !== undefined)
  return isService || message.reply_to_message?.from?.id === bot.id || isMeant(message, bot)
}

const SERVICE = ['new_chat_members', 'left_chat_member', 'migrate_to_chat_id', 'migrate_from_chat_id']

function isMeant(message: Message, bot: User): boolean {
  const text = message.text ?? message.caption ?? ''
  const entities = message.entities ?? message.caption_entities ?? []
  const self = `@${bot.username}`.toLowerCase()
  const commands = commandsIn(text, entities).map(name => name.toLowerCase())
  if (commands.some(name => !name.includes('@') || name.endsWith(self))) return true
  return entities.some(
    ({ type, offset, length, user }) =>
      (type === 'mention' && text.slice(offset, offset + length).toLowerCase() === self) ||
      user?.id === bot.id,
  )
}
