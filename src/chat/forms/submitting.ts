/** Sends forms: filled step by step, or whole from a modal or a page. */
import { type Answers, Refusal, type RequestContext } from '../model.ts'
import { checkAll } from './answers.ts'
import type { Directory } from './directory.ts'
import type { DraftAccess } from './draft-access.ts'
import { type Draft, SENT } from './drafts.ts'
import type { Outcome } from './outcome.ts'
import type { Saving } from './saving.ts'

export interface SubmittingDeps {
  access: DraftAccess
  saving: Saving
  directory: Directory
}
export type Submitting = ReturnType<typeof createSubmitting>

export function createSubmitting({ access, saving, directory }: SubmittingDeps) {
  const { formOf, mine, sent } = access
  const { resume, save, backTo } = saving

  async function submit(context: RequestContext, draft: Draft): Promise<Outcome> {
    const form = await formOf(context, draft.formId)
    // The draft's id is the effect key: sending it twice has one effect.
    const result = await form.submit({ ...context, key: `draft:${draft.id}` }, draft.args, draft.answers)
    const [problem] = 'problems' in result ? result.problems : []
    if (problem && draft.channel === SENT) throw new Refusal(problem.why)
    if ('problems' in result) return backTo(context, draft, result.problems)
    await sent(context, draft)
    return result.kind === 'form' ? { kind: 'open', reply: result } : { kind: 'reply', reply: result }
  }

  /** The same act once more: the process that took it first died before its answer was shown. */
  async function again(context: RequestContext, draft: Draft): Promise<Outcome> {
    if (draft.channel === SENT) return submit(context, draft)
    return { ...(await resume(context, draft.id)), over: true }
  }

  async function submitWhole(context: RequestContext, draftId: string, raw: Answers): Promise<Outcome> {
    const draft = await mine(context, draftId)
    if (draft.channel === SENT) return again(context, draft)
    const { answers, names, problems } = await checkAll(draft.fields, raw, { context, directory })
    const filled = { ...draft, answers, names: { ...draft.names, ...names }, position: draft.fields.length }
    if (problems.length > 0) return save(context, filled, { problems })
    const saved = await save(context, filled)
    return saved.look ? { ...saved, sure: true } : submit(context, saved.draft)
  }

  return { submit, again, submitWhole }
}
