/** A whole form on the page: all eight kinds of field, with what was typed and what is wrong with it. */
import { html } from 'hono/html'
import { text } from '../../chat/i18n/words.ts'
import type { Field } from '../../chat/model.ts'
import type { FormBody } from './conversation.ts'
import { type Asked, inputHtml, isGroup, limits } from './render-field.ts'
import { type Html, type Say, sayIn, type View } from './view.ts'

/**
 * `novalidate`: what is wrong is said in the reader's language and by the same rules everywhere, not by the
 * browser in its own.
 */
export function formHtml({ draft, refusal }: FormBody, messageId: string, view: View): Html {
  const say = sayIn(view)
  const title = say(draft.title)
  return html`<article class="form" aria-label="${title}"><h2 tabindex="-1">${title}</h2>
    ${refusal ? html`<p class="problem" role="alert">${say(refusal)}</p>` : problemsHtml(draft, say)}
    <form method="post" action="/act${view.query}" enctype="multipart/form-data" data-draft="${draft.id}" novalidate>
      <input type="hidden" name="key" value="${view.newKey()}"><input type="hidden" name="message" value="${messageId}">
      <input type="hidden" name="draft" value="${draft.id}">
      ${draft.fields.map(field => fieldHtml(field, draft, view))}
      <div class="buttons"><button class="primary">${say(text('form:button.send'))}</button>
      <button name="cancel" value="1">${say(text('form:button.cancel'))}</button></div>
    </form></article>`
}

/** That something needs another look; what belongs to no field is said here. */
function problemsHtml({ problems, fields }: FormBody['draft'], say: Say): Html | '' {
  if (problems.length === 0) return ''
  const known = new Set(fields.map(({ id }) => id))
  const loose = problems.filter(({ field }) => !known.has(field))
  return html`<div class="problem" role="alert">
    ${loose.length < problems.length ? html`<p>${say(text('web:form.problems'))}</p>` : ''}
    ${loose.map(({ why }) => html`<p>${say(why)}</p>`)}</div>`
}

function fieldHtml(field: Field, draft: FormBody['draft'], view: View): Html {
  const say = sayIn(view)
  const id = `f-${draft.id}-${field.id}`
  const problem = draft.problems.find(one => one.field === field.id)
  const hints = [field.hint, ...limits(field)].filter(one => one !== undefined).map(say)
  const described = [...(hints.length > 0 ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])].join(
    ' ',
  )
  const optional = field.optional ? html` <small>${say(text('form:optional'))}</small>` : ''
  // After a list, what is asked for stands on a line of its own.
  const between = hints[0]?.includes('\n') ? '\n' : ' '
  const hint = hints.length > 0 ? html`<p class="hint" id="${id}-hint">${hints.join(between)}</p>` : ''
  const why = problem ? html`<p class="problem" id="${id}-problem">${say(problem.why)}</p>` : ''
  const asked: Asked = { id, described, wrong: problem !== undefined, draft, view, say }
  if (isGroup(field)) {
    return html`<fieldset class="field ${problem ? 'wrong' : ''}" aria-describedby="${described}">
      <legend>${say(field.label)}${optional}</legend>${hint}${inputHtml(field, asked)}${why}</fieldset>`
  }
  return html`<div class="field ${problem ? 'wrong' : ''}"><label for="${id}">${say(field.label)}${optional}</label>
    ${hint}${inputHtml(field, asked)}${why}</div>`
}
