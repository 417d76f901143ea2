import { text } from '../i18n/words.ts'
import type { Block, Problem, Reply, Text } from '../model.ts'
import type { Draft } from './drafts.ts'

/** What a step of a form leads to: the draft as it is now, or the reply to a form that was sent. */
export type Outcome =
  | {
      kind: 'draft'
      draft: Draft
      title: Text
      problems: Problem[]
      over?: true
      page?: number
      editing?: true
      /** At the last look: what is worked out from the answers. */
      look?: Block[]
      /** Has to be confirmed before it is sent, also on a channel that shows forms whole. */
      sure?: true
    }
  | { kind: 'reply'; reply: Exclude<Reply, { kind: 'form' }> }
  | { kind: 'open'; reply: Extract<Reply, { kind: 'form' }> }
export type DraftOutcome = Extract<Outcome, { kind: 'draft' }>

/** @param over in the place of the form's own message */
export function cancelled(over: boolean): Extract<Reply, { kind: 'card' }> {
  const card = {
    title: text('chat:cancel.title'),
    blocks: [{ kind: 'text' as const, text: text('chat:cancel.body') }],
  }
  return over ? { kind: 'card', card, over: true } : { kind: 'card', card }
}
