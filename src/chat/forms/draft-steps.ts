/** Where a draft goes from here: pure steps, each giving a new draft. */

import { text } from '../i18n/words.ts'
import { type Field, type FileRef, type Problem, Refusal, type Text } from '../model.ts'
import type { Draft } from './drafts.ts'
import { isReview, optionsOf } from './stepwise.ts'

/** Index of the first question that still has to be asked; `fields.length` when only the review is left. */
export function firstOpen(fields: readonly Field[], answers: Draft['answers']): number {
  const index = fields.findIndex(field => answers[field.id] === undefined && !field.optional)
  return index < 0 ? fields.length : index
}

export function missing(draft: Draft): Problem[] {
  const field = draft.fields[firstOpen(draft.fields, draft.answers)]
  return field ? [{ field: field.id, why: text('form:problem.required') }] : []
}

/** On to the next question without an answer; someone who came back to change one goes on to the review. */
export function advance(draft: Draft): Draft {
  const { fields, answers, position } = draft
  const next = fields.findIndex((field, index) => index > position && answers[field.id] === undefined)
  return { ...draft, position: next < 0 ? fields.length : next, search: null }
}

export function without(draft: Draft): Draft {
  const field = draft.fields[draft.position]
  const { [field?.id ?? '']: _, ...answers } = draft.answers
  return { ...draft, answers }
}

export const place = (draft: Draft, wanted: number) =>
  Number.isInteger(wanted) && wanted >= 0 ? Math.min(wanted, draft.fields.length) : draft.fields.length

export function pick(draft: Draft, index: number): Draft {
  const field = draft.fields[draft.position]
  const option = field && optionsOf(draft, field)[index]
  if (!field || !option || isReview(draft)) throw new Refusal(text('chat:refused.stale'))
  if (field.kind === 'choice')
    return advance({ ...draft, answers: { ...draft.answers, [field.id]: option.value } })
  const max = field.kind === 'person' ? (field.max ?? 1) : Number.POSITIVE_INFINITY
  const before = (draft.answers[field.id] as string[] | undefined) ?? []
  // Where one is asked for, another one takes its place.
  const chosen = max === 1 ? [option.value] : toggled(before, option.value)
  if (chosen.length > max) throw new Refusal(text('form:problem.many', { max }))
  const names =
    typeof option.label === 'string' ? { ...draft.names, [option.value]: option.label } : draft.names
  const answers = { ...draft.answers }
  if (chosen.length > 0) answers[field.id] = chosen
  else delete answers[field.id]
  const next = { ...draft, answers, names, search: field.kind === 'person' ? null : draft.search }
  return field.kind === 'person' && max === 1 ? advance(next) : next
}

const toggled = (chosen: string[], value: string) =>
  chosen.includes(value) ? chosen.filter(one => one !== value) : [...chosen, value]

/** A file where words are asked for, or words where a file is. */
export function wrongSort(field: Field, raw: string | FileRef): Text | null {
  if (field.kind === 'file') return typeof raw === 'string' ? text('form:problem.expectFile') : null
  return typeof raw === 'string' ? null : text('form:problem.expectText')
}

/** A choice may be typed as well as tapped, where its label is a name people gave. */
export function named(field: Field, raw: string | FileRef): unknown {
  if ((field.kind !== 'choice' && field.kind !== 'choices') || typeof raw !== 'string') return raw
  const typed = raw.trim().toLowerCase()
  return (
    field.options.find(({ label }) => typeof label === 'string' && label.toLowerCase() === typed)?.value ??
    raw
  )
}
