/** Text or a file that somebody sends while a form waits for it. */
import { text } from '../i18n/words.ts'
import type { Field, FileRef, RequestContext } from '../model.ts'
import { checkAnswer } from './answers.ts'
import type { Directory } from './directory.ts'
import { advance, named, wrongSort } from './draft-steps.ts'
import type { Draft } from './drafts.ts'
import type { Outcome } from './outcome.ts'
import type { Saving } from './saving.ts'

/** Number of names offered for a part of a name. */
const FOUND_LIMIT = 8

export function createAnswering({ resume, save }: Saving, directory: Directory) {
  async function search(
    context: RequestContext,
    draft: Draft,
    field: Extract<Field, { kind: 'person' }>,
    typed: string,
  ): Promise<Outcome> {
    const found = await directory.find(context, typed, field.among, FOUND_LIMIT)
    const problems = found.length === 0 ? [{ field: field.id, why: text('form:problem.nobody') }] : []
    return save(context, { ...draft, search: found.length === 0 ? null : found }, { problems })
  }

  return async (context: RequestContext, draft: Draft, raw: string | FileRef): Promise<Outcome> => {
    if (draft.step === context.key) return resume(context, draft.id)
    const field = draft.fields[draft.position]
    if (!field) return save(context, draft)
    if (field.kind === 'person' && typeof raw === 'string') return search(context, draft, field, raw)
    const why = wrongSort(field, raw)
    const checked = why ? { ok: false as const, why } : checkAnswer(field, named(field, raw))
    if (!checked.ok) return save(context, draft, { problems: [{ field: field.id, why: checked.why }] })
    return save(context, advance({ ...draft, answers: { ...draft.answers, [field.id]: checked.value } }))
  }
}
