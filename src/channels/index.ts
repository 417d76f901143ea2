/** THE list of channels: a channel is on if and only if what it needs is configured. */
import type { ChannelParts, MakeChannel } from '../app.ts'
import type { Demo } from './web/demo.ts'
import { webChannel } from './web/index.ts'

export function configuredChannels(demo: ((parts: ChannelParts) => Demo) | null): MakeChannel[] {
  return [
    parts =>
      webChannel({
        ...parts,
        secure: parts.config.publicUrl?.startsWith('https:') ?? false,
        demo: demo?.(parts) ?? null,
      }),
  ]
}
