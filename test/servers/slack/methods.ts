/** The Web API's methods that are known here: their arguments, the scope they need, what they do. */
import { refusal, sin } from './errors.ts'
import { body, content, type Method, text } from './method.ts'
import { fileMethods } from './methods-files.ts'
import { peopleMethods } from './methods-people.ts'
import { viewMethods } from './methods-views.ts'
import { checkPictures } from './pictures.ts'
import { BOT, TEAM, type World } from './world.ts'

export function createMethods(
  world: World,
  { root, http }: { root(): string; http: { origin(): string } },
): Record<string, Method> {
  const none = () => []
  return {
    'auth.test': {
      args: { token: text },
      scopes: none,
      run: () => ({
        url: `${root()}/`,
        team: 'Kota Contoh',
        user: 'rekan',
        team_id: TEAM,
        user_id: BOT,
        bot_id: 'B0REKAN001',
      }),
    },
    'apps.connections.open': {
      args: {},
      scopes: none,
      token: 'app',
      run: () => ({ url: `${http.origin().replace('http', 'ws')}/socket/${world.id('S')}` }),
    },
    ...chatMethods(world),
    ...viewMethods(world),
    ...peopleMethods(world),
    ...fileMethods(world, () => http.origin()),
  }
}

function chatMethods(world: World): Record<string, Method> {
  const write = () => ['chat:write']
  return {
    'chat.postMessage': {
      args: {
        'channel!': text,
        ...content,
        unfurl_links: text,
        unfurl_media: text,
        thread_ts: text,
      },
      json: ['blocks'],
      scopes: write,
      run: args => {
        const { channel } = args
        const said = body(args)
        const place = world.open(String(channel))
        checkPictures(world, args.blocks)
        const { ts } = world.put(place.id, said)
        return { channel: place.id, ts, message: { user: BOT, ts, text: said.text } }
      },
    },
    'chat.postEphemeral': {
      args: { 'channel!': text, 'user!': text, ...content },
      json: ['blocks'],
      scopes: write,
      run: args => {
        const said = body(args)
        const place = world.open(String(args.channel))
        if (!place.members.has(String(args.user))) throw refusal('user_not_in_channel')
        checkPictures(world, args.blocks)
        return { message_ts: world.put(place.id, { ...said, only: String(args.user) }).ts }
      },
    },
    'chat.update': {
      args: { 'channel!': text, 'ts!': text, ...content },
      json: ['blocks'],
      scopes: write,
      run: args => {
        const said = body(args)
        const place = world.open(String(args.channel))
        const message = world.find(place.id, String(args.ts))
        if (!message) throw refusal('message_not_found')
        if (message.user !== BOT) throw sin('cant_update_message')
        checkPictures(world, args.blocks)
        world.change(message, said)
        return { channel: place.id, ts: message.ts, text: said.text }
      },
    },
    'chat.delete': {
      args: { 'channel!': text, 'ts!': text },
      scopes: write,
      run: args => {
        const message = world.find(world.open(String(args.channel)).id, String(args.ts))
        if (!message) throw refusal('message_not_found')
        message.deleted = true
        return { channel: message.channel, ts: message.ts }
      },
    },
  }
}
