import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Text } from '../../../chat/model.ts'
import { type Kept, PERIODS, type Periods, type Request, urgencyOf } from './rules.ts'

const KEPT: Record<Kept, Key> = {
  feedback: 'privacy:kept.feedback',
  objection: 'privacy:kept.objection',
  kudos: 'privacy:kept.kudos',
  rsvp: 'privacy:kept.rsvp',
  conversation: 'privacy:kept.conversation',
  request: 'privacy:kept.request',
  audit: 'privacy:kept.audit',
}
const STATES = {
  done: 'privacy:decision.done',
  partly: 'privacy:decision.partly',
  declined: 'privacy:decision.declined',
} as const satisfies Record<string, Key>
export const decisionText = (decision: keyof typeof STATES) => text(STATES[decision])
const KINDS = { correction: 'privacy:kind.correction', deletion: 'privacy:kind.deletion' } as const
export const kindText = (kind: Request['kind']) => text(KINDS[kind])

/** /dataku: one's rights, and where one's requests stand. */
export function ownCard(requests: readonly Request[], periods: Periods, buttons: Button[]): Card {
  const kept = (Object.keys(PERIODS) as Kept[]).map((one): [Text, Text] => [
    text(KEPT[one]),
    text('privacy:own.years', { count: periods[one] }),
  ])
  const asked = requests.map((one): [Text, Text] => [
    text('privacy:own.asked', { kind: kindText(one.kind), at: one.createdAt }),
    one.answered ? decisionText(one.answered.decision) : text('privacy:own.waiting', { due: one.dueAt }),
  ])
  const blocks: Block[] = [
    { kind: 'text', text: text('privacy:own.intro') },
    { kind: 'buttons', buttons },
    { kind: 'text', text: text('privacy:own.kept') },
    { kind: 'facts', rows: [...kept, [text('privacy:kept.archive'), text('privacy:kept.archiveValue')]] },
  ]
  if (asked.length > 0)
    blocks.push({ kind: 'text', text: text('privacy:own.requests') }, { kind: 'facts', rows: asked })
  return { title: text('privacy:own.title'), blocks, confidential: true }
}

export const receivedCard = ({ kind, dueAt }: Request): Card => ({
  title: text('privacy:received.title'),
  blocks: [{ kind: 'text', text: text('privacy:received.body', { kind: kindText(kind), due: dueAt }) }],
})

/** To the officer: who wishes what, until when. */
export function requestCard(request: Request, name: string, now: Date, buttons: Button[]): Card {
  const { kind, body, createdAt, dueAt } = request
  const urgent: Block[] = [
    { kind: 'text', text: text(`privacy:desk.${urgencyOf(request, now)}`, { due: dueAt }) },
  ]
  return {
    title: text('privacy:desk.title', { kind: kindText(kind) }),
    blocks: [
      ...(request.answered ? [] : urgent),
      {
        kind: 'facts',
        rows: [
          [text('privacy:desk.from'), name],
          [text('privacy:desk.at'), text('privacy:desk.time', { at: createdAt })],
        ],
      },
      { kind: 'quote', said: body },
      ...(request.answered
        ? [{ kind: 'text' as const, text: decisionText(request.answered.decision) }]
        : [{ kind: 'buttons' as const, buttons }]),
    ],
    confidential: true,
  }
}

/** To the person: what was decided, and why. */
export const answeredCard = ({ kind, answered }: Request): Card => ({
  title: text('privacy:answered.title'),
  blocks: [
    { kind: 'text', text: text('privacy:answered.body', { kind: kindText(kind) }) },
    ...(answered
      ? [
          { kind: 'text' as const, text: decisionText(answered.decision) },
          { kind: 'quote' as const, said: answered.answer },
        ]
      : []),
  ],
  confidential: true,
})
