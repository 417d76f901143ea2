import { BotError, GrammyError, HttpError } from 'grammy'
import { AnswerLost, Refused, RetryLater, Unreachable } from '../../chat/channel.ts'
import { neverSent } from '../../platform/http/never-sent.ts'

const GONE =
  /blocked|deactivated|kicked|not a member|chat not found|can't initiate|PEER_ID_INVALID|upgraded to a supergroup/i
/** Nothing to change, or nothing there to change: both leave what the person wants. */
const SETTLED =
  /message is not modified|message to edit not found|message can't be edited|message to delete not found/i

/** Telegram's answer, in the words every channel uses. */
export function translated(error: unknown): unknown {
  if (error instanceof HttpError) return neverSent(error) ? error : new AnswerLost()
  if (!(error instanceof GrammyError)) return error
  const retryAfter = error.parameters.retry_after
  if (retryAfter !== undefined) return new RetryLater(retryAfter)
  if (error.error_code === 403 || GONE.test(error.description)) return new Unreachable()
  return error
}

/** Telegram understood the call and will never take it: trying again does not help. */
const NEVER = new Set([400, 413])

/** Of a call that shows the answer to somebody who waits: whether to try again, and how. */
export function ofAnswer(error: unknown): unknown {
  const known = translated(error)
  return known instanceof GrammyError && NEVER.has(known.error_code) ? new Refused(known.description) : known
}

export const isSettled = (error: unknown) => error instanceof GrammyError && SETTLED.test(error.description)

/** There is nothing any more that could be changed. */
export const isGone = (error: unknown) =>
  error instanceof GrammyError && /message to edit not found|message can't be edited/i.test(error.description)

/** The message is a picture: it has a caption only. */
export const hasNoText = (error: unknown) =>
  error instanceof GrammyError && /there is no text in the message/i.test(error.description)
/** A file is called by a name that Telegram does not know, or no longer. */
export const isUnknownFile = (error: unknown) =>
  error instanceof GrammyError && /wrong (remote )?file id|FILE_REFERENCE/i.test(error.description)
/** Telegram deletes nothing that is older than 48 hours. */
export const isTooOldToDelete = (error: unknown) =>
  error instanceof GrammyError && /message can't be deleted/i.test(error.description)

/** A button was tapped so long ago that Telegram no longer waits for an answer. */
export const isTooOld = (error: unknown) =>
  error instanceof GrammyError && /query is too old|query ID is invalid/i.test(error.description)

/** What went wrong, without the context grammY hangs on it: that holds the token and what the person wrote. */
export const causeOf = (error: unknown) => (error instanceof BotError ? error.error : error)
