/** Whether Telegram knows us: asked at start, and again while the network is down or the token is refused. */
import { GrammyError } from 'grammy'
import type { Standing } from '../../chat/channel.ts'
import { keepTrying } from '../../platform/jobs/keep-trying.ts'
import type { Logger } from '../../platform/observability/log.ts'

/** The token is no good: only whoever set it can mend that. */
const REFUSED = new Set([401, 404])
export const isRefused = (error: unknown) => error instanceof GrammyError && REFUSED.has(error.error_code)

export function createConnection(connect: () => Promise<void>, log: Logger) {
  let standing: Standing = 'starting'
  const trying = keepTrying(
    async () => {
      await connect()
      standing = 'ok'
    },
    (err, wait) => {
      standing = isRefused(err) ? 'refused' : 'unreachable'
      log[standing === 'refused' ? 'error' : 'warn'](
        { err, channel: 'telegram', standing, again: wait },
        'telegram is not connected: it is tried again',
      )
    },
  )
  return {
    /** Does not wait for a network that is down, nor for a token that is mended. */
    open: trying.first,
    /** Resolves when it is connected. */
    done: trying.done,
    standing: () => standing,
    close: trying.stop,
  }
}
