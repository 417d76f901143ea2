/** The Web API's methods for conversations and users. */
import type { Json } from './check.ts'
import { refusal } from './errors.ts'
import { type Method, text } from './method.ts'
import { BOT, type Conversation, TEAM, type World } from './world.ts'

export function peopleMethods(world: World): Record<string, Method> {
  const info = ({ id, name, kind }: Conversation) => ({
    id,
    ...(kind === 'im' ? { user: id } : { name }),
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: kind === 'im',
  })

  return {
    'conversations.info': {
      args: { 'channel!': text },
      scopes: ({ channel }) => {
        const kind = world.conversations.get(String(channel))?.kind
        return kind === 'private' ? ['groups:read'] : kind === 'im' ? ['im:read'] : ['channels:read']
      },
      run: args => {
        const found = world.conversations.get(String(args.channel))
        if (!found || (found.kind === 'private' && !found.members.has(BOT)))
          throw refusal('channel_not_found')
        return { channel: info(found) }
      },
    },
    'conversations.open': {
      args: { 'users!': text },
      scopes: () => ['im:write'],
      run: args => {
        const user = world.users.get(String(args.users))
        if (!user) throw refusal('user_not_found')
        if (user.deleted) throw refusal('user_disabled')
        return { channel: { id: world.imOf(user.id).id } }
      },
    },
    'users.info': {
      args: { 'user!': text },
      scopes: () => ['users:read', 'users:read.email'],
      run: args => ({ user: profile(String(args.user)) }),
    },
    'users.lookupByEmail': {
      args: { 'email!': text },
      scopes: () => ['users:read.email'],
      run: args => {
        const found = [...world.users.values()].find(({ email }) => email === args.email)
        if (!found) throw refusal('users_not_found')
        return { user: profile(found.id) }
      },
    },
  }

  function profile(id: string): Json {
    const user = world.users.get(id)
    if (!user) throw refusal('user_not_found')
    const { name, email, confirmed, deleted, guest, team } = user
    return {
      id,
      team_id: team,
      deleted,
      is_bot: false,
      is_email_confirmed: confirmed,
      is_restricted: guest,
      is_ultra_restricted: false,
      is_stranger: team !== TEAM,
      profile: { real_name: name, ...(email && { email }) },
    }
  }
}
