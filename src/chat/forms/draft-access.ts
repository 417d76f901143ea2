/** Whose form it is, and whether it is still theirs to fill in. */

import type { Form } from '../contributions.ts'
import { text } from '../i18n/words.ts'
import { Refusal, type RequestContext } from '../model.ts'
import { type Draft, SENT } from './drafts.ts'
import type { FormsDeps } from './forms.ts'

export function createDraftAccess({ forms, drafts, check }: Omit<FormsDeps, 'directory'>) {
  /** Drafts that were sent, by the act that did it, until its answer is seen. */
  const sentBy = new Map<string, string>()

  return {
    formOf: async (context: RequestContext, id: string): Promise<Form> => {
      const form = forms.get(id)
      if (!form) throw new Refusal(text('chat:refused.form'))
      await check(context, form.can)
      return form
    },
    mine: async (context: RequestContext, draftId: string): Promise<Draft> => {
      const draft = await drafts.byId(draftId, context.now)
      const over = draft?.channel === SENT && draft.step !== context.key
      if (draft?.personId !== context.actor.personId || over) throw new Refusal(text('chat:refused.form'))
      return draft
    },
    sent: async ({ key, now }: RequestContext, { id }: Draft): Promise<void> => {
      await drafts.sent(id, key, now)
      sentBy.set(key, id)
    },
    /** The person has seen what came of this act: a form that it sent is kept no longer. */
    seen: async (key: string): Promise<void> => {
      const draftId = sentBy.get(key)
      if (draftId === undefined) return
      sentBy.delete(key)
      await drafts.close(draftId)
    },
  }
}
