/** THE list of channels: a channel is on if and only if what it needs is configured. */
import type { ChannelParts, MakeChannel } from '../app.ts'
import type { Config } from '../config.ts'
import { slackChannel } from './slack/index.ts'
import { telegramChannel } from './telegram/index.ts'
import type { Demo } from './web/demo.ts'
import { webChannel } from './web/index.ts'

export function configuredChannels(
  { telegram, slack, slackLinkByEmail: linkByEmail, publicUrl }: Config,
  demo: ((parts: ChannelParts) => Demo) | null,
): MakeChannel[] {
  const secure = publicUrl?.startsWith('https:') ?? false
  const channels: MakeChannel[] = [parts => webChannel({ ...parts, secure, demo: demo?.(parts) ?? null })]
  if (telegram) channels.push(parts => telegramChannel({ ...parts, telegram, publicUrl }))
  if (slack) channels.push(parts => slackChannel({ ...parts, slack, linkByEmail }))
  return channels
}
