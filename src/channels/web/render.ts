/** Messages and cards as HTML. Everything a person wrote goes through `html`, which escapes it. */
import { html } from 'hono/html'
import { absurd } from '../../chat/forms/answers.ts'
import { text } from '../../chat/i18n/words.ts'
import type { Block, Button, Card, FileRef } from '../../chat/model.ts'
import { encodePress } from '../../chat/ui/press.ts'
import type { Message } from './conversation.ts'
import { formHtml } from './render-form.ts'
import { type Html, type Say, sayIn, type View } from './view.ts'

/** Pictures a browser may show as such; any other file is offered for download only. */
export const PICTURES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif']

/**
 * One message, as a list item that can be put in place of its former self.
 * Its day stands above it; where it is the day of the message before, the page leaves it out.
 */
export function messageHtml(message: Message, view: View, sameDay = false): Html {
  const { id, seq, from, body, at } = message
  const own = { ...view, locale: 'locale' in body ? body.locale : view.locale }
  const say = sayIn(view)
  const day = say(text('web:day', { at }))
  return html`<li id="m-${id}" class="message ${from} ${body.kind}" data-seq="${String(seq)}" data-day="${day}">
    ${sameDay ? '' : html`<p class="day"><span>${day}</span></p>`}<div class="bubble"><span class="hidden">${say(
      text(from === 'person' ? 'web:by.you' : 'web:by.rekan'),
    )}</span>
    ${bodyHtml(message, own)}<time datetime="${at.toISOString()}">${say(text('web:at', { at }))}</time></div>
  </li>`
}

/** Messages in order, with their day where it is another than before. */
export function messagesHtml(messages: readonly Message[], view: View): Html[] {
  const dayOf = ({ at }: Message) => view.words.say(text('web:day', { at }), view.locale)
  return messages.map((message, index) => {
    const before = messages[index - 1]
    return messageHtml(message, view, before !== undefined && dayOf(before) === dayOf(message))
  })
}

function bodyHtml({ id, body }: Message, view: View): Html {
  const say = sayIn(view)
  switch (body.kind) {
    case 'said':
      return html`<p>${body.text}</p>`
    case 'tapped':
      return html`<p>${say(body.label)}</p>`
    case 'sent':
      return fileHtml(body.file, body.file.name, view)
    case 'note':
      return html`<p>${say(body.text)}</p>`
    case 'card':
      return cardHtml(body.card, id, view)
    case 'form':
      return formHtml(body, id, view)
    default:
      return absurd(body)
  }
}

export function cardHtml(card: Card, messageId: string, view: View): Html {
  const title = sayIn(view)(card.title)
  return html`<article aria-label="${title}"><h2 tabindex="-1">${title}</h2>${card.blocks.map(block =>
    blockHtml(block, title, messageId, view),
  )}</article>`
}

function blockHtml(block: Block, title: string, messageId: string, view: View): Html {
  const say = sayIn(view)
  switch (block.kind) {
    case 'text':
      return html`<p>${say(block.text)}</p>`
    case 'quote':
      return html`<blockquote>${block.said}</blockquote>`
    case 'facts':
      return html`<dl>${block.rows.map(([label, value]) => html`<div><dt>${say(label)}</dt><dd>${say(value)}</dd></div>`)}</dl>`
    case 'table':
      return tableHtml(block, title, say)
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

/** A wide table is moved sideways, with the keyboard too; columns of figures stand to the right. */
function tableHtml({ head, rows }: Extract<Block, { kind: 'table' }>, title: string, say: Say): Html {
  const figures = head.map(
    (_, column) => rows.length > 0 && rows.every(row => /^[\d.,%+–-]*$/.test(row[column] ?? '')),
  )
  const kind = (column: number) => (figures[column] ? 'figure' : '')
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${title}"><table>
    <thead><tr>${head.map((cell, column) => html`<th scope="col" class="${kind(column)}">${say(cell)}</th>`)}</tr></thead>
    <tbody>${rows.map(
      row => html`<tr>${row.map((cell, column) => html`<td class="${kind(column)}">${cell}</td>`)}</tr>`,
    )}</tbody></table></div>`
}

function buttonHtml(button: Button, say: Say): Html {
  const label = say(button.label)
  if ('url' in button) {
    // Only addresses a browser opens: a link never runs anything in our page.
    const href = /^https?:\/\//i.test(button.url) ? button.url : '#'
    return html`<a class="button ${button.tone ?? ''}" href="${href}" rel="noopener noreferrer" target="_blank">${label}</a>`
  }
  return html`<button name="press" value="${encodePress(button.press)}" class="${button.tone ?? ''}">${label}</button>`
}

function fileHtml(file: FileRef, alt: string, { query }: View): Html {
  const address = `/files/${encodeURIComponent(file.id)}${query}`
  if (PICTURES.includes(file.mime)) {
    return html`<figure><a href="${address}" target="_blank"><img src="${address}" alt="${alt}" loading="lazy"></a></figure>`
  }
  const about = alt === file.name ? '' : html`<p>${alt}</p>`
  return html`${about}<p><a class="file" href="${address}" download="${file.name}">${file.name}</a></p>`
}
