/** The form's own buttons, below each question and at its review. */
import { text } from '../i18n/words.ts'
import { Refusal, type RequestContext } from '../model.ts'
import type { DraftAccess } from './draft-access.ts'
import { advance, firstOpen, missing, pick, place, without } from './draft-steps.ts'
import type { Draft, Drafts } from './drafts.ts'
import { cancelled, type Outcome } from './outcome.ts'
import type { Saving } from './saving.ts'
import type { Submitting } from './submitting.ts'

export interface FormButtonsDeps {
  access: DraftAccess
  drafts: Drafts
  saving: Saving
  submitting: Submitting
}

export function createFormButtons({ access, drafts, saving, submitting }: FormButtonsDeps) {
  const { formOf, mine } = access
  const { save, backTo } = saving

  async function step(context: RequestContext, draft: Draft, verb: string, arg: string): Promise<Outcome> {
    const { title } = await formOf(context, draft.formId)
    switch (verb) {
      case 'form.pick':
        return save(context, pick(draft, Number(arg)), { over: true })
      case 'form.done':
        return save(context, advance(draft), { over: true })
      case 'form.skip':
        return save(context, advance(without(draft)), { over: true })
      case 'form.goto':
        return save(context, { ...draft, position: place(draft, Number(arg)), search: null }, { over: true })
      case 'form.page':
        return { kind: 'draft', draft, title, problems: [], over: true, page: Number(arg) || 0 }
      case 'form.edit':
        return { kind: 'draft', draft, title, problems: [], over: true, editing: true }
      case 'form.send':
        if (firstOpen(draft.fields, draft.answers) < draft.fields.length)
          return backTo(context, draft, missing(draft))
        return submitting.submit(context, draft)
      default:
        throw new Refusal(text('chat:refused.button'))
    }
  }

  /** @param args draft id, the draft's version when the button was shown, and what the button means */
  return async (context: RequestContext, verb: string, args: readonly string[]): Promise<Outcome> => {
    const [draftId = '', version = '', arg = ''] = args
    const draft = await mine(context, draftId)
    if (draft.step === context.key) return submitting.again(context, draft)
    if (verb === 'form.cancel') {
      await drafts.close(draft.id)
      return { kind: 'reply', reply: cancelled(true) }
    }
    if (Number(version) !== draft.version) throw new Refusal(text('chat:refused.stale'))
    return step(context, draft, verb, arg)
  }
}
