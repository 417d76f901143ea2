/** Cards and answers the channels' contract is made of. */

import type { ChatResponse } from '../../src/chat/channel.ts'
import { text } from '../../src/chat/i18n/words.ts'
import type { Card, Field, Text } from '../../src/chat/model.ts'

/** Markup of every platform at once, as a person may write it. */
export const HOSTILE = `<b>&*_~\`"'</b> <!channel> [x](y) 👏🏽`
export const TITLE = text('chat:help.title')
export const LABEL = text('chat:about.mulai')

export const card = (...blocks: Card['blocks']): Card => ({ title: TITLE, blocks })
export const shows = (shown: Card, more: { over?: true } = {}): ChatResponse => ({
  kind: 'card',
  card: shown,
  locale: 'id',
  where: 'here',
  ...more,
})
export const toast = (said: Text): ChatResponse => ({
  kind: 'toast',
  text: said,
  locale: 'id',
  where: 'here',
})

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const options = (many: number) =>
  Array.from({ length: many }, (_, n) => ({ value: `v${n}`, label: `Pilihan <${n}> & lain` }))
const about = (n: number) => text('chat:page.of', { page: n, pages: 10 })
/** Every kind of field; each label can be told from the others. */
export const FIELDS: Field[] = [
  { kind: 'line', id: 'line', label: about(1), max: 60 },
  { kind: 'paragraph', id: 'paragraph', label: about(2), min: 10, max: 500, hint: LABEL },
  { kind: 'number', id: 'number', label: about(3), min: 0, max: 100 },
  { kind: 'date', id: 'date', label: about(4) },
  { kind: 'choice', id: 'choice', label: about(5), options: options(9) },
  { kind: 'choices', id: 'choices', label: about(6), options: options(3), optional: true },
  { kind: 'person', id: 'person', label: about(7), among: 'office', max: 2 },
  { kind: 'file', id: 'file', label: about(8), mimes: ['application/pdf', DOCX], maxBytes: 2_000_000 },
]
