/** The pieces that nearly every card is made of. */
import type { Block, Button, Card, Text } from '../model.ts'

export const line = (said: Text): Block => ({ kind: 'text', text: said })

/** The buttons below a card. None: no block, because platforms refuse an empty one. */
export const buttons = (...list: Button[]): Block[] =>
  list.length > 0 ? [{ kind: 'buttons', buttons: list }] : []

/** A title and some lines: nothing to press, nothing to hide. */
export const plain = (title: Text, ...lines: Text[]): Card => ({ title, blocks: lines.map(line) })
