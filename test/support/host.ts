import type { Host } from '../../src/chat/channel.ts'

/** The other end of a channel's port: what a test does not say does nothing. */
export const hostOf = (said: Pick<Host, 'route'> & Partial<Host>): Host => ({
  answered: async () => {},
  suggest: async () => [],
  commands: async () => [],
  redeem: async () => null,
  gone: async () => {},
  back: async () => {},
  moved: async () => {},
  ...said,
})
