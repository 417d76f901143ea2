/** The lifecycle of a form: opened, answered (step by step or whole), sent or cancelled. Knows no platform. */
import type { Ability } from '../../domain/abilities.ts'
import type { Form } from '../contributions.ts'
import type { Option, Reply, RequestContext } from '../model.ts'
import { createAnswering } from './answering.ts'
import { checkAll } from './answers.ts'
import type { Directory } from './directory.ts'
import { createDraftAccess } from './draft-access.ts'
import { firstOpen } from './draft-steps.ts'
import type { Drafts } from './drafts.ts'
import { createFormButtons } from './form-buttons.ts'
import type { Outcome } from './outcome.ts'
import { asItStands, createSaving } from './saving.ts'
import { createSubmitting } from './submitting.ts'

export interface FormsDeps {
  forms: ReadonlyMap<string, Form>
  drafts: Drafts
  directory: Directory
  /** @throws Refusal when the person's role may not use the form */
  check(context: RequestContext, can: Ability): Promise<void>
}
export type Forms = ReturnType<typeof createForms>

export function createForms({ forms, drafts, directory, check }: FormsDeps) {
  const access = createDraftAccess({ forms, drafts, check })
  const saving = createSaving(access, drafts)
  const submitting = createSubmitting({ access, saving, directory })

  /** Opens a form, or finds the half-filled one again. Answers known already are not asked again. */
  async function open(
    context: RequestContext,
    reply: Extract<Reply, { kind: 'form' }>,
    channel: string,
  ): Promise<Outcome> {
    const form = await access.formOf(context, reply.form)
    const fields = await form.fields(context, reply.args)
    const { answers, names } = await checkAll(fields, reply.answers ?? {}, { context, directory })
    const begun = {
      personId: context.actor.personId,
      channel,
      formId: form.id,
      args: reply.args,
      fields,
      answers,
      names,
      search: null as Option[] | null,
      step: null,
      // A form begun with nothing known asks every question, also the optional ones.
      position: Object.keys(answers).length === 0 ? 0 : firstOpen(fields, answers),
    }
    if (reply.candidates && fields[begun.position]?.kind === 'person')
      begun.search = await directory.options(context, reply.candidates)
    const draft = await drafts.open(begun, context.now, form.keepHours)
    return asItStands(context, form, draft)
  }

  return {
    open,
    /** The half-filled form as it is now. */
    resume: saving.resume,
    /** A whole form came in, as from a modal or a page. */
    submitWhole: submitting.submitWhole,
    /** Text or a file that somebody sent while a question waits. */
    answer: createAnswering(saving, directory),
    /** A tap on one of the form's own buttons. */
    press: createFormButtons({ access, drafts, saving, submitting }),
    mine: access.mine,
    seen: access.seen,
  }
}
