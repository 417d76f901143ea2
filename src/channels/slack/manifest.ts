/** The app's manifest: what api.slack.com makes the Slack app from. Scopes are no wider than what is called. */

import { text, type Words } from '../../chat/i18n/words.ts'
import type { Locale, Text } from '../../chat/model.ts'
import { cut } from './blocks.ts'
import { SHORTCUT } from './listeners.ts'
import { EVENTS } from './receiver.ts'

/** Each with what it is for: a scope nobody needs is not asked for. */
export const SCOPES = [
  // Cards, to people and into the channels Rekan was invited to.
  'chat:write',
  'commands',
  // Pictures and documents, out and in.
  'files:write',
  'files:read',
  // What people write to Rekan in private; nothing that is said in channels is read.
  'im:history',
  // The name of a channel Rekan is invited to.
  'channels:read',
  'groups:read',
] as const
/** Only where accounts are linked by e-mail address: whose it is, and whether Slack has confirmed it. */
export const EMAIL_SCOPES = ['users:read', 'users:read.email'] as const
export const EVENT_TYPES = [
  'app_home_opened',
  'member_joined_channel',
  'member_left_channel',
  'message.im',
] as const

/** Slack's limits (characters). */
const MAX_ABOUT = 140
const MAX_SHORTCUT = 24
const MAX_HINT = 150

const LOCALE: Locale = 'id'

/** @param address where Slack posts to; null: Socket Mode, no public address needed */
export function slackManifest(
  commands: readonly { name: string; about: Text }[],
  words: Words,
  { address, linkByEmail = false }: { address: string | null; linkByEmail?: boolean },
) {
  const say = (words_: Text) => words.say(words_, LOCALE)
  const url = address && `${address}${EVENTS}`
  const about = cut(say(text('slack:description')), MAX_ABOUT)
  return {
    display_information: { name: 'Rekan', description: about, background_color: '#1d4ed8' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Rekan', always_online: true },
      shortcuts: [
        {
          name: cut(say(text('slack:shortcut')), MAX_SHORTCUT),
          type: 'message',
          callback_id: SHORTCUT,
          description: cut(say(text('slack:shortcutHint')), MAX_HINT),
        },
      ],
      slash_commands: commands.map(({ name, about: what }) => ({
        command: `/${name}`,
        description: say(what),
        // Mentions come as ids: names alone are not unique.
        should_escape: true,
        ...(url && { url }),
      })),
    },
    oauth_config: { scopes: { bot: [...SCOPES, ...(linkByEmail ? EMAIL_SCOPES : [])] } },
    settings: {
      event_subscriptions: { bot_events: [...EVENT_TYPES], ...(url && { request_url: url }) },
      interactivity: { is_enabled: true, ...(url && { request_url: url, message_menu_options_url: url }) },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  }
}
