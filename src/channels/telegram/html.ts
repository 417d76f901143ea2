/** Cards as Telegram HTML: three characters are escaped, and nothing else can break a message. */
import { absurd } from '../../chat/forms/answers.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { Block, Card, FileRef, Label, Locale } from '../../chat/model.ts'
import { labelled } from '../../domain/text/labelled.ts'

/** Telegram's limits, in characters after parsing. */
export const MAX_TEXT = 4096
export const MAX_CAPTION = 1024

export const escaped = (said: string) =>
  said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A piece of a message: what is shown, and the tags around it. */
interface Piece {
  plain: string
  wrap(inner: string): string
}

/** The text of a card, cut to `limit` characters where it would be longer. */
export function cardHtml(card: Card, words: Words, locale: Locale, limit = MAX_TEXT): string {
  const say = (label: Label) => words.say(label, locale)
  const title: Piece = { plain: say(card.title), wrap: inner => `<b>${inner}</b>` }
  return fitted([title, ...card.blocks.flatMap(block => pieces(block, say))], limit)
}

export const plainLength = (card: Card, words: Words, locale: Locale) =>
  [...cardHtml(card, words, locale, Number.POSITIVE_INFINITY).replaceAll(/<[^>]*>/g, '')].length

function pieces(block: Block, say: (label: Label) => string): Piece[] {
  const plain = (text: string): Piece => ({ plain: text, wrap: inner => inner })
  switch (block.kind) {
    case 'text':
      return [plain(say(block.text))]
    case 'quote':
      return [{ plain: block.said, wrap: inner => `<blockquote>${inner}</blockquote>` }]
    case 'facts':
      return [{ plain: block.rows.map(row => factLine(row, say)).join('\n'), wrap: boldLabels }]
    case 'table':
      return [{ plain: tableText(block.head.map(say), block.rows), wrap: inner => `<pre>${inner}</pre>` }]
    case 'file':
      return [plain(say(block.alt))]
    case 'buttons':
      return []
    default:
      return absurd(block)
  }
}

/** Between a label and its value: a mark that no text has, so that only our labels become bold. */
const MARK = '\u2060'
const factLine = ([label, value]: [Label, Label], say: (label: Label) => string) =>
  `${labelled(say(label))}${MARK} ${say(value)}`
const boldLabels = (inner: string) =>
  inner
    .split('\n')
    .map(line => (line.includes(MARK) ? line.replace(/^([^\u2060]*)\u2060/, '<b>$1</b>') : line))
    .join('\n')

/** Columns of equal width; a phone shows about 30 characters. */
function tableText(head: string[], rows: string[][]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map(row => [...(row[column] ?? '')].length)))
  return all
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function fitted(all: Piece[], limit: number): string {
  let left = limit
  const shown: string[] = []
  for (const { plain, wrap } of all) {
    if (plain === '' || left <= 2) continue
    // UTF-16 units, as Telegram counts.
    const cut =
      plain.length > left - 2 ? `${plain.slice(0, left - 3).replace(/[\uD800-\uDBFF]$/, '')}…` : plain
    left -= cut.length + 2
    shown.push(wrap(escaped(cut)))
  }
  return shown.join('\n\n')
}

/** The picture a card is sent with, if it has one, and files that go after it. */
export function filesOf(card: Card): { picture: FileRef | null; documents: FileRef[] } {
  const files = card.blocks.flatMap(block => (block.kind === 'file' ? [block.file] : []))
  const picture = files.find(({ mime }) => mime === 'image/png' || mime === 'image/jpeg') ?? null
  return { picture, documents: files.filter(file => file !== picture) }
}
