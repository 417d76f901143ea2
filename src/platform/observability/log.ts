import { type DestinationStream, type Logger, pino } from 'pino'

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
 * An error is reduced to its kind and where it happened: its message may quote a query or a person.
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

function describeError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '').split('\n').filter(line => line.trimStart().startsWith('at '))
  const code = 'code' in error ? error.code : undefined
  return { type: error.name, code, at: frames.slice(0, 6).map(line => line.trim()) }
}
