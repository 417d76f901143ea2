/** Every door Slack comes in by. Each acks at once; only a modal's answer is worked out first. */
import type { App, BlockAction, SlackViewAction } from '@slack/bolt'
import type { FileRef, Host, Inbound, Shown, Text } from '../../chat/model.ts'
import { decodePress } from '../../chat/press.ts'
import type { Words } from '../../chat/words.ts'
import { cardBlocks, escaped } from './blocks.ts'
import { from, group, readCommand, SLACK, unescaped } from './inbound.ts'
import { type Filled, FORM, modal, option, PEOPLE, readAnswers, type SlackFile } from './modal.ts'
import type { Content, Outbox } from './outbox.ts'

export interface Doors {
  route(inbound: Inbound): Promise<Shown | null>
  outbox: Outbox
  words: Words
  fetchFile(file: SlackFile): Promise<FileRef | null>
  host(): Host | undefined
  tooLarge: Text
}
/** Callback id of the message shortcut, as in the manifest. */
export const SHORTCUT = 'pujian'

/** Where an answer can be put: over the tapped message, or beside it for one person only. */
interface Spot {
  user: string
  trigger: string | null
  /** A private answer in the place it was asked; Slack gives us 30 minutes. */
  respond:
    | ((
        content: Content & { response_type?: 'ephemeral' | 'in_channel'; replace_original?: boolean },
      ) => Promise<unknown>)
    | null
  tapped: { messageId: string; ephemeral: boolean } | null
  direct: boolean
}

export function listen(app: App, doors: Doors): void {
  const show = createShow(app, doors)
  commands(app, doors, show)
  taps(app, doors, show)
  modals(app, doors)
  messages(app, doors, show)
  places(app, doors)
}

function createShow(app: App, { outbox, words }: Doors) {
  return async function show(shown: Shown | null, spot: Spot): Promise<void> {
    if (!shown) return
    const { locale } = shown
    if (shown.kind === 'form') {
      if (spot.trigger)
        await app.client.views.open({ trigger_id: spot.trigger, view: modal(shown.draft, words, locale) })
      return
    }
    if (shown.kind === 'toast') return tell(shown.text, shown, spot)
    if (shown.over && spot.tapped && !spot.tapped.ephemeral)
      return outbox.edit(spot.tapped.messageId, shown.card, locale)
    const { respond } = spot
    if (!respond || (spot.direct && !spot.tapped?.ephemeral))
      return void (await outbox.send(spot.user, shown.card, locale))
    const over = Boolean(shown.over && spot.tapped?.ephemeral)
    const response_type = shown.where === 'here' && !over ? 'in_channel' : 'ephemeral'
    await outbox.withContent(shown.card, locale, content =>
      respond({ ...content, response_type, replace_original: over }),
    )
  }

  async function tell(said: Text, { locale }: Shown, { respond, user }: Spot): Promise<void> {
    const content = { text: escaped(words.say(said, locale)), blocks: [] }
    if (respond) await respond({ ...content, response_type: 'ephemeral', replace_original: false })
    else await app.client.chat.postMessage({ channel: user, text: content.text })
  }
}
type Show = ReturnType<typeof createShow>

function commands(app: App, { route }: Doors, show: Show): void {
  app.command(/.*/, async ({ command, ack, respond }) => {
    await ack()
    const inbound = readCommand(command)
    const direct = inbound.place.kind === 'direct'
    await show(await route(inbound), {
      user: command.user_id,
      trigger: command.trigger_id,
      respond,
      tapped: null,
      direct,
    })
  })
  app.shortcut(SHORTCUT, async ({ shortcut, ack }) => {
    await ack()
    const author = 'message' in shortcut ? shortcut.message.user : undefined
    const mentions = author ? [{ id: author }] : []
    const act = { kind: 'command' as const, name: 'pujian', rest: '', mentions }
    const spot = {
      user: shortcut.user.id,
      trigger: shortcut.trigger_id,
      respond: null,
      tapped: null,
      direct: true,
    }
    await show(await route(from(shortcut.user.id, shortcut.trigger_id, act)), spot)
  })
}

function taps(app: App, { route }: Doors, show: Show): void {
  app.action(/^press-/, async ({ action, body, ack, respond }) => {
    await ack()
    if (action.type !== 'button' || body.type !== 'block_actions' || !action.value) return
    const { user, trigger_id: trigger, container, channel } = body as BlockAction
    const direct = !channel || channel.name === 'directmessage'
    const place = direct ? undefined : group(channel.id, channel.name ?? '')
    const inbound = from(user.id, `${trigger}`, { kind: 'press', press: decodePress(action.value) }, place)
    const onMessage = container.type === 'message'
    const tapped = onMessage
      ? {
          messageId: `${container.channel_id}:${container.message_ts}`,
          ephemeral: container.is_ephemeral === true,
        }
      : null
    await show(await route(inbound), {
      user: user.id,
      trigger,
      respond: onMessage ? respond : null,
      tapped,
      direct,
    })
  })
}

