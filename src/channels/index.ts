/** THE list of channels: a channel is on if and only if what it needs is configured. */
import type { ChannelParts, MakeChannel } from '../app.ts'
import type { Config } from '../config.ts'
import { createDoor } from '../platform/http/door.ts'
import type { Demo } from './web/demo.ts'
import { webChannel } from './web/index.ts'

/** A platform's own library is loaded only where the office uses that platform. */
export async function configuredChannels(
  config: Config,
  demo: ((parts: ChannelParts) => Demo) | null,
): Promise<MakeChannel[]> {
  const { telegram, slack, slackLinkByEmail: linkByEmail, publicUrl } = config
  const door = createDoor(config)
  const channels: MakeChannel[] = [parts => webChannel({ ...parts, door, demo: demo?.(parts) ?? null })]
  if (telegram) {
    const { telegramChannel } = await import('./telegram/index.ts')
    channels.push(parts => telegramChannel({ ...parts, telegram, publicUrl }))
  }
  if (slack) {
    const { slackChannel } = await import('./slack/index.ts')
    channels.push(parts => slackChannel({ ...parts, slack, linkByEmail }))
  }
  return channels
}
