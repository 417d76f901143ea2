/** Cards as HTML. Everything a person wrote goes through `html`, which escapes it. */
import { html } from 'hono/html'
import { absurd } from '../../chat/answers.ts'
import type { Block, Button, Card, FileRef, Label, Text } from '../../chat/model.ts'
import { encodePress } from '../../chat/press.ts'
import { text } from '../../chat/words.ts'
import type { Message } from './conversation.ts'
import { formHtml } from './render-form.ts'
import type { Html, View } from './view.ts'

/** One message of the conversation, as a list item that can be put in place of its former self. */
export function messageHtml(message: Message, view: View): Html {
  const { id, from, body, at } = message
  const own = { ...view, locale: 'locale' in body ? body.locale : view.locale }
  const time = view.words.say(text('web:at', { at }), view.locale)
  return html`<li id="m-${id}" class="message ${from}" data-revision="${String(message.revision)}">
    ${bodyHtml(message, own)}<time datetime="${at.toISOString()}">${time}</time>
  </li>`
}

function bodyHtml({ id, body }: Message, view: View): Html {
  switch (body.kind) {
    case 'said':
      return html`<p class="said">${body.text}</p>`
    case 'sent':
      return fileHtml(body.file, body.file.name, view)
    case 'note':
      return html`<p class="note">${view.words.say(body.text, view.locale)}</p>`
    case 'card':
      return cardHtml(body.card, id, view)
    case 'form':
      return formHtml(body.draft, id, view)
    default:
      return absurd(body)
  }
}

function cardHtml(card: Card, messageId: string, view: View): Html {
  const title = view.words.say(card.title, view.locale)
  return html`<article><h2>${title}</h2>${card.blocks.map(block => blockHtml(block, messageId, view))}</article>`
}

function blockHtml(block: Block, messageId: string, view: View): Html {
  const say = (label: Label | Text) => view.words.say(label, view.locale)
  switch (block.kind) {
    case 'text':
      return html`<p>${say(block.text)}</p>`
    case 'quote':
      return html`<blockquote>${block.said}</blockquote>`
    case 'facts':
      return html`<dl>${block.rows.map(([label, value]) => html`<div><dt>${say(label)}</dt><dd>${say(value)}</dd></div>`)}</dl>`
    case 'table':
      return html`<div class="scroll"><table><thead><tr>${block.head.map(cell => html`<th scope="col">${say(cell)}</th>`)}</tr></thead>
        <tbody>${block.rows.map(row => html`<tr>${row.map(cell => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`
    case 'file':
      return fileHtml(block.file, say(block.alt), view)
    case 'buttons':
      return html`<form class="buttons" method="post" action="/act${view.query}">
        <input type="hidden" name="key" value="${view.newKey()}"><input type="hidden" name="message" value="${messageId}">
        ${block.buttons.map(button => buttonHtml(button, say))}</form>`
    default:
      return absurd(block)
  }
}

function buttonHtml(button: Button, say: (label: Label) => string): Html {
  if ('url' in button)
    return html`<a class="button" href="${button.url}" rel="noopener" target="_blank">${say(button.label)}</a>`
  return html`<button name="press" value="${encodePress(button.press)}" class="${button.tone ?? ''}">${say(button.label)}</button>`
}

export function fileHtml(file: FileRef, alt: string, { query }: View): Html {
  const address = `/files/${file.id}${query}`
  if (file.mime.startsWith('image/')) {
    return html`<figure><a href="${address}"><img src="${address}" alt="${alt}" loading="lazy"></a></figure>`
  }
  return html`<p><a class="file" href="${address}" download="${file.name}">${file.name}</a></p>`
}
