/** The life of a form: opened, answered (step by step or whole), sent, or left. Knows no platform. */

import type { Ability } from '../../domain/abilities.ts'
import type { Form } from '../contributions.ts'
import { text } from '../i18n/words.ts'
import {
  type Block,
  type Field,
  type FileRef,
  type Problem,
  Refusal,
  type Reply,
  type RequestContext,
  type Text,
} from '../model.ts'
import { checkAll, checkAnswer } from './answers.ts'
import type { Directory } from './directory.ts'
import { createDraftAccess } from './draft-access.ts'
import { advance, firstOpen, missing, named, pick, place, without, wrongSort } from './draft-steps.ts'
import { type Draft, type Drafts, SENT } from './drafts.ts'

/** Names offered for a part of a name. */
const FOUND_LIMIT = 8

/** What a step leads to: the draft as it now stands, or the form's own answer when it is through. */
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
      /** Looked at once more before it is sent, also on a channel that shows forms whole. */
      sure?: true
    }
  | { kind: 'reply'; reply: Exclude<Reply, { kind: 'form' }> }
  | { kind: 'open'; reply: Extract<Reply, { kind: 'form' }> }

export interface FormsDeps {
  forms: ReadonlyMap<string, Form>
  drafts: Drafts
  directory: Directory
  /** @throws Refusal when the asker's role may not use the form */
  check(context: RequestContext, can: Ability): Promise<void>
}
export type Forms = ReturnType<typeof createForms>

