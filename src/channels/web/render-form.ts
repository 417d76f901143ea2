/** A whole form on the page: all eight kinds of field, with what was typed and what is wrong with it. */
import { html } from 'hono/html'
import { absurd } from '../../chat/answers.ts'
import type { DraftView, Field, Label } from '../../chat/model.ts'
import { text } from '../../chat/words.ts'
import type { Html, View } from './view.ts'

/** More options than this are a list to open instead of a row of buttons. */
const RADIO_LIMIT = 8

export function formHtml(draft: DraftView, messageId: string, view: View): Html {
  const say = (label: Label) => view.words.say(label, view.locale)
  return html`<article class="form"><h2>${say(draft.title)}</h2>
    <form method="post" action="/act${view.query}" enctype="multipart/form-data" data-draft="${draft.id}">
      <input type="hidden" name="key" value="${view.newKey()}"><input type="hidden" name="message" value="${messageId}">
      <input type="hidden" name="draft" value="${draft.id}">
      ${draft.fields.map(field => fieldHtml(field, draft, say))}
      <div class="buttons"><button class="primary">${say(text('form:button.send'))}</button>
      <button name="cancel" value="1" formnovalidate>${say(text('form:button.cancel'))}</button></div>
    </form></article>`
}

type Say = (label: Label) => string

function fieldHtml(field: Field, draft: DraftView, say: Say): Html {
  const id = `f-${draft.id}-${field.id}`
  const problem = draft.problems.find(one => one.field === field.id)
  const hint = field.hint ? html`<p class="hint" id="${id}-hint">${say(field.hint)}</p>` : ''
  const why = problem ? html`<p class="problem" id="${id}-problem" role="alert">${say(problem.why)}</p>` : ''
  const optional = field.optional ? html` <small>${say(text('form:optional'))}</small>` : ''
  const many = field.kind === 'choice' || field.kind === 'choices' || field.kind === 'person'
  const label = many
    ? html`<legend>${say(field.label)}${optional}</legend>`
    : html`<label for="${id}">${say(field.label)}${optional}</label>`
  const inside = html`${label}${hint}${inputHtml(field, id, draft, say)}${why}`
  return many ? html`<fieldset class="field">${inside}</fieldset>` : html`<div class="field">${inside}</div>`
}

function inputHtml(field: Field, id: string, draft: DraftView, say: Say): Html {
  const answer = draft.answers[field.id]
  const name = `a.${field.id}`
  const value = answer === undefined ? '' : String(answer)
  const described = `${id}-hint ${id}-problem`
  const need = field.optional ? '' : html` required`
  switch (field.kind) {
    case 'line':
      return html`<input id="${id}" name="${name}" value="${value}" maxlength="${field.max ?? 3000}" aria-describedby="${described}"${need}>`
    case 'paragraph':
      return html`<textarea id="${id}" name="${name}" rows="4" maxlength="${field.max ?? 3000}" aria-describedby="${described}"${need}>${value}</textarea>`
    case 'number':
      return html`<input id="${id}" name="${name}" inputmode="decimal" value="${value}" aria-describedby="${described}"${need}>`
    case 'date':
      return html`<input id="${id}" name="${name}" type="date" value="${value}" aria-describedby="${described}"${need}>`
    case 'choice':
      return field.options.length > RADIO_LIMIT
        ? selectHtml(field, id, value, say)
        : ticksHtml(field, 'radio', [value], say)
    case 'choices':
      return ticksHtml(field, 'checkbox', (answer as string[] | undefined) ?? [], say)
    case 'person':
      return personHtml(field, id, draft, say)
    case 'file':
      return html`<input id="${id}" name="${name}" type="file" accept="${field.mimes.join(',')}" aria-describedby="${described}"${need}>`
    default:
      return absurd(field)
  }
}

type Choosing = Extract<Field, { kind: 'choice' } | { kind: 'choices' }>

function ticksHtml(field: Choosing, type: 'radio' | 'checkbox', chosen: string[], say: Say): Html {
  const need = type === 'radio' && !field.optional ? html` required` : ''
  return html`<div class="ticks">${field.options.map(({ value, label }) => {
    const on = chosen.includes(value) ? html` checked` : ''
    return html`<label><input type="${type}" name="a.${field.id}" value="${value}"${on}${need}>${say(label)}</label>`
  })}</div>`
}

function selectHtml(field: Choosing, id: string, chosen: string, say: Say): Html {
  return html`<select id="${id}" name="a.${field.id}">${field.options.map(
    ({ value, label }) =>
      html`<option value="${value}"${value === chosen ? html` selected` : ''}>${say(label)}</option>`,
  )}</select>`
}

/** A name is typed, suggestions are tapped; each chosen one stands as a tag that can be taken off. */
function personHtml(field: Extract<Field, { kind: 'person' }>, id: string, draft: DraftView, say: Say): Html {
  const chosen = (draft.answers[field.id] as string[] | undefined) ?? []
  const { max = 1 } = field
  const hint = max > 1 ? text('form:ask.people', { max }) : text('form:ask.person')
  return html`<div class="people" data-field="${field.id}" data-max="${max}" data-remove="${say(text('web:remove'))}">
    <div class="tags">${chosen.map(
      one =>
        html`<span class="tag"><input type="hidden" name="a.${field.id}" value="${one}">${draft.names[one] ?? one}</span>`,
    )}</div>
    <input id="${id}" type="search" autocomplete="off" placeholder="${say(text('web:typeName'))}" aria-label="${say(hint)}">
    <ul class="suggestions" role="listbox" aria-label="${say(text('web:suggestions'))}"></ul></div>`
}
