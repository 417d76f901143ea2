import type { html } from 'hono/html'
import type { Words } from '../../chat/i18n/words.ts'
import type { Label, Locale } from '../../chat/model.ts'

export type Html = ReturnType<typeof html>
export type Say = (label: Label) => string
export interface View {
  words: Words
  locale: Locale
  /** What is appended to our own addresses so that a tab keeps its persona (demonstration only). */
  query: string
  newKey(): string
}
export const sayIn =
  ({ words, locale }: View): Say =>
  label =>
    words.say(label, locale)
