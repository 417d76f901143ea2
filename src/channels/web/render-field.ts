/** The input of each kind of field. */
import { html } from 'hono/html'
import { absurd } from '../../chat/forms/answers.ts'
import { kindsText } from '../../chat/forms/file-kinds.ts'
import { text } from '../../chat/i18n/words.ts'
import type { Field, FileRef, Text } from '../../chat/model.ts'
import type { FormBody } from './conversation.ts'
import type { Html, Say, View } from './view.ts'

/** More options than this are a list to open instead of a row of buttons. */
const RADIO_LIMIT = 6
const DEFAULT_MAX = 3000

export interface Asked {
  id: string
  /** Ids of what explains the input. */
  described: string
  wrong: boolean
  draft: FormBody['draft']
  view: View
  say: Say
}

type Of<K extends Field['kind']> = Extract<Field, { kind: K }>
/** Several inputs under one question. */
export const isGroup = (field: Field): field is Of<'choice' | 'choices'> =>
  field.kind === 'choices' || (field.kind === 'choice' && field.options.length <= RADIO_LIMIT)

/** What the question itself does not say about its answer. */
export function limits(field: Field): Text[] {
  if (field.kind === 'number') return [text('form:ask.number', { min: field.min, max: field.max })]
  if (field.kind === 'person') {
    const { max = 1 } = field
    return [max > 1 ? text('form:ask.people', { max }) : text('form:ask.person')]
  }
  if (field.kind !== 'file') return []
  return [
    text('web:form.file', {
      kinds: kindsText(field.mimes),
      megabytes: field.maxBytes / 1_000_000,
    }),
  ]
}

export function inputHtml(field: Field, asked: Asked): Html {
  const { draft } = asked
  const answer = draft.answers[field.id]
  switch (field.kind) {
    case 'line':
    case 'paragraph':
      return textHtml(field, String(answer ?? ''), asked)
    case 'number':
      return html`<input ${common(field, asked)} inputmode="decimal" autocomplete="off" value="${figure(answer, asked)}">`
    case 'date':
      return html`<input ${common(field, asked)} type="date" value="${String(answer ?? '')}">`
    case 'choice':
      return isGroup(field) ? ticksHtml(field, [answer], asked) : selectHtml(field, answer, asked)
    case 'choices':
      return ticksHtml(field, Array.isArray(answer) ? answer : [], asked)
    case 'person':
      return personHtml(field, Array.isArray(answer) ? answer.map(String) : [], asked)
    case 'file':
      return uploadHtml(field, answer as FileRef | undefined, asked)
    default:
      return absurd(field)
  }
}

const common = (field: Field, { id, described, wrong }: Asked, name = `a.${field.id}`): Html =>
  html`id="${id}" name="${name}" aria-describedby="${described}"${wrong ? html` aria-invalid="true"` : ''}${
    field.optional ? '' : html` aria-required="true"`
  }`

/** The count is for the eye: the hint and the problem say the limits in words. */
function textHtml(field: Of<'line' | 'paragraph'>, value: string, asked: Asked): Html {
  const { min = 0, max = DEFAULT_MAX, kind } = field
  const counted = html`data-min="${String(min)}" data-max="${String(max)}"`
  const input =
    kind === 'line'
      ? html`<input ${common(field, asked)} ${counted} autocomplete="off" value="${value}">`
      : html`<textarea ${common(field, asked)} ${counted} rows="4">${value}</textarea>`
  return html`${input}<span class="count" aria-hidden="true"></span>`
}

/** As the reader writes it: 87,5. Three decimals could be thousands and get a nought more. */
function figure(answer: unknown, { view }: Asked): string {
  if (typeof answer !== 'number') return String(answer ?? '')
  const plain = String(answer).replace(/(\.\d{3})$/, '$10')
  return view.locale === 'id' ? plain.replace('.', ',') : plain
}

function ticksHtml(field: Of<'choice' | 'choices'>, chosen: unknown[], { id, say, wrong }: Asked): Html {
  const type = field.kind === 'choice' ? 'radio' : 'checkbox'
  return html`<div class="ticks">${field.options.map(({ value, label }, index) => {
    const on = chosen.includes(value) ? html` checked` : ''
    const invalid = wrong ? html` aria-invalid="true"` : ''
    return html`<label><input id="${id}-${String(index)}" type="${type}" name="a.${field.id}" value="${value}"${on}${invalid}><span>${say(label)}</span></label>`
  })}</div>`
}

function selectHtml(field: Of<'choice'>, chosen: unknown, asked: Asked): Html {
  const { say } = asked
  return html`<select ${common(field, asked)}><option value="">${say(text('web:form.choose'))}</option>${field.options.map(
    ({ value, label }) =>
      html`<option value="${value}"${value === chosen ? html` selected` : ''}>${say(label)}</option>`,
  )}</select>`
}

/** A name is typed, suggestions are taken; each chosen one stands as a tag that can be taken off. */
function personHtml(field: Of<'person'>, chosen: string[], asked: Asked): Html {
  const { id, say, draft } = asked
  const tags = chosen.map(
    one =>
      html`<span class="tag"><input type="hidden" name="a.${field.id}" value="${one}"><span>${draft.names[one] ?? one}</span></span>`,
  )
  return html`<div class="people" data-field="${field.id}" data-max="${String(field.max ?? 1)}" data-remove="${say(text('web:remove'))}" data-none="${say(text('form:problem.nobody'))}">
    <div class="tags">${tags}</div>
    <input ${common(field, asked, `q.${field.id}`)} type="search" autocomplete="off" spellcheck="false" placeholder="${say(text('web:typeName'))}" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="${id}-list">
    <ul class="suggestions" id="${id}-list" role="listbox" aria-label="${say(text('web:suggestions'))}" hidden></ul>
    <p class="hidden" role="status"></p></div>`
}

function uploadHtml(field: Of<'file'>, kept: FileRef | undefined, asked: Asked): Html {
  const { say } = asked
  const before = kept
    ? html`<p class="kept">${say(text('web:form.kept', { name: kept.name }))}
      ${field.optional ? html`<label><input type="checkbox" name="drop.${field.id}" value="1"> ${say(text('web:remove'))}</label>` : ''}</p>`
    : ''
  return html`${before}<input ${common(field, asked)} type="file" accept="${field.mimes.join(',')}">`
}
