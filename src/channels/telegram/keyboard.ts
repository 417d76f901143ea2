import { InlineKeyboard } from 'grammy'
import type { Words } from '../../chat/i18n/words.ts'
import type { Button, Card, Locale } from '../../chat/model.ts'
import { encodePress } from '../../chat/ui/press.ts'

/** Longer labels stand in a row of their own; a phone shows two of this length side by side. */
const SHORT = 16
/** Telegram cuts labels that are longer; so do we, with a mark that says so. */
const MAX_LABEL = 60

export function keyboard(card: Card, words: Words, locale: Locale): InlineKeyboard {
  const board = new InlineKeyboard()
  let half = false
  for (const button of card.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))) {
    const label = cut(words.say(button.label, locale))
    const short = label.length <= SHORT
    if (!short && half) board.row()
    put(board, button, label)
    half = short && !half
    if (!half) board.row()
  }
  return board
}

function put(board: InlineKeyboard, button: Button, label: string): void {
  if ('url' in button) board.url(label, button.url)
  else board.text(label, encodePress(button.press))
}

const cut = (label: string) => (label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label)
