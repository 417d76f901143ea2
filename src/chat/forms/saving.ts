/** Loads a draft and saves its next step. */

import type { Form } from '../contributions.ts'
import { text } from '../i18n/words.ts'
import { type Problem, Refusal, type RequestContext } from '../model.ts'
import type { DraftAccess } from './draft-access.ts'
import { firstOpen } from './draft-steps.ts'
import type { Draft, Drafts } from './drafts.ts'
import type { DraftOutcome } from './outcome.ts'

export type Saving = ReturnType<typeof createSaving>

export function createSaving({ formOf, mine }: DraftAccess, drafts: Drafts) {
  async function resume(context: RequestContext, draftId: string): Promise<DraftOutcome> {
    const draft = await mine(context, draftId)
    return asItStands(context, await formOf(context, draft.formId), draft)
  }

  /** @throws Refusal when another act has saved the draft meanwhile */
  async function save(
    context: RequestContext,
    draft: Draft,
    more: Partial<DraftOutcome> = {},
  ): Promise<DraftOutcome> {
    const form = await formOf(context, draft.formId)
    // Should the act come again: a refused answer is refused again, with its reason; an accepted one is not repeated.
    const step = more.problems?.length ? null : context.key
    const saved = await drafts.save({ ...draft, step }, context.now, form.keepHours)
    if (!saved) throw new Refusal(text('chat:refused.stale'))
    return { ...(await asItStands(context, form, saved)), ...more }
  }

  /** Back to the first field that has a problem. */
  function backTo(context: RequestContext, draft: Draft, problems: Problem[]): Promise<DraftOutcome> {
    const position = draft.fields.findIndex(field => field.id === problems[0]?.field)
    return save(context, { ...draft, position: position < 0 ? draft.fields.length : position }, { problems })
  }

  return { resume, save, backTo }
}

export async function asItStands(context: RequestContext, form: Form, draft: Draft): Promise<DraftOutcome> {
  return { kind: 'draft', draft, title: form.title, problems: [], ...(await lastLook(context, form, draft)) }
}

/** Nothing is worked out from answers that are not complete yet. */
async function lastLook(context: RequestContext, form: Form, { fields, position, answers, args }: Draft) {
  const ready = position >= fields.length && firstOpen(fields, answers) >= fields.length
  return ready && form.lastLook ? { look: await form.lastLook(context, args, answers) } : {}
}
