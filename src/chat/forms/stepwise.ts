/** A form as a conversation: one question a message, then a last look at everything before it is sent. */

import { maskNip } from '../../domain/nip.ts'
import { text } from '../i18n/words.ts'
import type { Block, Button, Card, Field, FileRef, Label, Option, Text } from '../model.ts'
import { listed } from '../ui/lists.ts'
import { absurd } from './answers.ts'
import type { Draft } from './drafts.ts'
import { shortLabel } from './short.ts'

/** Buttons a person can take in at a glance; a longer list is paged. */
const PAGE = 8

export const isReview = (draft: Draft) => draft.position >= draft.fields.length

/** The card of the step a draft stands at. `page` turns the pages of a long list. */
export function stepCard(
  draft: Draft,
  title: Text,
  { page = 0, why, look }: { page?: number; why?: Text | undefined; look?: Block[] | undefined } = {},
): Card {
  const field = draft.fields[draft.position]
  return field ? questionCard(draft, title, field, { page, why }) : reviewCard(draft, title, { why, look })
}

/** A list of the parts, to go back to one of them. */
export function editCard(draft: Draft): Card {
  const buttons = draft.fields.map(
    (field, index): Button => tap(draft, shortLabel(field.label), 'form.goto', String(index)),
  )
  return {
    title: text('form:edit.title'),
    blocks: [
      {
        kind: 'buttons',
        buttons: [...buttons, tap(draft, text('form:button.back'), 'form.goto', String(draft.fields.length))],
      },
    ],
  }
}

function questionCard(
  draft: Draft,
  title: Text,
  field: Field,
  { page, why }: { page: number; why: Text | undefined },
): Card {
  const { step, steps } = progress(draft)
  const lines: (Text | undefined)[] = [
    why,
    field.label,
    field.hint,
    howToAnswer(draft, field),
    field.optional && text('form:optional'),
  ]
  const blocks: Block[] = lines.filter(line => line !== undefined).map(line => ({ kind: 'text', text: line }))
  if (steps > 1) blocks.unshift({ kind: 'text', text: text('form:step', { step, steps }) })
  return {
    title,
    blocks: [
      ...blocks,
      { kind: 'buttons', buttons: [...choices(draft, field, page), ...moves(draft, field)] },
    ],
  }
}

function progress(draft: Draft) {
  return { step: draft.position + 1, steps: draft.fields.length }
}

function howToAnswer(draft: Draft, field: Field): Text {
  switch (field.kind) {
    case 'line':
    case 'paragraph':
      return text('form:ask.text')
    case 'number':
      return text('form:ask.number', { min: field.min, max: field.max })
    case 'date':
      return text('form:ask.date')
    case 'choice':
      return text('form:ask.choice')
    case 'choices':
      return text('form:ask.choices')
    case 'person':
      return howToChoosePeople(draft, field.id, field.max ?? 1)
    case 'file':
      return text('form:ask.file')
    default:
      return absurd(field)
  }
}

function howToChoosePeople(draft: Draft, id: string, max: number): Text {
  if (draft.search) return text('form:ask.found')
  const chosen = (draft.answers[id] as string[] | undefined) ?? []
  if (chosen.length > 0 && max > 1)
    return text('form:ask.chosen', { names: listed(chosen.map(one => draft.names[one] ?? '')) })
  return max > 1 ? text('form:ask.people', { max }) : text('form:ask.person')
}

function choices(draft: Draft, field: Field, page: number): Button[] {
  const options = optionsOf(draft, field)
  const chosen = new Set(
    field.kind === 'choices' || field.kind === 'person' ? ((draft.answers[field.id] as string[]) ?? []) : [],
  )
  const pages = Math.ceil(options.length / PAGE)
  const buttons = options.slice(page * PAGE, (page + 1) * PAGE).map((option, index): Button => {
    const label = chosen.has(option.value) ? text('form:button.chosen', { name: option.label }) : option.label
    return tap(draft, label, 'form.pick', String(page * PAGE + index))
  })
  if (page > 0) buttons.push(tap(draft, text('chat:page.previous'), 'form.page', String(page - 1)))
  if (page < pages - 1) buttons.push(tap(draft, text('chat:page.next'), 'form.page', String(page + 1)))
  return buttons
}

/** What can be tapped as an answer to this question now. */
export function optionsOf(draft: Draft, field: Field): readonly Option[] {
  if (field.kind === 'choice' || field.kind === 'choices') return field.options
  return field.kind === 'person' ? (draft.search ?? []) : []
}

function moves(draft: Draft, field: Field): Button[] {
  const buttons: Button[] = []
  const several = field.kind === 'choices' || (field.kind === 'person' && (field.max ?? 1) > 1)
  const answered = draft.answers[field.id] !== undefined
  if (several && answered)
    buttons.push(tap(draft, text('form:button.done'), 'form.done', undefined, 'primary'))
  if (field.optional) buttons.push(tap(draft, text('form:button.skip'), 'form.skip'))
  if (draft.position > 0)
    buttons.push(tap(draft, text('form:button.back'), 'form.goto', String(draft.position - 1)))
  return [...buttons, tap(draft, text('form:button.cancel'), 'form.cancel')]
}

function reviewCard(
  draft: Draft,
  title: Text,
  { why, look = [] }: { why: Text | undefined; look: Block[] | undefined },
): Card {
  const rows = draft.fields.map((field): [Text, Label] => [
    shortLabel(field.label),
    answerLabel(draft, field),
  ])
  const blocks: Block[] = [
    ...(why ? [{ kind: 'text' as const, text: why }] : []),
    { kind: 'text', text: text('form:review.title') },
    { kind: 'facts', rows },
    ...look,
    {
      kind: 'buttons',
      buttons: [
        tap(draft, text('form:button.send'), 'form.send', undefined, 'primary'),
        tap(draft, text('form:button.edit'), 'form.edit'),
        tap(draft, text('form:button.cancel'), 'form.cancel'),
      ],
    },
  ]
  return { title, blocks }
}

/** An answer as its reader would say it. */
function answerLabel(draft: Draft, field: Field): Label {
  const answer = draft.answers[field.id]
  if (answer === undefined) return text('form:review.empty')
  switch (field.kind) {
    case 'line':
    case 'paragraph':
      return field.masked ? maskNip(String(answer).replaceAll(/\s/g, '')) : String(answer)
    case 'number':
      return text('form:review.number', { value: Number(answer) })
    case 'date':
      return text('form:review.day', { value: String(answer) })
    case 'choice':
      return field.options.find(option => option.value === answer)?.label ?? String(answer)
    case 'choices':
      return listed(
        field.options
          .filter(option => (answer as string[]).includes(option.value))
          .map(option => option.label),
      )
    case 'person':
      return listed((answer as string[]).map(id => draft.names[id] ?? ''))
    case 'file':
      return (answer as FileRef).name
    default:
      return absurd(field)
  }
}

function tap(draft: Draft, label: Label, verb: string, arg?: string, tone?: 'primary'): Button {
  const args = [draft.id, String(draft.version), ...(arg === undefined ? [] : [arg])]
  return { label, press: { verb, args }, ...(tone && { tone }) }
}
