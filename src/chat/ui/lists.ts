/** Several things in one line, in the reader's words. */
import { text } from '../i18n/words.ts'
import type { Label } from '../model.ts'

/**
 * Names in a sentence: “A dan B”, from three on “A; B; dan C”. Titles of names hold commas (Siti Aminah, S.Sos.), so a
 * comma does not separate people. None: nothing.
 */
export function listed(items: readonly Label[]): Label {
  const [first, second, ...others] = items
  if (first === undefined) return ''
  if (second === undefined) return first
  const last = others.at(-1)
  if (last === undefined) return text('chat:list.two', { left: first, right: second })
  const before = [second, ...others.slice(0, -1)].reduce<Label>(
    (left, right) => text('chat:list.more', { left, right }),
    first,
  )
  return text('chat:list.last', { left: before, right: last })
}

/** What may be chosen from: “PDF atau PNG”, “PDF, JPG, atau PNG”. */
export function oneOf(items: readonly string[]): Label {
  const last = items.at(-1) ?? ''
  const before = items.slice(0, -1)
  if (before.length === 0) return last
  const left = before.join(', ')
  return text(before.length === 1 ? 'chat:list.eitherOr' : 'chat:list.or', { left, right: last })
}

/** What stands side by side in a row, “Penelaah, Dinas Kesehatan”: empty pieces leave no comma behind. */
export const beside = (...pieces: readonly (Label | null | undefined)[]): Label =>
  pieces
    .filter((piece): piece is Label => piece !== null && piece !== undefined && piece !== '')
    .reduce<Label>((left, right) => (left === '' ? right : text('chat:list.beside', { left, right })), '')
