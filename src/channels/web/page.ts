import { html, raw } from 'hono/html'
import type { Text } from '../../chat/model.ts'
import { text } from '../../chat/words.ts'
import type { Message } from './conversation.ts'
import { type DemoState, STEPS } from './demo.ts'
import { messageHtml } from './render.ts'
import type { Html, View } from './view.ts'

export interface Page {
  messages: readonly Message[]
  commands: readonly { name: string; about: Text }[]
  view: View
  demo: DemoState | null
}

/** The whole page: header, conversation, composer. It works, if less smoothly, without its script. */
export function chatPage({ messages, commands, view, demo }: Page): Html {
  const say = (label: Text) => view.words.say(label, view.locale)
  const last = messages.reduce((newest, { revision }) => (revision > newest ? revision : newest), 0n)
  return html`${raw('<!doctype html>')}<html lang="${view.locale}">
<head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${say(text('web:title'))}</title>
  <link rel="stylesheet" href="/assets/chat.css"><script type="module" src="/assets/chat.js"></script>
</head>
<body data-query="${view.query}" data-last="${String(last)}" data-lost="${say(text('web:lost'))}">
  <header>
    <div class="brand"><span class="mark" aria-hidden="true">R</span><div><h1>${say(text('web:title'))}</h1><p>${say(text('web:subtitle'))}</p></div></div>
    ${demo ? demoBar(demo, view) : html`<form method="post" action="/keluar"><button class="quiet">${say(text('web:leave'))}</button></form>`}
  </header>
  <main>
    <ol id="conversation" role="log" aria-live="polite" aria-label="${say(text('web:conversation'))}">
      ${messages.length === 0 ? welcome(view, demo) : ''}${messages.map(message => messageHtml(message, view))}
    </ol>
  </main>
  <footer>${menu(commands, view)}${composer(view)}</footer>
  <div id="flash" role="status" aria-live="assertive"></div>
</body></html>`
}

function welcome(view: View, demo: DemoState | null): Html {
  const say = (label: Text) => view.words.say(label, view.locale)
  if (demo) {
    return html`<li class="message rekan"><article><h2>${say(text('web:demo.title'))}</h2><p>${say(text('web:demo.body'))}</p></article></li>`
  }
  return html`<li class="message rekan"><article><h2>${say(text('web:welcome.title'))}</h2><p>${say(text('web:welcome.body'))}</p>
    <form class="code" method="post" action="/act">
      <input type="hidden" name="key" value="${view.newKey()}">
      <label for="code">${say(text('web:welcome.code'))}</label>
      <input id="code" name="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" maxlength="20" required placeholder="ABCDE-23456">
      <button class="primary">${say(text('web:welcome.enter'))}</button>
    </form></article></li>`
}

function menu(commands: Page['commands'], view: View): Html {
  const say = (label: Text) => view.words.say(label, view.locale)
  return html`<details id="menu"><summary aria-label="${say(text('web:menu'))}" title="${say(text('web:menu'))}">/</summary>
    <form method="post" action="/act${view.query}"><input type="hidden" name="key" value="${view.newKey()}">
    ${commands.map(({ name, about }) => html`<button name="say" value="/${name}"><b>/${name}</b> <span>${say(about)}</span></button>`)}
    </form></details>`
}

function composer(view: View): Html {
  const say = (label: Text) => view.words.say(label, view.locale)
  return html`<form id="composer" method="post" action="/act${view.query}" enctype="multipart/form-data">
    <input type="hidden" name="key" value="${view.newKey()}">
    <label class="attach" title="${say(text('web:attach'))}"><input type="file" name="file"><span aria-hidden="true">+</span><span class="hidden">${say(text('web:attach'))}</span></label>
    <textarea name="say" rows="1" maxlength="4000" placeholder="${say(text('web:write'))}" aria-label="${say(text('web:write'))}"></textarea>
    <button class="primary">${say(text('web:send'))}</button>
  </form>`
}

function demoBar({ personas, persona, now }: DemoState, view: View): Html {
  const say = (label: Text) => view.words.say(label, view.locale)
  return html`<div class="demo">
    <form method="get" action="/"><label for="sebagai">${say(text('web:demo.as'))}</label>
      <select id="sebagai" name="sebagai"><option value="">${say(text('web:demo.choose'))}</option>
      ${personas.map(one => html`<option value="${one.id}"${one.id === persona ? raw(' selected') : ''}>${one.name} · ${one.position}, ${one.unit}</option>`)}
      </select><button>${say(text('web:demo.be'))}</button></form>
    <form method="post" action="/demo/clock"><input type="hidden" name="sebagai" value="${persona ?? ''}">
      <time>${say(text('web:demo.now', { now }))}</time>
      ${STEPS.map((hours, index) => html`<button name="hours" value="${String(hours)}">${say(text(STEP_KEYS[index] ?? 'web:demo.hour'))}</button>`)}</form>
  </div>`
}
const STEP_KEYS = ['web:demo.hour', 'web:demo.day', 'web:demo.week'] as const
