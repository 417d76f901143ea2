import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label, Text } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { listed } from '../../../chat/ui/lists.ts'
import { BERAKHLAK } from '../../../domain/berakhlak.ts'
import { valueText } from '../../recognition/kudos/api.ts'
import { hurting } from './hurting.ts'
import type { Given, Request, Words } from './repository.ts'
import { isVague, type Kind } from './rules.ts'

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
      ? [line(text('ongoing:look.hurting', { words: listed([...new Set(words)].map(word => `“${word}”`)) }))]
      : []),
    ...(isVague(parts) ? [line(text('ongoing:look.vague'))] : []),
    line(text('ongoing:look.private')),
  ]
}

export const plain = (title: Text, body: Text, list: readonly Button[] = []): Card => ({
  title,
  confidential: true,
  pointer: text('ongoing:pointer.done'),
  blocks: [line(body), ...buttons(...list)],
})

/** What it is tied to. */
function tiedRows({ value, targetName }: Pick<Given, 'value' | 'targetName'>): [Label, Label][] {
  const named = BERAKHLAK.find(one => one === value)
  return [
    ...(named ? [[text('ongoing:fact.value'), valueText(named)] as [Label, Label]] : []),
    ...(targetName ? [[text('ongoing:fact.target'), targetName] as [Label, Label]] : []),
  ]
}

const givenBlocks = (given: Given): Block[] => [
  { kind: 'facts', rows: [[text('ongoing:fact.kind'), kindText(given.kind)], ...tiedRows(given)] },
  ...wordBlocks(given),
]

/** To the receiver. */
export const receivedCard = (given: Given, giver: string, list: readonly Button[] = []): Card => ({
  title: text('ongoing:received.title', { giver }),
  confidential: true,
  pointer: text('ongoing:pointer.received'),
  blocks: [...givenBlocks(given), line(text('ongoing:received.foot')), ...buttons(...list)],
})

/** To whoever wrote it. */
export const writtenCard = (given: Given, receiver: string, list: readonly Button[]): Card => ({
  title: text('ongoing:written.title', { receiver, at: given.createdAt }),
  confidential: true,
  pointer: text('ongoing:pointer.done'),
  blocks: [...givenBlocks(given), ...buttons(...list)],
})

/** To whoever is asked for feedback. */
export const requestedCard = (request: Request, name: string, list: readonly Button[]): Card => {
  const { topic, targetName, untilDay: until } = request
  return {
    title: text('ongoing:requested.title', { name }),
    confidential: true,
    pointer: text('ongoing:pointer.requested'),
    blocks: [
      line(text('ongoing:requested.body', { name, topic, until })),
      ...(targetName ? [{ kind: 'facts' as const, rows: tiedRows({ value: null, targetName }) }] : []),
      ...buttons(...list),
    ],
  }
}

export const roundCard = (all: readonly Words[], list: readonly Button[] = []): Card => ({
  title: text('ongoing:round.title', { count: all.length }),
  confidential: true,
  pointer: text('ongoing:pointer.round'),
  blocks: [
    line(text('ongoing:round.body')),
    ...all.flatMap((words, index) => [
      line(text('ongoing:round.one', { number: index + 1, kind: kindText(words.kind) })),
      ...wordBlocks(words),
    ]),
    ...buttons(...list),
  ],
})
