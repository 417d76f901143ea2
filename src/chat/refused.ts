import type { ChatResponse } from './channel.ts'
import { Refusal, type RequestContext } from './model.ts'

/** @throws the error itself when it is no Refusal */
export function toResponse(error: unknown, { actor }: RequestContext): ChatResponse {
  if (!(error instanceof Refusal)) throw error
  return { kind: 'toast', text: error.text, locale: actor.locale, where: 'here' }
}
