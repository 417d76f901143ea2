/** The chat's page: header, conversation, composer. It works, if less smoothly, without its script. */
import { html } from 'hono/html'
import { text } from '../../chat/i18n/words.ts'
import type { Text } from '../../chat/model.ts'
import { MAX_FILE_BYTES } from './acts.ts'
import type { Message } from './conversation.ts'
import { type DemoState, demoBar, personaPicker } from './demo-page.ts'
import { type Frame, frame } from './frame.ts'
import { messagesHtml } from './render.ts'
import { signInHtml } from './sign-in.ts'
import { type Html, sayIn, type View } from './view.ts'

export interface ChatPage extends Omit<Frame, 'data' | 'side' | 'inside'> {
  messages: readonly Message[]
  /** Where earlier messages are, when there are more. */
  earlier: string | null
  commands: readonly { name: string; about: Text }[]
  demo: DemoState | null
}

export function chatPage({ messages, earlier, commands, demo, ...rest }: ChatPage): Html {
  const { view } = rest
  const say = sayIn(view)
  const last = messages.reduce((newest, { revision }) => (revision > newest ? revision : newest), 0n)
  const data = {
    query: view.query,
    last: String(last),
    lost: say(text('web:lost')),
    back: say(text('web:back')),
    large: say(text('web:tooLarge')),
    bytes: String(MAX_FILE_BYTES),
  }
  return frame({
    ...rest,
    data,
    side: demo ? demoBar(demo, view) : leaveHtml(view),
    inside: html`<main id="scroller" tabindex="-1">
      ${earlier ? html`<p class="earlier"><a class="button" href="${earlier}">${say(text('web:earlier'))}</a></p>` : ''}
      <ol id="conversation" role="log" aria-live="polite" aria-relevant="additions" aria-label="${say(text('web:conversation'))}">
        ${messages.length === 0 ? emptyHtml(view, demo) : ''}${messagesHtml(messages, view)}
      </ol>
      <button id="newest" type="button" hidden>${say(text('web:newest'))}</button>
    </main>
    <footer>${composer(commands, view)}</footer>
    <div id="flash" role="status" aria-live="polite"></div>`,
  })
}

export interface SignInPage extends Omit<Frame, 'data' | 'side' | 'inside'> {
  /** What the router answered to a code that did not fit. */
  answer: Html | null
  demo: DemoState | null
}

export function signInPage({ answer, demo, ...rest }: SignInPage): Html {
  const { view } = rest
  const data = { lost: sayIn(view)(text('web:lost')) }
  return frame({
    ...rest,
    data,
    side: demo ? demoBar(demo, view) : '',
    inside: html`<main id="scroller" class="welcome">${demo ? personaPicker(demo, view) : ''}${signInHtml(view, answer)}</main>`,
  })
}

function emptyHtml(view: View, demo: DemoState | null): Html {
  const say = sayIn(view)
  const [title, body] = demo
    ? [text('web:demo.title'), text('web:demo.body')]
    : [text('web:empty.title'), text('web:empty.body')]
  return html`<li class="message rekan card" data-seq="0"><div class="bubble"><article><h2>${say(title)}</h2><p>${say(body)}</p>
    <form class="buttons" method="post" action="/act${view.query}"><input type="hidden" name="key" value="${view.newKey()}">
    <button class="primary" name="say" value="/mulai">${say(text('web:empty.begin'))}</button></form></article></div></li>`
}

/** Coming back needs a new code: nobody should leave by a slip of the hand. */
function leaveHtml(view: View): Html {
  const say = sayIn(view)
  return html`<details class="leave"><summary>${say(text('web:leave.title'))}</summary>
    <form method="post" action="/keluar"><p>${say(text('web:leave.sure'))}</p>
    <button class="danger">${say(text('web:leave.yes'))}</button></form></details>`
}

function menu(commands: ChatPage['commands'], view: View): Html {
  const say = sayIn(view)
  return html`<details id="menu"><summary aria-label="${say(text('web:menu'))}" title="${say(text('web:menu'))}"><span aria-hidden="true">/</span></summary>
    <form method="post" action="/act${view.query}"><input type="hidden" name="key" value="${view.newKey()}">
    ${commands.map(({ name, about }) => html`<button name="say" value="/${name}"><b>/${name}</b><span>${say(about)}</span></button>`)}
    </form></details>`
}

function composer(commands: ChatPage['commands'], view: View): Html {
  const say = sayIn(view)
  return html`${menu(commands, view)}<form id="composer" method="post" action="/act${view.query}" enctype="multipart/form-data">
    <input type="hidden" name="key" value="${view.newKey()}">
    <p id="chosen" hidden><span></span><button type="button" aria-label="${say(text('web:remove'))}">×</button></p>
    <label class="attach" title="${say(text('web:attach'))}"><input type="file" name="file" aria-label="${say(text('web:attach'))}"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M21 11.5 12.4 20a5.6 5.6 0 0 1-8-8l8.9-8.8a3.8 3.8 0 0 1 5.3 5.3l-8.8 8.8a1.9 1.9 0 0 1-2.7-2.7l8-7.9"/></svg></label>
    <textarea name="say" rows="1" placeholder="${say(text('web:write'))}" aria-label="${say(text('web:write'))}"></textarea>
    <button class="primary send" aria-label="${say(text('web:send'))}" title="${say(text('web:send'))}"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12 20 4l-5 16-3.5-6.5z"/></svg></button>
  </form>`
}
