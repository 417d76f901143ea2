import { AnswerLost, Refused, RetryLater, Unreachable } from '../../chat/channel.ts'
import { neverSent } from '../../platform/http/never-sent.ts'

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
  'not_in_channel',
])
/** Slack says of these itself that some part may have happened. */
const HALFWAY = new Set(['internal_error', 'fatal_error'])
const HALFWAY_STATUS = new Set([500, 502, 504])

/** Slack's own trouble, or ours with the token, which somebody mends: trying again helps. Anything else it says stays. */
const PASSES = new Set([
  ...HALFWAY,
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'team_added_to_org',
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_expired',
  'token_revoked',
])

function platformError(error: unknown): string | null {
  if (!(error instanceof Error) || !('data' in error)) return null
  const { data } = error
  return typeof data === 'object' && data !== null && 'error' in data ? String(data.error) : null
}
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null)

/** Slack's answer, in the words every channel uses. */
export function translated(error: unknown): unknown {
  if (GONE.has(platformError(error) ?? '')) return new Unreachable()
  if (codeOf(error) === 'slack_webapi_rate_limited_error' && error instanceof Error && 'retryAfter' in error)
    return new RetryLater(Number(error.retryAfter))
  return error
}

/** Of the call that says something: whether it was said is not known when its answer is lost. */
export function perhapsSaid(error: unknown): unknown {
  if (codeOf(error) === 'slack_webapi_request_error') return neverSent(error) ? error : new AnswerLost()
  if (HALFWAY.has(platformError(error) ?? '')) return new AnswerLost()
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0
  return HALFWAY_STATUS.has(status) ? new AnswerLost() : error
}

/** Of a call that shows the answer to somebody who waits: whether to try again, and how. */
export function ofAnswer(error: unknown): unknown {
  const known = translated(error)
  const said = platformError(known)
  return said === null || PASSES.has(said) ? known : new Refused(said)
}

/** The token is no good, or the app was taken off: waiting does not help. */
export const isRefused = (error: unknown) => platformError(error) !== null
/** Nothing there to change: what the person wants already is. */
export const isSettled = (error: unknown) => SETTLED.has(platformError(error) ?? '')
/** A picture that was just uploaded is not ready to be shown for a moment. */
export const isNotReady = (error: unknown) =>
  platformError(error) === 'invalid_blocks' || codeOf(error) === 'slack_bolt_respond_error'
/** Three modals stand over each other already, as when somebody taps faster than Slack shows. */
export const isFull = (error: unknown) => platformError(error) === 'push_limit_reached'
/** The modal was closed, or its trigger is too old: nobody waits for it any longer. */
export const isTooLate = (error: unknown) =>
  [
    'not_found',
    'expired_trigger_id',
    'exchanged_trigger_id',
    'trigger_expired',
    'trigger_exchanged',
  ].includes(platformError(error) ?? '')
