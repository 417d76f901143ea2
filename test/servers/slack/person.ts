/** A person with thumbs in this workspace. */
import { matches, type Pattern, until } from '../telegram/visible.ts'
import type { Json } from './check.ts'
import type { Delivery } from './deliver.ts'
import type { Wire } from './http.ts'
import { createModal, type Upload } from './modal.ts'
import { createPress } from './press.ts'
import { readMessage, readView, type Tappable, tappables } from './visible.ts'
import { APP, BOT, type Conversation, type Message, TEAM, type User, type View, type World } from './world.ts'

export interface Where {
  /** The channel it happens in; the private chat with the bot without it. */
  in?: Channel
}
export interface Channel {
  id: string
  name: string
  messages(): Message[]
  text(): string
}

export function createPerson(world: World, wire: Wire, delivery: Delivery, user: User) {
  const modal = createModal(world, wire, delivery, user)
  const im = () => world.imOf(user.id)
  const placeOf = ({ in: channel }: Where): Conversation => {
    const found = channel ? world.conversations.get(channel.id) : im()
    if (!found?.members.has(user.id)) throw new Error(`${user.name} is not in ${channel?.name}`)
    return found
  }
  const seenIn = (place: Conversation) =>
    world.messages.filter(
      one => one.channel === place.id && !one.deleted && (!one.only || one.only === user.id),
    )
  const url = (given: Parameters<World['response']>[0]) =>
    `${wire.origin()}/response/${world.response(given)}`
  const press = createPress(world, modal, user, url)
  const acts = new Map<string, number>()
  const acted = (place: Conversation) => void acts.set(place.id, world.stamp())

  /** As Slack escapes what is typed: names become mentions, the three control characters entities. */
  function escaped(line: string): string {
    const safe = line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    return [...world.users.values()].reduce(
      (said, one) =>
        said.replaceAll(`@${one.name}`, `<@${one.id}|${one.name.toLowerCase().replaceAll(' ', '.')}>`),
      safe,
    )
  }

  async function commands(line: string, where: Where = {}): Promise<void> {
    const place = placeOf(where)
    acted(place)
    const [, command, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line) ?? []
    const ack = await delivery.deliver({
      kind: 'slash_commands',
      payload: {
        token: 'x',
        team_id: TEAM,
        team_domain: 'kota-contoh',
        api_app_id: APP,
        command,
        text: escaped(rest),
        channel_id: place.id,
        channel_name: place.kind === 'private' ? 'privategroup' : place.name,
        user_id: user.id,
        user_name: user.name,
        is_enterprise_install: 'false',
        response_url: url({ user: user.id, channel: place.id }),
        trigger_id: world.trigger(user.id),
      },
    })
    if (ack && Object.keys(ack).length > 0)
      wire.note('slash_commands', 'answers come by response_url here', ack)
  }

  async function writes(said: string, where: Where = {}, files: Upload[] = []): Promise<Message> {
    const place = placeOf(where)
    acted(place)
    const infos = files.map(file => modal.uploaded(file))
    const text = escaped(said).replaceAll(/\|[^>]*>/g, '>')
    const message = world.put(place.id, { user: user.id, text })
    if (place.kind !== 'im') return message
    await delivery.event({
      type: 'message',
      channel: place.id,
      channel_type: 'im',
      user: user.id,
      team: TEAM,
      text,
      ts: message.ts,
      event_ts: message.ts,
      ...(infos.length > 0 ? { subtype: 'file_share', files: infos } : { client_msg_id: world.id('m') }),
    })
    return message
  }

  /** A person looks a while for the button that is to come. */
  const find = (label: Pattern, where: Where) =>
    until(
      3000,
      () => look(label, where),
      () => `${user.name} finds no button ${label}:\n${transcript(placeOf(where))}\n${modal.text()}`,
    )

  function look(label: Pattern, where: Where): { tap: Tappable; on: Message | View } | undefined {
    const exact = (one: Tappable) => one.label === label
    const like = (one: Tappable) => matches(one.label, label)
    const surfaces = [
      ...(where.in ? [] : [...world.modalsOf(user.id)].reverse()),
      ...seenIn(placeOf(where)).reverse(),
    ]
    for (const test of [exact, like])
      for (const on of surfaces) {
        const tap = tappables('view' in on ? (on.view.blocks as Json[]) : on.blocks).find(test)
        if (tap) return { tap, on }
      }
    return undefined
  }

  /** Taps the newest such button; in an open modal first. @returns the address when it is a link */
  async function taps(label: Pattern, where: Where = {}): Promise<string | undefined> {
    const { tap, on } = await find(label, where)
    acted(placeOf(where))
    await delivery.deliver(press(tap, on, placeOf(where)))
    return tap.element.url as string | undefined
  }
  async function tapsAtHome(label: Pattern): Promise<void> {
    const home = world.homes.get(user.id)
    const tap = home && tappables(home.view.blocks as Json[]).find(one => matches(one.label, label))
    if (!tap) throw new Error(`no button ${label} at home:\n${home ? readView(home) : '(no home)'}`)
    acted(im())
    await delivery.deliver(press(tap, home, im()))
  }

  async function usesShortcut(message: Message, callback_id = 'pujian'): Promise<void> {
    const place = world.conversations.get(message.channel)
    await delivery.deliver({
      kind: 'interactive',
      payload: {
        type: 'message_action',
        ...modal.who(),
        callback_id,
        trigger_id: world.trigger(user.id),
        action_ts: world.ts(),
        message_ts: message.ts,
        channel: { id: message.channel, name: place?.name },
        message: { type: 'message', user: message.user, text: message.text, ts: message.ts, team: TEAM },
        response_url: url({ user: user.id, channel: message.channel }),
      },
    })
  }

  const opensTab = (tab: 'home' | 'messages') =>
    delivery.event({ type: 'app_home_opened', user: user.id, channel: im().id, tab, event_ts: world.ts() })

  async function member(channel: Channel, type: 'member_joined_channel' | 'member_left_channel') {
    const found = world.conversations.get(channel.id)
    if (type === 'member_joined_channel') found?.members.add(BOT)
    else found?.members.delete(BOT)
    const channel_type = found?.kind === 'private' ? 'G' : 'C'
    const who = { user: BOT, channel: channel.id, channel_type, team: TEAM, event_ts: world.ts() }
    await delivery.event({ type, ...who, ...(type === 'member_joined_channel' && { inviter: user.id }) })
  }

  const transcript = (place: Conversation) =>
    seenIn(place)
      .map(one => `#${one.ts} ${one.user}${one.only ? ' (only)' : ''}: ${readMessage(one)}`)
      .join('\n---\n')

  /** What the bot said or changed there since the person's own last act. */
  function sees(
    pattern: Pattern,
    { within = 5000, ever = false, ...where }: Where & { within?: number; ever?: boolean } = {},
  ) {
    const place = placeOf(where)
    return until(
      within,
      () =>
        seenIn(place)
          .filter(one => one.user === BOT && (ever || one.stamp > (acts.get(place.id) ?? 0)))
          .find(one => matches(readMessage(one), pattern)),
      () => `${user.name} waited for ${pattern} and saw:\n${transcript(place)}\nmodal: ${modal.text()}`,
    )
  }
  const seesModal = (pattern: Pattern, within = 5000) =>
    until(
      within,
      () => (modal.isOpen() && matches(modal.text(), pattern) ? modal.top() : undefined),
      () => `${user.name} waited for the modal ${pattern} and saw:\n${modal.text()}\n${transcript(im())}`,
    )
  const homeText = () => {
    const home = world.homes.get(user.id)
    return home ? readView(home) : ''
  }
  const seesHome = (pattern: Pattern, within = 5000) =>
    until(
      within,
      () => (matches(homeText(), pattern) ? true : undefined),
      () => `home is:\n${homeText()}`,
    )

  return {
    id: user.id,
    name: user.name,
    user,
    modal,
    commands,
    writes,
    taps,
    tapsAtHome,
    usesShortcut,
    sees,
    seesModal,
    seesHome,
    homeText,
    fills: modal.fills,
    submits: modal.submits,
    uploads: (file: Upload | Upload[], said = '') => writes(said, {}, [file].flat()),
    opensHome: () => opensTab('home'),
    opensMessages: () => opensTab('messages'),
    invitesBot: (channel: Channel) => member(channel, 'member_joined_channel'),
    putsBotOut: (channel: Channel) => member(channel, 'member_left_channel'),
    messages: (where: Where = {}) => seenIn(placeOf(where)).filter(one => one.user === BOT),
    last: (where: Where = {}) => {
      const newest = seenIn(placeOf(where)).findLast(one => one.user === BOT)
      return newest ? readMessage(newest) : ''
    },
    isDeactivated: () => {
      user.deleted = true
    },
  }
}
export type Person = ReturnType<typeof createPerson>
