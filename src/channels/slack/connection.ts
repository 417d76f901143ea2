/** The connection to Slack: opened at start, and tried again while the network is down. */
import type { App } from '@slack/bolt'
import type { Logger } from '../../platform/observability/log.ts'
import { isRefused } from './errors.ts'

/** Pause between two attempts to reach Slack at start (milliseconds). */
const RETRY_MS = 15_000

export interface Connection {
  /**
   * Does not wait for a network that is down: the rest of Rekan starts meanwhile.
   * @throws when Slack refuses the token or the app: retrying would not help
   */
  open(): Promise<void>
  close(): Promise<void>
}

export function createConnection(app: App, log: Logger): Connection {
  let retry: ReturnType<typeof setTimeout> | undefined

  async function connect(): Promise<void> {
    await app.init()
    await app.start()
  }

  async function retryLater(err: unknown): Promise<void> {
    if (isRefused(err)) throw err
    log.warn({ err }, 'slack cannot be reached yet')
    retry = setTimeout(() => {
      connect()
        .catch(retryLater)
        .catch(problem => log.fatal({ err: problem }, 'slack refused us'))
    }, RETRY_MS)
  }

  return {
    open: () => connect().catch(retryLater),
    close: async () => {
      clearTimeout(retry)
      await app.stop()
    },
  }
}
