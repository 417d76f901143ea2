import { type DestinationStream, type Logger, pino } from 'pino'
import { describeError } from './describe-error.ts'

export type { Logger }

/** Names of fields that may carry what people wrote, who they are, or a secret: never in a log. */
const NEVER = [
  'token',
  'secret',
  'password',
  'code',
  'nip',
  'name',
  'email',
  'message',
  'text',
  'answers',
  'authorization',
]

/**
 * Structured lines on standard output. Callers log ids and codes only; `NEVER` is the net below.
 * An error is reduced to its kind, what a platform calls it, and where it happened (`describe-error.ts`).
 * @param destination where the lines go instead
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { app: 'rekan' },
    redact: { paths: NEVER.flatMap(key => [key, `*.${key}`]), censor: '[redacted]' },
    serializers: { err: describeError },
  }
  return destination ? pino(options, destination) : pino(options)
}
