/** What Slack sends when a person presses a button. */
import type { Delivered } from './deliver.ts'
import type { createModal } from './modal.ts'
import type { Tappable } from './visible.ts'
import { BOT, type Conversation, type Message, type User, type View, type World } from './world.ts'

export function createPress(
  world: World,
  modal: ReturnType<typeof createModal>,
  user: User,
  url: (given: Parameters<World['response']>[0]) => string,
) {
  return press

  function press(tap: Tappable, on: Message | View, place: Conversation): Delivered {
    const { block_id, element } = tap
    const { action_id, value, style, text, type } = element
    const action = { action_id, block_id, text, value, style, type, action_ts: world.ts() }
    const base = { type: 'block_actions', ...modal.who(), actions: [action], state: { values: {} } }
    if ('view' in on) {
      const container = { type: 'view', view_id: on.id }
      const trigger_id = world.trigger(user.id, on.id)
      return {
        kind: 'interactive',
        payload: { ...base, container, trigger_id, view: modal.payloadOf(on, {}) },
      }
    }
    const name = place.kind === 'private' ? 'privategroup' : place.name
    const container = {
      type: 'message',
      message_ts: on.ts,
      channel_id: on.channel,
      is_ephemeral: on.only !== undefined,
    }
    return {
      kind: 'interactive',
      payload: {
        ...base,
        container,
        channel: { id: place.id, name },
        trigger_id: world.trigger(user.id),
        ...(on.only === undefined && { message: { type: 'message', ts: on.ts, user: BOT, text: on.text } }),
        response_url: url({ user: user.id, channel: place.id, tapped: on }),
      },
    }
  }
}
