/** Socket Mode that comes back by itself: Bolt's own way back waits five seconds, and dies of a refused token. */
import { type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { Logger } from '../../platform/observability/log.ts'
import { boltLogger } from './log.ts'

/** Milliseconds before the first and at most before a later try. */
const FIRST_WAIT = 250
const LONGEST_WAIT = 30_000

export function socketReceiver({
  appToken,
  apiUrl,
  log,
}: {
  appToken: string
  apiUrl: string
  log: Logger
}): Receiver {
  const clientOptions = { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: 10_000 }
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
  })
  const { client } = receiver
  let stopping = false
  let connecting = false

  async function comeBack(): Promise<void> {
    if (connecting || stopping) return
    connecting = true
    for (let wait = FIRST_WAIT; !stopping; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      try {
        await client.start()
        break
      } catch (err) {
        log.warn({ err, wait }, 'slack connection failed')
        await new Promise(resolve => setTimeout(resolve, wait))
      }
    }
    connecting = false
  }

  return {
    init: app => receiver.init(app),
    start: async () => {
      stopping = false
      await client.start()
      client.on('disconnected', () => void comeBack())
    },
    stop: async () => {
      stopping = true
      client.removeAllListeners('disconnected')
      await client.disconnect()
    },
  }
}
