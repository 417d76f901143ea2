/** What Slack brought, as an act. */
import type { Act, Inbound, Mention } from '../../chat/channel.ts'
import type { Place } from '../../chat/model.ts'
import { withEmoji } from './emoji.ts'

export const SLACK = 'slack'
const at = (id: string) => ({ channel: SLACK, id })
const DIRECT: Place = { kind: 'direct' }
export const group = (id: string, title: string): Place => ({ kind: 'group', address: at(id), title })

export interface SlashCommand {
  command: string
  text: string
  user_id: string
  channel_id: string
  channel_name: string
  trigger_id: string
}

/** `<@U123|siti> terima kasih`: who is mentioned comes escaped, the rest as people write. */
export function readLine(text: string): { rest: string; mentions: Mention[] } {
  const mentions = [...text.matchAll(MENTION)].map(([, id = '']) => ({ id }))
  return { rest: unescaped(text.replaceAll(MENTION, ' ')).trim(), mentions }
}
const MENTION = /<@([A-Z0-9]+)(?:\|[^>]*)?>/g

/** In a private chat with Rekan, or with somebody else: an answer goes to the one who asked. */
export const placeOf = (id: string, name: string): Place =>
  id.startsWith('D') || name === 'directmessage' ? DIRECT : group(id, name)

export function readCommand(given: SlashCommand): Inbound {
  const { command, text, user_id, channel_id, channel_name, trigger_id } = given
  return {
    key: `slack:${trigger_id}`,
    from: at(user_id),
    place: placeOf(channel_id, channel_name),
    act: { kind: 'command', name: command.slice(1), ...readLine(text) },
  }
}

/** A command that was written as a message, as it is in a private chat with a bot. */
export function typed(said: string): Act {
  const command = /^\/(\w+)(?:\s+([\s\S]*))?$/.exec(said.trim())
  return command
    ? { kind: 'command', name: command[1]?.toLowerCase() ?? '', ...readLine(command[2] ?? '') }
    : { kind: 'say', text: unescaped(said) }
}

/**
 * The shortcut on a message is praise for who wrote it. On one's own message, it is that message which praises:
 * whom it mentions, in the words it has.
 */
export function praise(self: string, message: { user?: string | undefined; text?: string | undefined }): Act {
  if (message.user !== self) {
    const mentions = message.user ? [{ id: message.user }] : []
    return { kind: 'command', name: 'pujian', rest: '', mentions }
  }
  const { rest, mentions } = readLine(message.text ?? '')
  return { kind: 'command', name: 'pujian', rest: mentions.length > 0 ? rest : '', mentions }
}

/** Slack escapes the three control characters, and writes links and names in angle brackets. */
export function unescaped(said: string): string {
  return withEmoji(said)
    .replaceAll(/<(?:https?:\/\/|mailto:)[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<((?:https?:\/\/|mailto:)[^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

export const from = (user: string, key: string, act: Inbound['act'], place: Place = DIRECT): Inbound => ({
  key: `slack:${key}`,
  from: at(user),
  place,
  act,
})
