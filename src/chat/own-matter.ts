import { text } from './i18n/words.ts'
import { Refusal, type RequestContext } from './model.ts'

/**
 * Nobody chooses, excuses, assigns, approves or decides for themselves, whatever roles they hold (UU 30/2014 article
 * 42 to 45: an official with a conflict of interest leaves the decision to another).
 * @param concerned whose matter it is; null for nobody
 * @throws Refusal when the actor is among them
 */
export function notInOwnMatter({ actor }: RequestContext, ...concerned: readonly (string | null)[]): void {
  if (concerned.includes(actor.personId)) throw new Refusal(text('chat:refused.ownMatter'))
}
