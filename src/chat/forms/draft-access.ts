/** Which drafts a person may still fill in, and which form each is of. */
import type { Form } from '../contributions.ts'
import { text } from '../i18n/words.ts'
import { Refusal, type RequestContext } from '../model.ts'
import { type Draft, SENT } from './drafts.ts'
import type { FormsDeps } from './forms.ts'

export type DraftAccess = ReturnType<typeof createDraftAccess>

export function createDraftAccess({ forms, drafts, check }: Omit<FormsDeps, 'directory'>) {
  /** Ids of drafts that were sent, by the key of the act that sent them, until its answer was shown. */
  const sentBy = new Map<string, string>()

  return {
    /** @throws Refusal when the form does not exist, or the person's role may not use it */
    formOf: async (context: RequestContext, id: string): Promise<Form> => {
      const form = forms.get(id)
      if (!form) throw new Refusal(text('chat:refused.form'))
      await check(context, form.can)
      return form
    },
    /** @throws Refusal when the draft is another person's, was sent, or is too old */
    mine: async (context: RequestContext, draftId: string): Promise<Draft> => {
      const draft = await drafts.byId(draftId, context.now)
      const over = draft?.channel === SENT && draft.step !== context.key
      if (draft?.personId !== context.actor.personId || over) throw new Refusal(text('chat:refused.form'))
      return draft
    },
    /** Marks a draft as sent by this act. */
    sent: async ({ key, now }: RequestContext, { id }: Draft): Promise<void> => {
      await drafts.sent(id, key, now)
      sentBy.set(key, id)
    },
    /** The answer to this act was shown: a draft that it sent is deleted. */
    seen: async (key: string): Promise<void> => {
      const draftId = sentBy.get(key)
      if (draftId === undefined) return
      sentBy.delete(key)
      await drafts.close(draftId)
    },
  }
}
