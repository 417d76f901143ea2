import { type Logger as BoltLogger, LogLevel } from '@slack/bolt'
import type { Logger } from '../../platform/observability/log.ts'

/** Bolt's own lines may hold payloads: only that something happened, and how bad it is, goes on. */
export function boltLogger(log: Logger): BoltLogger {
  const errorIn = (said: unknown[]) => said.find(one => one instanceof Error)
  return {
    debug: () => {},
    info: () => {},
    warn: (...said) => log.warn({ err: errorIn(said) }, 'slack warning'),
    error: (...said) => log.error({ err: errorIn(said) }, 'slack error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
