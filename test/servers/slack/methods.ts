/** The Web API's methods that are known here: their arguments, the scope they need, what they do. */
import { integer, isObject, type Json, list, mrkdwn, shape, string } from './check.ts'
import { refusal, sin } from './errors.ts'
import { kindOf } from './kinds.ts'
import { body, content, type Method, text } from './method.ts'
import { view as viewCheck } from './views.ts'
import { APP, BOT, type Conversation, TEAM, type View, type World } from './world.ts'

export function createMethods(world: World, { root, http }: { root(): string; http: { origin(): string } }) {
  const write = () => ['chat:write']
  const none = () => []
  const info = ({ id, name, kind }: Conversation) => ({
    id,
    ...(kind === 'im' ? { user: id } : { name }),
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: kind === 'im',
  })

  /** A picture shows once it is uploaded and processed. */
  function pictures(blocks: unknown): void {
    for (const block of (blocks ?? []) as Json[]) {
      if (block.type !== 'image' || !isObject(block.slack_file)) continue
      const file = world.files.get(String(block.slack_file.id))
      if (!file || file.state === 'promised') throw sin('invalid_blocks', 'slack_file was never completed')
      if (!/^image\/(png|jpeg|gif)$/.test(file.mimetype)) throw sin('invalid_blocks', 'no picture')
      if (file.state !== 'ready') {
        file.state = 'ready'
        throw refusal('invalid_blocks')
      }
    }
  }
  function shown(user: string, view: Json, root?: string): View {
    pictures(view.blocks)
    const id = world.id('V')
    return { id, hash: world.id('h'), user, view, errors: {}, root: root ?? id }
  }
  const answered = ({ id, hash, view, root }: View): Json => ({
    view: { id, hash, root_view_id: root, team_id: TEAM, app_id: APP, ...view },
  })
  const of = (type: 'modal' | 'home', view: Json) => {
    if (view.type !== type) throw sin('invalid_arguments', `view is no ${type}`)
    return view
  }

  const methods: Record<string, Method> = {
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
        pictures(args.blocks)
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
        pictures(args.blocks)
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
        pictures(args.blocks)
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
    'views.open': {
      args: { 'trigger_id!': text, 'view!': viewCheck },
      json: ['view'],
      scopes: none,
      run: args => {
        const { user } = world.pull(String(args.trigger_id))
        const open = shown(user, of('modal', args.view as Json))
        world.modals.set(user, [open])
        return answered(open)
      },
    },
    'views.push': {
      args: { 'trigger_id!': text, 'view!': viewCheck },
      json: ['view'],
      scopes: none,
      run: args => {
        const { user } = world.pull(String(args.trigger_id))
        const stack = world.modalsOf(user)
        if (stack.length === 0) throw refusal('not_found')
        if (stack.length >= 3) throw refusal('push_limit_reached')
        const open = shown(user, of('modal', args.view as Json), stack[0]?.root)
        stack.push(open)
        return answered(open)
      },
    },
    'views.update': {
      args: { view_id: text, external_id: text, hash: text, 'view!': viewCheck },
      json: ['view'],
      scopes: none,
      run: args => {
        const view = [...world.modals.values()].flat().find(({ id }) => id === args.view_id)
        if (!view) throw refusal('not_found')
        if (args.hash !== undefined && args.hash !== view.hash) throw refusal('hash_conflict')
        pictures((args.view as Json).blocks)
        Object.assign(view, { view: of('modal', args.view as Json), hash: world.id('h'), errors: {} })
        return answered(view)
      },
    },
    'views.publish': {
      args: { 'user_id!': text, 'view!': viewCheck, hash: text },
      json: ['view'],
      scopes: none,
      run: args => {
        const user = world.users.get(String(args.user_id))
        if (!user) throw sin('user_not_found')
        const home = shown(user.id, of('home', args.view as Json))
        world.homes.set(user.id, home)
        return answered(home)
      },
    },
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
    'files.getUploadURLExternal': {
      args: {
        'filename!': string({ min: 1 }),
        'length!': integer(1, 1e9),
        alt_text: text,
        snippet_type: text,
      },
      numbers: ['length'],
      scopes: () => ['files:write'],
      run: args => {
        const id = world.id('F')
        const name = String(args.filename)
        const mimetype = kindOf(name)
        const length = Number(args.length)
        world.files.set(id, { id, name, mimetype, bytes: new Uint8Array(), state: 'promised', length })
        return { upload_url: `${http.origin()}/upload/${id}`, file_id: id }
      },
    },
    'files.completeUploadExternal': {
      args: {
        'files!': list(shape({ 'id!': text, title: text }), { min: 1 }),
        channel_id: text,
        initial_comment: mrkdwn(40_000),
        thread_ts: text,
      },
      json: ['files'],
      scopes: () => ['files:write'],
      run: args => {
        const found = (args.files as { id: string }[]).map(({ id }) => world.files.get(id))
        for (const file of found) {
          if (!file) throw sin('file_not_found')
          if (file.bytes.length !== file.length)
            throw sin('invalid_arguments', `${file.name} was not uploaded`)
          file.state = 'uploaded'
        }
        const files = found.filter(file => file !== undefined)
        if (args.channel_id !== undefined) world.put(world.open(String(args.channel_id)).id, { files })
        return { files: files.map(({ id, name }) => ({ id, title: name })) }
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
  return methods
}
