import { z } from 'zod'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Field, Reply, RequestContext } from '../../../chat/model.ts'

/** A reason is thought over: a draft is kept as long as one may object. */
export const KEEP_HOURS = 14 * 24

/** The one answer of a form that asks for words. */
export const wordsAnswer = z.object({ said: z.string() })

export const wordsField = (label: Key, hint: Key, length: { min: number; max: number }): Field => ({
  kind: 'paragraph',
  id: 'said',
  ...length,
  label: text(label),
  hint: text(hint),
})

/** The objection as its reader may see it, in place of the form that was sent. */
export type ShowObjection = (context: RequestContext, objectionId: string) => Promise<Reply>
