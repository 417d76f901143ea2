/** Whose form it is, and whether it is still theirs to fill in. */

import { text } from '../i18n/words.ts'
import { type Asking, type Form, Refusal } from '../model.ts'
import { type Draft, SENT } from './drafts.ts'
import type { FormsDeps } from './forms.ts'

export function createHolding({ forms, drafts, check }: Omit<FormsDeps, 'directory'>) {
  /** Drafts that were sent, by the act that did it, until its answer is seen. */
  const sentBy = new Map<string, string>()

  return {
    formOf: async (asking: Asking, id: string): Promise<Form> => {
      const form = forms.get(id)
      if (!form) throw new Refusal(text('chat:refused.form'))
      await check(asking, form.can)
      return form
    },
    mine: async (asking: Asking, draftId: string): Promise<Draft> => {
      const draft = await drafts.byId(draftId, asking.now)
      const over = draft?.channel === SENT && draft.step !== asking.key
      if (draft?.personId !== asking.actor.personId || over) throw new Refusal(text('chat:refused.form'))
      return draft
    },
    sent: async ({ key, now }: Asking, { id }: Draft): Promise<void> => {
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
