import { buttons, line } from '../../chat/blocks.ts'
import type { Block, Button, Card, Label, Text } from '../../chat/model.ts'
import { type Key, text } from '../../chat/words.ts'
import { hurting } from './hurting.ts'
import { isVague, type Kind } from './rules.ts'
import type { Words } from './store.ts'

const KIND = {
  praise: 'ongoing:kind.praise',
  suggestion: 'ongoing:kind.suggestion',
} as const satisfies Record<Kind, Key>
export const kindText = (kind: Kind) => text(KIND[kind])

/** Situation, behaviour, impact: each under its own heading. */
export const wordBlocks = ({ kind, situation, behaviour, impact }: Words): Block[] => [
  line(text('ongoing:card.situation')),
  { kind: 'quote', said: situation },
  line(text(kind === 'praise' ? 'ongoing:card.good' : 'ongoing:card.improve')),
  { kind: 'quote', said: behaviour },
  line(text(kind === 'praise' ? 'ongoing:card.impact' : 'ongoing:card.suggestion')),
  { kind: 'quote', said: impact },
]

/** Before it is sent: what might hurt, and what might help. The buttons below are "send" and "change". */
export function lookBlocks({ situation, behaviour, impact }: Omit<Words, 'kind'>): Block[] {
  const parts = [situation, behaviour, impact]
  const words = parts.flatMap(hurting)
  return [
    ...(words.length > 0
      ? [line(text('ongoing:look.hurting', { words: [...new Set(words)].join(', ') }))]
      : []),
    ...(isVague(parts) ? [line(text('ongoing:look.vague'))] : []),
    line(text('ongoing:look.private')),
  ]
}

export const plain = (title: Text, body: Text, list: readonly Button[] = []): Card => ({
  ...{ title, confidential: true, pointer: text('ongoing:pointer.done') },
  blocks: [line(body), ...buttons(...list)],
})

/** To the receiver. @param value the BerAKHLAK value, where one was named */
export const receivedCard = (
  words: Words,
  { giver, value }: { giver: string; value: Label | null },
): Card => ({
  title: text('ongoing:received.title', { giver }),
  confidential: true,
  pointer: text('ongoing:pointer.received'),
  blocks: [
    {
      kind: 'facts',
      rows: [
        [text('ongoing:fact.kind'), kindText(words.kind)],
        ...(value ? [[text('ongoing:fact.value'), value] as [Label, Label]] : []),
      ],
    },
    ...wordBlocks(words),
    line(text('ongoing:received.foot')),
  ],
})

export const roundCard = (all: readonly Words[]): Card => ({
  title: text('ongoing:round.title', { count: all.length }),
  confidential: true,
  pointer: text('ongoing:pointer.round'),
  blocks: [
    line(text('ongoing:round.body')),
    ...all.flatMap((words, index) => [
      line(text('ongoing:round.one', { number: index + 1, kind: kindText(words.kind) })),
      ...wordBlocks(words),
    ]),
  ],
})
