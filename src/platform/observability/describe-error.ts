/**
 * An error as a log may say it: its kind, its codes, the platform's method and its answer, and where it happened. Never
 * its message, which may quote a query or a person. What is told is taken by its shape or from a list, not by trust.
 */

/** Names of methods and codes: `sendMessage`, `chat.postMessage`, `ECONNRESET`, `P2002`, `slack_webapi_http_error`. */
const NAME = /^[\w.-]{1,60}$/
/** What Telegram says, as far as it is its own words (core.telegram.org/bots/api, and what its server answers). */
const TELEGRAM_SAYS = [
  /^Unauthorized$/,
  /^Not Found$/,
  /^Internal Server Error$/,
  /^Bad Gateway$/,
  /^Gateway Timeout$/,
  /^Request Entity Too Large$/,
  /^Too Many Requests: retry after \d+$/,
  /^Conflict: terminated by [\w ]+/,
  /^Conflict: can't use getUpdates method while webhook is active/,
  /^Forbidden: bot (was|is|can't) [\w .']+$/,
  /^Forbidden: user is deactivated$/,
  /^Bad Request: (chat|message|user|query|file|wrong|can't|there is no|not enough|have no|need|group|PEER|FILE|BUTTON|MEDIA|PHOTO)(?=[ _A-Z])/,
]
/** Of a sentence that goes on after its kind, only so much is ours to tell (characters). */
const MAX_SAID = 60
/** Where libraries keep the error that was first. */
const INSIDE = ['cause', 'error', 'original'] as const

export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '').split('\n').filter(line => line.trimStart().startsWith('at '))
  return {
    type: error.name,
    ...known({
      platform: platformOf(error),
      method: name(error, 'method'),
      code: name(error, 'code') ?? number(error, 'error_code') ?? number(error, 'statusCode'),
      said: said(error),
      because: because(error),
    }),
    at: frames.slice(0, 6).map(line => line.trim()),
  }
}

function platformOf(error: Error): string | undefined {
  if ('error_code' in error || error.name === 'HttpError') return 'telegram'
  return name(error, 'code')?.startsWith('slack_') ? 'slack' : undefined
}

/** Slack answers with codes; of Telegram's sentences those that are known. */
function said(error: Error): string | undefined {
  if ('data' in error && typeof error.data === 'object' && error.data !== null)
    return name(error.data, 'error')
  const sentence = 'description' in error ? String(error.description) : ''
  const kind = TELEGRAM_SAYS.map(pattern => pattern.exec(sentence)?.[0]).find(Boolean)
  return kind?.slice(0, MAX_SAID)
}

/** The code of the error that was first, such as that of the network. */
function because(error: object, depth = 0): string | undefined {
  if (depth > 4) return undefined
  for (const field of INSIDE) {
    const inner = field in error ? (error as Record<string, unknown>)[field] : undefined
    if (typeof inner !== 'object' || inner === null) continue
    const found = name(inner, 'code') ?? because(inner, depth + 1)
    if (found) return found
  }
  return undefined
}

function name(of: object, field: string): string | undefined {
  const value = field in of ? (of as Record<string, unknown>)[field] : undefined
  return typeof value === 'string' && NAME.test(value) ? value : undefined
}
function number(of: object, field: string): number | undefined {
  const value = field in of ? (of as Record<string, unknown>)[field] : undefined
  return typeof value === 'number' ? value : undefined
}

const known = (all: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
