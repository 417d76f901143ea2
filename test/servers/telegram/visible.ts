/** A chat as people see it: edited messages in place, deleted ones gone. */

import { processTime } from '../process-time.ts'
import type { Room, Stored } from './chats.ts'

export interface VisibleButton {
  text: string
  data?: string
  url?: string
}
export interface VisibleMessage {
  id: number
  chatId: number
  fromBot: boolean
  /** Who wrote it, by first name. */
  from: string
  /** What is read: text or caption, without markup. */
  text: string
  /** What was sent, markup and all. */
  html: string
  buttons: VisibleButton[][]
  photo?: { bytes: Uint8Array }
  document?: { name: string; bytes: Uint8Array; mime: string }
  /** How often it was changed. */
  edits: number
  replyTo?: number
  date: number
}

export function visible({ message, html, edits, file }: Stored): VisibleMessage {
  const shown: VisibleMessage = {
    id: message.message_id,
    chatId: message.chat.id,
    fromBot: message.from?.is_bot ?? false,
    from: message.from?.first_name ?? '',
    text: message.text ?? message.caption ?? '',
    html,
    buttons: (message.reply_markup?.inline_keyboard ?? []).map(row => row.map(button)),
    edits,
    date: message.date,
  }
  if (file?.kind === 'photo') shown.photo = { bytes: file.bytes }
  if (file?.kind === 'document') shown.document = { name: file.name, bytes: file.bytes, mime: file.mime }
  if (message.reply_to_message) shown.replyTo = message.reply_to_message.message_id
  return shown
}

function button({
  text,
  callback_data,
  url,
}: {
  text: string
  callback_data?: string
  url?: string
}): VisibleButton {
  return {
    text,
    ...(callback_data !== undefined && { data: callback_data }),
    ...(url !== undefined && { url }),
  }
}

export const visibleIn = (room: Room): VisibleMessage[] =>
  room.messages.filter(each => !each.deleted).map(visible)

export type Pattern = string | RegExp

export function matches(text: string, pattern: Pattern): boolean {
  return typeof pattern === 'string'
    ? text.includes(pattern)
    : new RegExp(pattern, pattern.flags.replace('g', '')).test(text)
}

/** The chat on paper, for errors that explain themselves. */
export function transcript(room: Room, last = 12): string {
  const lines = visibleIn(room)
    .slice(-last)
    .map(message => {
      const file = message.photo ? '[photo] ' : message.document ? `[${message.document.name}] ` : ''
      const edited = message.edits ? ` (edited ${message.edits}x)` : ''
      const rows = message.buttons
        .map(row => `\n      ${row.map(each => `[${each.text}]`).join(' ')}`)
        .join('')
      return `  #${message.id} ${message.from}${edited}: ${file}${message.text.replaceAll('\n', '\n      ')}${rows}`
    })
  return lines.length ? lines.join('\n') : '  (nothing)'
}

export async function until<T>(within: number, look: () => T | undefined, failure: () => string): Promise<T> {
  const end = processTime() + within
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (processTime() > end) throw new Error(failure())
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