function modals(app: App, { route, words, host, outbox, fetchFile }: Doors): void {
  app.view(FORM, async ({ view, body, ack }) => {
    const values = view.state.values as unknown as Record<string, Record<string, Filled>>
    const answers = await readAnswers(
      values,
      async file => (await fetchFile(file)) ?? { id: '', name: file.name, mime: '' },
    )
    const key = `${view.id}:${view.hash}`
    const shown = await route(
      from(body.user.id, key, { kind: 'submit', draftId: view.private_metadata, answers }),
    )
    await answerModal(shown, body, ack as Ack)
    if (shown?.kind === 'card') await outbox.send(body.user.id, shown.card, shown.locale)
    if (shown?.kind === 'toast') {
      await app.client.chat.postMessage({
        channel: body.user.id,
        text: escaped(words.say(shown.text, shown.locale)),
      })
    }
  })

  /** Problems stand beside their fields; another form takes the place of this one; else it closes. */
  async function answerModal(shown: Shown | null, { view }: SlackViewAction, ack: Ack): Promise<void> {
    if (shown?.kind !== 'form') return ack()
    const { draft, locale } = shown
    const here = new Set(view.blocks.map(({ block_id }) => block_id))
    const errors = draft.problems
      .filter(({ field }) => here.has(field))
      .map(({ field, why }) => [field, words.say(why, locale)])
    if (errors.length > 0) return ack({ response_action: 'errors', errors: Object.fromEntries(errors) })
    await ack({ response_action: 'update', view: modal(draft, words, locale) })
  }

  app.options(PEOPLE, async ({ options, ack }) => {
    const { user, value, block_id: field } = options
    const draft = 'view' in options && options.view ? options.view.private_metadata : ''
    const found = (await host()?.suggest({ channel: SLACK, id: user.id }, draft, field, value)) ?? []
    await ack({ options: found.map(one => option(one, label => words.say(label, 'id'))) })
  })
}
type Ack = (answer?: object) => Promise<void>

function messages(app: App, { route, fetchFile, words, tooLarge }: Doors, show: Show): void {
  app.message(async ({ message, body }) => {
    if (message.channel_type !== 'im' || !('user' in message) || !message.user) return
    if (message.subtype !== undefined && message.subtype !== 'file_share') return
    const { user } = message
    const spot = { user, trigger: null, respond: null, tapped: null, direct: true }
    const file = 'files' in message ? message.files?.[0] : undefined
    if (!file) {
      const said = 'text' in message ? unescaped(message.text ?? '') : ''
      return show(await route(from(user, body.event_id, typed(said))), spot)
    }
    const kept = await fetchFile(file as SlackFile)
    if (kept) await show(await route(from(user, body.event_id, { kind: 'attach', file: kept })), spot)
    else await app.client.chat.postMessage({ channel: user, text: escaped(words.say(tooLarge, 'id')) })
  })

  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return
    const shown = await route(from(event.user, body.event_id, { kind: 'command', name: 'mulai', rest: '' }))
    if (shown?.kind !== 'card') return
    const view = { type: 'home' as const, blocks: cardBlocks(shown.card, words, shown.locale) }
    await app.client.views.publish({ user_id: event.user, view })
  })
}

/** A command that was written as a message, as it is in a private chat with a bot. */
function typed(said: string): Inbound['act'] {
  const command = /^\/(\w+)(?:\s+([\s\S]*))?$/.exec(said.trim())
  return command
    ? { kind: 'command', name: command[1]?.toLowerCase() ?? '', rest: command[2] ?? '' }
    : { kind: 'say', text: said }
}

/** The bot is invited into a channel, or put out of it. */
function places(app: App, { route, outbox }: Doors): void {
  app.event('member_joined_channel', async ({ event, body, context }) => {
    if (event.user !== context.botUserId) return
    const { channel } = await app.client.conversations.info({ channel: event.channel })
    const place = group(event.channel, channel?.name ?? event.channel)
    const shown = await route(from(event.inviter ?? event.user, body.event_id, { kind: 'joined' }, place))
    if (shown?.kind === 'card') await outbox.send(event.channel, shown.card, shown.locale)
  })
  app.event('member_left_channel', async ({ event, body, context }) => {
    if (event.user !== context.botUserId) return
    await route(from(event.user, body.event_id, { kind: 'left' }, group(event.channel, event.channel)))
  })
}
