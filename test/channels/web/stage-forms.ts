/** A form with a field of every kind, open in somebody's browser. */
import type { Act, ChatResponse, DraftView } from '../../../src/chat/channel.ts'
import { text } from '../../../src/chat/i18n/words.ts'
import type { Field } from '../../../src/chat/model.ts'
import type { Stage } from './stage.ts'

export const label = text('chat:help.title')
const options = (many: number) =>
  Array.from({ length: many }, (_, n) => ({ value: `v${n}`, label: `Pilihan <${n}>` }))
export const FIELDS: Field[] = [
  { kind: 'line', id: 'line', label, max: 60 },
  { kind: 'paragraph', id: 'paragraph', label, min: 10, max: 500, hint: text('chat:help.intro') },
  { kind: 'number', id: 'number', label, min: 0, max: 100 },
  { kind: 'date', id: 'date', label },
  { kind: 'choice', id: 'few', label, options: options(6) },
  { kind: 'choice', id: 'many', label, options: options(7) },
  { kind: 'choices', id: 'choices', label, options: options(3), optional: true },
  { kind: 'person', id: 'person', label, among: 'office', max: 2 },
  { kind: 'file', id: 'file', label, mimes: ['application/pdf', 'image/png'], maxBytes: 2_000_000 },
]
export const form = (more: Partial<DraftView> = {}): ChatResponse => ({
  kind: 'form',
  locale: 'id',
  where: 'private',
  draft: {
    id: 'draft1',
    version: 1,
    title: label,
    fields: FIELDS,
    answers: {},
    problems: [],
    names: {},
    ...more,
  },
})
export const submitted = (web: Stage) => web.heard.at(-1)?.act as Extract<Act, { kind: 'submit' }>

/** Siti with the form open before her. */
export async function filling(web: Stage, how?: { script?: boolean }) {
  const siti = await web.siti(how)
  web.says(() => form())
  await siti.says('/pujian')
  const page = await siti.page()
  const [, message = ''] =
    /name="message" value="(\w+)">\s*<input type="hidden" name="draft"/.exec(page) ?? []
  return { ...siti, message, page: siti.page }
}
