/** What Slack brought, as an act. */
import type { Inbound, Mention, Place } from '../../chat/model.ts'

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

/** `/pujian <@U123|siti> terima kasih`: who is mentioned comes escaped, the rest as people write. */
export function readCommand({
  command,
  text,
  user_id,
  channel_id,
  channel_name,
  trigger_id,
}: SlashCommand): Inbound {
  const mentions: Mention[] = [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, id = '']) => ({ id }))
  const rest = unescaped(text.replaceAll(/<@[A-Z0-9]+(?:\|[^>]*)?>/g, ' ')).trim()
  const place = channel_name === 'directmessage' ? DIRECT : group(channel_id, channel_name)
  return {
    key: `slack:${trigger_id}`,
    from: at(user_id),
    place,
    act: { kind: 'command', name: command.slice(1), rest, mentions },
  }
}

/** Slack escapes the three control characters, and writes links and names in angle brackets. */
export function unescaped(said: string): string {
  return said
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
