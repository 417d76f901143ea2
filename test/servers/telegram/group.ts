/** A group or supergroup with people in it, to which the bot may be added. */

import type { Chats, Room } from './chats.ts'
import type { Somebody } from './person.ts'
import type { User } from './shapes.ts'
import type { Stage } from './stage.ts'
import { type VisibleMessage, visibleIn } from './visible.ts'

export interface NewGroup {
  title: string
  /** The first one owns the group. */
  members: Somebody[]
  type?: 'group' | 'supergroup'
}

export interface Group {
  readonly title: string
  readonly id: number
  readonly room: Room
  readonly messages: VisibleMessage[]
  /** Without a name: by the owner. */
  addBot(by?: Somebody): Promise<void>
  removeBot(by?: Somebody): Promise<void>
  promoteBot(by?: Somebody): Promise<void>
  join(person: Somebody): Promise<void>
  leave(person: Somebody): Promise<void>
  /** The group becomes a supergroup and so changes its id. */
  migrate(): Promise<void>
}

function firstId(chats: Chats, type: 'group' | 'supergroup'): number {
  const base = type === 'supergroup' ? -1_002_000_000_000 : -4_800_000_000
  return base - chats.rooms.size
}

export function createGroup(stage: Stage, { title, members, type = 'supergroup' }: NewGroup): Group {
  const { chats } = stage.world
  const owner = members[0]
  if (!owner) throw new Error('a group has at least one member')
  let room = found(type)

  function found(kind: 'group' | 'supergroup'): Room {
    const made = chats.room(
      { id: firstId(chats, kind), type: kind, title },
      members.map(each => each.user.id),
    )
    made.admins.add(owner?.user.id ?? 0)
    return made
  }

  const by = (somebody: Somebody | undefined): User => (somebody ?? owner).user

  return {
    title,
    get id() {
      return room.chat.id
    },
    get room() {
      return room
    },
    get messages() {
      return visibleIn(room)
    },
    async addBot(somebody) {
      stage.setBot(by(somebody), room, 'member')
      stage.say(by(somebody), room, { new_chat_members: [chats.bot] })
    },
    async removeBot(somebody) {
      stage.setBot(by(somebody), room, 'kicked')
      stage.say(by(somebody), room, { left_chat_member: chats.bot })
    },
    async promoteBot(somebody) {
      stage.setBot(by(somebody), room, 'administrator')
    },
    async join({ user }) {
      room.members.add(user.id)
      stage.say(user, room, { new_chat_members: [user] })
    },
    async leave({ user }) {
      room.members.delete(user.id)
      stage.say(user, room, { left_chat_member: user })
    },
    async migrate() {
      const old = room
      room = found('supergroup')
      room.members = old.members
      room.bot = old.bot
      old.movedTo = room.chat.id
      stage.say(by(undefined), old, { migrate_to_chat_id: room.chat.id })
      stage.say(by(undefined), room, { migrate_from_chat_id: old.chat.id })
    },
  }
}
