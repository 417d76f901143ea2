import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label, Text } from '../../../chat/model.ts'
import { buttons } from '../../../chat/ui/blocks.ts'
import { quarterText } from '../cycle/api.ts'
import type { Objection, Question } from './repository.ts'
import { type Decision, numberOf } from './rules.ts'

const DECISION = {
  stays: 'objection:decision.stays',
  changed: 'objection:decision.changed',
  rejected: 'objection:decision.rejected',
} as const satisfies Record<Decision, Key>
export const decisionText = (decision: Decision) => text(DECISION[decision])

const said = (label: Text, words: string): Block[] => [
  { kind: 'text', text: label },
  { kind: 'quote', said: words },
]

/** Names by id of everybody who has a part in it. */
export type Names = ReadonlyMap<string, string>
const named = (names: Names, id: string | null): Label =>
  (id && names.get(id)) || text('objection:nobody-yet')

/** Its number, when, against what, and who decides. */
export const factsOf = (objection: Objection, names: Names): Block => ({
  kind: 'facts',
  rows: [
    [text('objection:fact.number'), numberOf(objection)],
    [text('objection:fact.about'), quarterText(objection.quarter)],
    [text('objection:fact.person'), named(names, objection.personId)],
    [text('objection:fact.appraiser'), named(names, objection.appraiserId)],
    [text('objection:fact.filed'), text('objection:at', { at: objection.filedAt })],
    [text('objection:fact.decider'), named(names, objection.deciderId)],
    [text('objection:fact.state'), stateText(objection)],
  ],
})
export const stateText = ({ decision, deciderId }: Objection): Text => {
  if (decision) return decisionText(decision)
  return text(deciderId ? 'objection:state.open' : 'objection:state.unnamed')
}

/** What was asked and explained, as the decider and whoever was asked see it. */
export const questionBlocks = (questions: readonly Question[], names: Names): Block[] =>
  questions.flatMap(one => [
    ...said(
      text('objection:question.asked', { name: names.get(one.askedId) ?? '', at: one.askedAt }),
      one.question,
    ),
    ...(one.answer && one.answeredAt
      ? said(
          text('objection:question.answered', { name: names.get(one.askedId) ?? '', at: one.answeredAt }),
          one.answer,
        )
      : [{ kind: 'text' as const, text: text('objection:question.waits') }]),
  ])

/** What others are told of the steps: that somebody was asked, not what. */
export const stepBlocks = (questions: readonly Question[], names: Names): Block[] =>
  questions.length === 0
    ? []
    : [
        {
          kind: 'facts',
          rows: questions.map((one): [Label, Label] => [
            text('objection:step.asked', { name: names.get(one.askedId) ?? '' }),
            one.answeredAt
              ? text('objection:step.answered', { at: one.answeredAt })
              : text('objection:step.waits'),
          ]),
        },
      ]

export const decisionBlocks = ({ decision, decisionReason, decidedAt }: Objection): Block[] =>
  decision && decisionReason && decidedAt
    ? [
        {
          kind: 'text',
          text: text('objection:decided.at', { decision: decisionText(decision), at: decidedAt }),
        },
        { kind: 'quote', said: decisionReason },
        { kind: 'text', text: text('objection:decided.final') },
      ]
    : []

export const card = (title: Text, pointer: Text, blocks: Block[], list: readonly Button[] = []): Card => ({
  title,
  pointer,
  confidential: true,
  blocks: [...blocks, ...buttons(...list)],
})
export const quote = (label: Text, words: string) => said(label, words)
