/** Where a code is entered: all that anyone sees who has linked no account. */
import { html } from 'hono/html'
import { text } from '../../chat/i18n/words.ts'
import { type Html, sayIn, type View } from './view.ts'

export function signInHtml(view: View, answer: Html | null): Html {
  const say = sayIn(view)
  return html`<section class="sign-in" aria-labelledby="welcome"><h2 id="welcome">${say(text('web:welcome.title'))}</h2>
    <p>${say(text('web:welcome.body'))}</p>
    <div id="answer" role="alert">${answer ?? ''}</div>
    <form id="code-form" method="post" action="/act">
      <input type="hidden" name="key" value="${view.newKey()}">
      <label for="code">${say(text('web:welcome.code'))}</label>
      <input id="code" name="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" maxlength="20" required aria-describedby="code-hint" placeholder="ABCDE-23456">
      <p class="hint" id="code-hint">${say(text('web:welcome.hint'))}</p>
      <button class="primary">${say(text('web:welcome.enter'))}</button>
    </form>
    <p class="hint">${say(text('web:welcome.none'))}</p></section>`
}
