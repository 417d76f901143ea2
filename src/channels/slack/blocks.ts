/** Cards as Block Kit. All words stand in rich text, where nothing a person writes can become markup. */
import type { KnownBlock, RichTextBlockElement, RichTextSection } from '@slack/types'
import { absurd } from '../../chat/forms/answers.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { Block, Button, Card, Label, Locale } from '../../chat/model.ts'
import { encodePress } from '../../chat/ui/press.ts'
import { labelled } from '../../domain/text/labelled.ts'

/** Block Kit's documented limits, in characters and elements. */
const MAX_HEADER = 150
const MAX_RICH_TEXT = 3000
const MAX_BUTTON = 75
const MAX_BUTTONS = 25
const MAX_ALT = 2000
const MAX_FALLBACK = 3000
export const MAX_BLOCKS = { message: 50, view: 100 }

/** Slack's id of a picture that was uploaded, by the id of our file. */
export type Pictures = ReadonlyMap<string, string>
export type Say = (label: Label) => string

/** Empty text is an error on every surface. */
export const plain = (words: string, max: number) => ({
  type: 'plain_text' as const,
  text: cut(words, max) || '–',
  emoji: true,
})
/** Never through the middle of an emoji. */
export const cut = (words: string, max: number) =>
  words.length > max ? `${words.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : words

export function cardBlocks(
  card: Card,
  words: Words,
  locale: Locale,
  { pictures = new Map() as Pictures, max = MAX_BLOCKS.message } = {},
): KnownBlock[] {
  const say: Say = label => words.say(label, locale)
  const header: KnownBlock = { type: 'header', text: plain(say(card.title), MAX_HEADER) }
  const blocks = [header, ...card.blocks.flatMap(block => toBlocks(block, say, pictures))]
  return (blocks.length > max ? merged(blocks) : blocks).slice(0, max)
}

/** Words that follow words can stand in one block, should there be too many. */
function merged(blocks: KnownBlock[]): KnownBlock[] {
  const list: KnownBlock[] = []
  for (const block of blocks) {
    const last = list.at(-1)
    if (block.type === 'rich_text' && last?.type === 'rich_text')
      list.splice(-1, 1, { ...last, elements: last.elements.concat(block.elements) })
    else list.push(block)
  }
  return list
}

/** A few words of our own, safe from markup. */
export const line = (words: string): KnownBlock[] => rich([section(words)])

/** What a notification and a screen reader say; here the three control characters are escaped. */
export function fallback(card: Card, words: Words, locale: Locale): string {
  const said = card.blocks.flatMap(block => (block.kind === 'text' ? [words.say(block.text, locale)] : []))
  return escaped(cut([words.say(card.title, locale), ...said].join('\n'), MAX_FALLBACK))
}
export const escaped = (said: string) =>
  said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function toBlocks(block: Block, say: Say, pictures: Pictures): KnownBlock[] {
  switch (block.kind) {
    case 'text':
      return rich([section(say(block.text))])
    case 'quote':
      return rich([{ type: 'rich_text_quote', elements: section(block.said).elements }])
    case 'facts':
      return block.rows.length === 0
        ? []
        : rich([
            {
              type: 'rich_text_section',
              elements: block.rows.flatMap((row, index) => factElements(row, index, say)),
            },
          ])
    case 'table':
      return rich([preformatted([block.head.map(say), ...block.rows])])
    case 'file': {
      const id = pictures.get(block.file.id)
      if (id) return [{ type: 'image', slack_file: { id }, alt_text: cut(say(block.alt), MAX_ALT) || '–' }]
      return rich([section(say(block.alt))])
    }
    case 'buttons':
      return rowsOf(block.buttons).map(row => ({
        type: 'actions',
        elements: row.map((one, index) => button(one, index, say)),
      }))
    default:
      return absurd(block)
  }
}

function rowsOf(buttons: readonly Button[]): Button[][] {
  const rows = Math.ceil(buttons.length / MAX_BUTTONS)
  return Array.from({ length: rows }, (_, row) => buttons.slice(row * MAX_BUTTONS, (row + 1) * MAX_BUTTONS))
}

function rich(elements: RichTextBlockElement[]): KnownBlock[] {
  return [{ type: 'rich_text', elements }]
}

const section = (words: string): RichTextSection => ({
  type: 'rich_text_section',
  elements: [{ type: 'text', text: cut(words, MAX_RICH_TEXT).trim() || '–' }],
})

function factElements([label, value]: [Label, Label], index: number, say: Say): RichTextSection['elements'] {
  const before = index > 0 ? '\n' : ''
  return [
    { type: 'text', text: `${before}${labelled(say(label))} `, style: { bold: true } },
    { type: 'text', text: cut(say(value), MAX_RICH_TEXT) || '–' },
  ]
}

function preformatted(rows: string[][]): RichTextBlockElement {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map(row => [...(row[column] ?? '')].length)),
  )
  const lines = rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return {
    type: 'rich_text_preformatted',
    elements: [{ type: 'text', text: cut(lines.join('\n'), MAX_RICH_TEXT) || '–' }],
  }
}

function button(one: Button, index: number, say: Say) {
  const base = {
    type: 'button' as const,
    text: plain(say(one.label), MAX_BUTTON),
    action_id: `press-${index}`,
  }
  if ('url' in one) return { ...base, url: one.url }
  return { ...base, value: encodePress(one.press), ...(one.tone && { style: one.tone }) }
}
