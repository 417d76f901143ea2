import { absurd } from '../chat/forms/answers.ts'
import type { Words } from '../chat/i18n/words.ts'
import type { Card, Label, Locale } from '../chat/model.ts'

/** A card as lines of a console. What steers a terminal is taken out of what people wrote. */
export function plainLines(card: Card, words: Words, locale: Locale): string[] {
  const say = (label: Label) => bare(words.say(label, locale))
  const lines = card.blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'text':
        return ['', say(block.text)]
      case 'quote':
        return ['', `  ${bare(block.said)}`]
      case 'facts':
        return block.rows.map(([label, value]) => `  ${say(label)}: ${say(value)}`)
      case 'table':
        return ['', [...block.head.map(say)].join(' | '), ...block.rows.map(row => row.map(bare).join(' | '))]
      case 'file':
        return [`  ${say(block.alt)}: ${bare(block.file.name)}`]
      case 'buttons':
        return []
      default:
        return absurd(block)
    }
  })
  return [say(card.title), ...lines]
}

const bare = (said: string) => said.replaceAll(/\p{Cc}/gu, ' ')