export function createForms({ forms, drafts, directory, check }: FormsDeps) {
  const { formOf, mine, sent, seen } = createDraftAccess({ forms, drafts, check })

  /** Opens a form, or finds the half-filled one again. Answers known already are not asked again. */
  async function open(
    context: RequestContext,
    reply: Extract<Reply, { kind: 'form' }>,
    channel: string,
  ): Promise<Outcome> {
    const form = await formOf(context, reply.form)
    const fields = await form.fields(context, reply.args)
    const { answers, names } = await checkAll(fields, reply.answers ?? {}, { context, directory })
    const { personId } = context.actor
    const of = { personId, channel, formId: form.id, args: reply.args }
    const begun = { ...of, fields, answers, names, search: null, step: null }
    // A form begun with nothing known is asked whole, also what may be skipped.
    const position = Object.keys(answers).length === 0 ? 0 : firstOpen(fields, answers)
    const draft = await drafts.open({ ...begun, position }, context.now, form.keepHours)
    return { kind: 'draft', draft, title: form.title, problems: [], ...(await look(context, form, draft)) }
  }

  /** The half-filled form as it stands. */
  async function resume(context: RequestContext, draftId: string): Promise<Outcome> {
    const draft = await mine(context, draftId)
    const form = await formOf(context, draft.formId)
    return { kind: 'draft', draft, title: form.title, problems: [], ...(await look(context, form, draft)) }
  }

  async function keep(
    context: RequestContext,
    draft: Draft,
    more: Partial<Extract<Outcome, { kind: 'draft' }>> = {},
  ): Promise<Outcome> {
    const form = await formOf(context, draft.formId)
    // An answer that was refused is refused again, with its reason; one that was taken is not taken twice.
    const step = more.problems?.length ? null : context.key
    const saved = await drafts.save({ ...draft, step }, context.now, form.keepHours)
    if (!saved) throw new Refusal(text('chat:refused.stale'))
    const seen = await look(context, form, saved)
    return { kind: 'draft', draft: saved, title: form.title, problems: [], ...seen, ...more }
  }

  async function submit(context: RequestContext, draft: Draft): Promise<Outcome> {
    const form = await formOf(context, draft.formId)
    // The draft is the key of what it leads to: sending it twice has one effect.
    const result = await form.submit({ ...context, key: `draft:${draft.id}` }, draft.args, draft.answers)
    const [problem] = 'problems' in result ? result.problems : []
    if (problem && draft.channel === SENT) throw new Refusal(problem.why)
    if ('problems' in result) return backTo(context, draft, result.problems)
    await sent(context, draft)
    return result.kind === 'form' ? { kind: 'open', reply: result } : { kind: 'reply', reply: result }
  }

  /** The same act once more: whoever took it first died before its answer was seen. */
  async function again(context: RequestContext, draft: Draft): Promise<Outcome> {
    if (draft.channel === SENT) return submit(context, draft)
    const outcome = await resume(context, draft.id)
    return outcome.kind === 'draft' ? { ...outcome, over: true } : outcome
  }

  function backTo(context: RequestContext, draft: Draft, problems: Problem[]): Promise<Outcome> {
    const position = draft.fields.findIndex(field => field.id === problems[0]?.field)
    return keep(context, { ...draft, position: position < 0 ? draft.fields.length : position }, { problems })
  }

  /** A whole form came in, as from a modal or a page. */
  async function submitWhole(
    context: RequestContext,
    draftId: string,
    raw: Record<string, unknown>,
  ): Promise<Outcome> {
    const draft = await mine(context, draftId)
    if (draft.channel === SENT) return again(context, draft)
    const { answers, names, problems } = await checkAll(draft.fields, raw, { context, directory })
    const filled = { ...draft, answers, names: { ...draft.names, ...names }, position: draft.fields.length }
    if (problems.length > 0) return keep(context, filled, { problems })
    const kept = await keep(context, filled)
    if (kept.kind === 'draft' && kept.look) return { ...kept, sure: true }
    return kept.kind === 'draft' ? submit(context, kept.draft) : kept
  }

  /** Text or a file that somebody sent while a question waits. */
  async function answer(context: RequestContext, draft: Draft, raw: string | FileRef): Promise<Outcome> {
    if (draft.step === context.key) return resume(context, draft.id)
    const field = draft.fields[draft.position]
    if (!field) return keep(context, draft)
    if (field.kind === 'person' && typeof raw === 'string') return search(context, draft, field, raw)
    const why = wrongSort(field, raw)
    const checked = why ? { ok: false as const, why } : checkAnswer(field, named(field, raw))
    if (!checked.ok) return keep(context, draft, { problems: [{ field: field.id, why: checked.why }] })
    return keep(context, advance({ ...draft, answers: { ...draft.answers, [field.id]: checked.value } }))
  }

  async function search(
    context: RequestContext,
    draft: Draft,
    field: Extract<Field, { kind: 'person' }>,
    typed: string,
  ): Promise<Outcome> {
    const found = await directory.find(context, typed, field.among, FOUND_LIMIT)
    const problems = found.length === 0 ? [{ field: field.id, why: text('form:problem.nobody') }] : []
    return keep(context, { ...draft, search: found.length === 0 ? null : found }, { problems })
  }

  /** A tap on one of the form's own buttons. */
  async function press(context: RequestContext, verb: string, args: readonly string[]): Promise<Outcome> {
    const [draftId = '', version = '', arg = ''] = args
    const draft = await mine(context, draftId)
    if (draft.step === context.key) return again(context, draft)
    if (verb === 'form.cancel') {
      await drafts.close(draft.id)
      return { kind: 'reply', reply: cancelled(true) }
    }
    if (Number(version) !== draft.version) throw new Refusal(text('chat:refused.stale'))
    return moved(context, draft, verb, arg)
  }

  async function moved(context: RequestContext, draft: Draft, verb: string, arg: string): Promise<Outcome> {
    const { title } = await formOf(context, draft.formId)
    switch (verb) {
      case 'form.pick':
        return keep(context, pick(draft, Number(arg)), { over: true })
      case 'form.done':
        return keep(context, advance(draft), { over: true })
      case 'form.skip':
        return keep(context, advance(without(draft)), { over: true })
      case 'form.goto':
        return keep(context, { ...draft, position: place(draft, Number(arg)), search: null }, { over: true })
      case 'form.page':
        return { kind: 'draft', draft, title, problems: [], over: true, page: Number(arg) || 0 }
      case 'form.edit':
        return { kind: 'draft', draft, title, problems: [], over: true, editing: true }
      case 'form.send':
        if (firstOpen(draft.fields, draft.answers) < draft.fields.length)
          return backTo(context, draft, missing(draft))
        return submit(context, draft)
      default:
        throw new Refusal(text('chat:refused.button'))
    }
  }

  return { open, resume, submitWhole, answer, press, mine, seen }
}

/** Nothing is worked out from what is not complete yet. */
async function look(context: RequestContext, form: Form, { fields, position, answers, args }: Draft) {
  const ready = position >= fields.length && firstOpen(fields, answers) >= fields.length
  return ready && form.lastLook ? { look: await form.lastLook(context, args, answers) } : {}
}

export function cancelled(over: boolean): Extract<Reply, { kind: 'card' }> {
  const card = {
    title: text('chat:cancel.title'),
    blocks: [{ kind: 'text' as const, text: text('chat:cancel.body') }],
  }
  return over ? { kind: 'card', card, over: true } : { kind: 'card', card }
}
