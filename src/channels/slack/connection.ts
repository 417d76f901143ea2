/** The connection to Slack: opened at start, and tried again while the network is down or Slack refuses us. */
import type { App } from '@slack/bolt'
import type { Standing } from '../../chat/channel.ts'
import { keepTrying } from '../../platform/jobs/keep-trying.ts'
import type { Logger } from '../../platform/observability/log.ts'
import { isRefused } from './errors.ts'

export interface Connection {
  /** Does not wait for a network that is down, nor for a token that is mended: the rest of Rekan runs meanwhile. */
  open(): Promise<void>
  standing(): Standing
  close(): Promise<void>
}

export function createConnection(app: App, log: Logger): Connection {
  let standing: Standing = 'starting'
  let initialized = false
  const trying = keepTrying(
    async () => {
      if (!initialized) await app.init()
      initialized = true
      await app.start()
      standing = 'ok'
    },
    (err, wait) => {
      standing = isRefused(err) ? 'refused' : 'unreachable'
      log[standing === 'refused' ? 'error' : 'warn'](
        { err, channel: 'slack', standing, again: wait },
        'slack is not connected: it is tried again',
      )
    },
  )
  return {
    open: trying.first,
    standing: () => standing,
    close: async () => {
      trying.stop()
      await app.stop()
    },
  }
}
