/** Listeners for what Slack sends, except modals (modals.ts). Each acknowledges at once, then works. */
import type { App, BlockAction, Context } from '@slack/bolt'
import type { ChatResponse, Host, Inbound } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { FileRef } from '../../chat/model.ts'
import { decodePress } from '../../chat/ui/press.ts'
import type { Logger } from '../../platform/observability/log.ts'
import type { SlackFile } from './filled.ts'
import { from, group, placeOf, praise, readCommand, typed } from './inbound.ts'
import { modals } from './modals.ts'
import type { Outbox } from './outbox.ts'
import type { Owed } from './owed.ts'
import { createShow, type Show } from './show.ts'
import type { Spot } from './spot.ts'

export interface ListenerDeps {
  route(inbound: Inbound): Promise<ChatResponse | null>
  answered(key: string): Promise<void>
  owed: Owed
  outbox: Outbox
  words: Words
  /** `null`: larger than we take. */
  fetchFile(file: SlackFile): Promise<FileRef | null>
  host(): Host | undefined
  log: Logger
}

/** Callback id of the message shortcut, as in the manifest. */
export const SHORTCUT = 'pujian'

export function listen(app: App, deps: ListenerDeps): void {
  const show = createShow(app, deps)
  commands(app, show)
  taps(app, show)
  modals(app, deps, show)
  messages(app, deps, show)
  home(app, deps, show)
  places(app, deps, show)
}

function commands(app: App, { answer }: Show): void {
  app.command(/.*/, async ({ command, ack, respond, context }) => {
    await ack()
    const inbound = readCommand(command)
    const on = {
      kind: 'command' as const,
      channel: command.channel_id,
      direct: inbound.place.kind === 'direct',
    }
    const trigger = good(command.trigger_id, context)
    await answer(inbound, { user: command.user_id, trigger, respond, on })
  })
  app.shortcut(SHORTCUT, async ({ shortcut, ack, respond, context }) => {
    await ack()
    const { user, trigger_id: id } = shortcut
    const message = 'message' in shortcut ? shortcut.message : {}
    const inbound = from(user.id, id, praise(user.id, message))
    await answer(inbound, { user: user.id, trigger: good(id, context), respond, on: { kind: 'shortcut' } })
  })
}

/** What another process left comes too late for its trigger. */
const good = (trigger: string, context: Context) => (context.again ? null : trigger)

function taps(app: App, { answer }: Show): void {
  app.action(/^press-/, async ({ action, body, ack, respond, context }) => {
    await ack()
    // A button that is a link tells us of the tap as well.
    if (action.type !== 'button' || body.type !== 'block_actions' || !action.value) return
    const { user, trigger_id: trigger, channel, container, view } = body as BlockAction
    const place = channel && placeOf(channel.id, channel.name ?? '')
    const inbound = from(user.id, trigger, { kind: 'press', press: decodePress(action.value) }, place)
    const on = surface(container, view, place?.kind !== 'group')
    await answer(inbound, {
      user: user.id,
      trigger: good(trigger, context),
      respond: on.kind === 'message' ? respond : null,
      on,
    })
  })
}

function surface(
  container: BlockAction['container'],
  view: BlockAction['view'],
  direct: boolean,
): Spot['on'] {
  if (view) return view.type === 'home' ? { kind: 'home' } : { kind: 'modal', viewId: view.id }
  const messageId = `${container.channel_id}:${container.message_ts}`
  return { kind: 'message', messageId, ephemeral: container.is_ephemeral === true, direct }
}

function messages(app: App, { fetchFile, log }: ListenerDeps, { answer, showText }: Show): void {
  app.message(async ({ message, body }) => {
    if (message.channel_type !== 'im' || !('user' in message) || !message.user) return
    if (message.subtype !== undefined && message.subtype !== 'file_share') return
    const { user } = message
    const spot: Spot = { user, trigger: null, respond: null, on: { kind: 'chat' } }
    const files = 'files' in message ? (message.files ?? []) : []
    for (const [index, file] of files.entries()) {
      const kept = await fetchFile(file as SlackFile).catch(err => {
        log.error({ err }, 'a file could not be taken')
        return 'lost' as const
      })
      const key = `${body.event_id}:${index}`
      if (kept === 'lost') await showText(text('slack:fileLost'), 'id', spot)
      else if (kept) await answer(from(user, key, { kind: 'attach', file: kept }), spot)
      else await showText(text('slack:tooLarge'), 'id', spot)
    }
    if (files.length > 0) return
    const said = 'text' in message ? (message.text ?? '') : ''
    await answer(from(user, body.event_id, typed(said)), spot)
  })
}

/** The Home tab is the start page. */
function home(app: App, { route, answered }: ListenerDeps, show: Show): void {
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return
    const start = { kind: 'command' as const, name: 'mulai', rest: '' }
    const inbound = from(event.user, body.event_id, start)
    const shown = await route(inbound)
    if (shown?.kind === 'card') await show.home(event.user, shown.card, shown.locale)
    await answered(inbound.key)
  })
}

/** The bot is invited into a channel, or put out of it. */
function places(app: App, { route, answered, outbox }: ListenerDeps, { owed }: Show): void {
  app.event('member_joined_channel', async ({ event, body, context }) => {
    if (event.user !== context.botUserId) return
    const { channel } = await app.client.conversations.info({ channel: event.channel })
    const place = group(event.channel, channel?.name ?? event.channel)
    const inbound = from(event.inviter ?? event.user, body.event_id, { kind: 'joined' }, place)
    const shown = await route(inbound)
    if (shown?.kind === 'card') await owed(() => outbox.send(event.channel, shown.card, shown.locale))
    await answered(inbound.key)
  })
  app.event('member_left_channel', async ({ event, body, context }) => {
    if (event.user !== context.botUserId) return
    const inbound = from(event.user, body.event_id, { kind: 'left' }, group(event.channel, event.channel))
    await route(inbound)
    await answered(inbound.key)
  })
}
