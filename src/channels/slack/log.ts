import { type Logger as BoltLogger, LogLevel } from '@slack/bolt'
import type { Logger } from '../../platform/observability/log.ts'

/**
 * Bolt's own lines may hold payloads: only that something happened goes on. What a call throws is told by whoever made
 * it, who knows whether it matters: a picture that is not ready yet is no error.
 */
export function boltLogger(log: Logger): BoltLogger {
  const errorIn = (said: unknown[]) => said.find(one => one instanceof Error)
  return {
    debug: () => {},
    info: () => {},
    warn: (...said) => log.debug({ err: errorIn(said) }, 'slack warning'),
    error: (...said) => log.warn({ err: errorIn(said) }, 'slack trouble'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
