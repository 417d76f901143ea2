import { AnswerLost, RetryLater, Unreachable } from '../../chat/model.ts'

const GONE = new Set([
  'channel_not_found',
  'user_not_found',
  'user_disabled',
  'user_not_visible',
  'users_not_found',
  'is_archived',
  'not_in_channel',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'restricted_action',
])
const SETTLED = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'channel_not_found',
  'is_archived',
])

function platformError(error: unknown): string | null {
  if (!(error instanceof Error) || !('data' in error)) return null
  const { data } = error
  return typeof data === 'object' && data !== null && 'error' in data ? String(data.error) : null
}

/** Slack's answer, in the words every channel uses. */
export function translated(error: unknown): unknown {
  const reason = platformError(error)
  if (reason !== null) return GONE.has(reason) ? new Unreachable() : error
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'slack_webapi_rate_limited_error' && 'retryAfter' in error)
    return new RetryLater(Number(error.retryAfter))
  return error.code === 'slack_webapi_request_error' ? new AnswerLost() : error
}

/** Nothing there to change: what the person wants already is. */
export const isSettled = (error: unknown) => SETTLED.has(platformError(error) ?? '')
/** A picture that was just uploaded is not ready to be shown for a moment. */
export const isNotReady = (error: unknown) => platformError(error) === 'invalid_blocks'
