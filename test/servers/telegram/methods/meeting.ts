/** What the bot may ask about chats and their members. */

import type { Room } from '../chats.ts'
import { refusal } from '../errors.ts'
import type { Member } from '../shapes.ts'
import type { Methods, World } from './world.ts'

interface InChat {
  chat_id: number | string
}

const RIGHTS = [
  'can_be_edited',
  'is_anonymous',
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_post_stories',
  'can_edit_stories',
  'can_delete_stories',
]
const GIFTS = [
  'unlimited_gifts',
  'limited_gifts',
  'unique_gifts',
  'premium_subscription',
  'gifts_from_channels',
]
const all = (names: string[], value: boolean) => Object.fromEntries(names.map(name => [name, value]))

export function botMember({ chats }: Pick<World, 'chats'>, status: Room['bot']): Member {
  if (status === 'administrator')
    return { status, user: chats.bot, ...all(RIGHTS, true), is_anonymous: false }
  if (status === 'kicked') return { status, user: chats.bot, until_date: 0 }
  return { status: status === 'member' ? 'member' : 'left', user: chats.bot }
}

export function meeting(world: World): Methods {
  const { chats } = world

  function member(room: Room, id: number): Member {
    if (id === chats.bot.id) return botMember(world, room.chat.type === 'private' ? 'member' : room.bot)
    const user = chats.user(id)
    if (!user) throw refusal('user not found')
    if (room.admins.has(id)) return { status: 'creator', user, is_anonymous: false }
    return { status: room.chat.id === id || room.members.has(id) ? 'member' : 'left', user }
  }

  return {
    getChat: ({ chat_id }: InChat) => ({
      ...chats.open(chat_id).chat,
      accent_color_id: 1,
      max_reaction_count: 11,
      accepted_gift_types: all(GIFTS, false),
    }),
    getChatMember: ({ chat_id, user_id }: InChat & { user_id: number }) =>
      member(chats.open(chat_id), user_id),
    getChatMemberCount: ({ chat_id }: InChat) => chats.open(chat_id).members.size + 1,
    getChatAdministrators: ({ chat_id }: InChat) => {
      const room = chats.open(chat_id)
      if (room.chat.type === 'private') throw refusal('there are no administrators in the private chat')
      return [...room.admins].map(id => member(room, id))
    },
    leaveChat: ({ chat_id }: InChat) => {
      const room = chats.open(chat_id)
      if (room.chat.type === 'private') throw refusal('chat member status can be changed only in groups')
      room.bot = 'left'
      return true
    },
  }
}
