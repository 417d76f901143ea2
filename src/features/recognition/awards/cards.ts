/** What everyone may see of awards: never a score. */

import type { Action } from '../../../chat/contributions.ts'
import { press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label, Text } from '../../../chat/model.ts'
import { buttons, line, plain } from '../../../chat/ui/blocks.ts'
import { beside } from '../../../chat/ui/lists.ts'
import { quarterText } from '../../performance/cycle/api.ts'
import type { Award } from './repository.ts'
import { type Kind, PARTS, type Part, type Ranked } from './rules.ts'

const PART = {
  targets: 'awards:part.targets',
  appraisal: 'awards:part.appraisal',
  kudos: 'awards:part.kudos',
} as const satisfies Record<Part, string>

/** A person as everyone knows the formula: 40% × 90 and so on. */
const EXAMPLE: Record<Part, number> = { targets: 90, appraisal: 85, kudos: 50 }

/** The formula in words and in numbers. */
export function formulaBlocks({ weights }: Kind): Block[] {
  const used = PARTS.filter(part => weights[part] > 0)
  const terms = used.map(part =>
    text('awards:formula.term', { weight: weights[part], part: text(PART[part]) }),
  )
  const numbers = used.map(part =>
    text('awards:formula.number', { weight: weights[part], value: EXAMPLE[part] }),
  )
  const plus = (parts: Text[]) =>
    parts.reduce((first, second) => text('awards:formula.plus', { first, second }))
  const sum = used.reduce((total, part) => total + weights[part] * EXAMPLE[part], 0) / 100
  return [
    line(text('awards:formula.is', { terms: plus(terms) })),
    line(text('awards:formula.parts')),
    line(text('awards:formula.example', { numbers: plus(numbers), sum })),
  ]
}

/** Who may be a candidate, a line a condition. */
export function conditionRows(kind: Kind, unitName: string | null): [Label, Label][] {
  const { forWhom, status, restQuarters, minMonths, needsAppraisal } = kind
  const rows: [Label, Label][] = [
    [text('awards:fact.for'), text(forWhom === 'unit' ? 'awards:for.unit' : 'awards:for.person')],
    [text('awards:fact.unit'), unitName ?? text('awards:fact.allUnits')],
  ]
  if (status !== null) rows.push([text('awards:fact.status'), status])
  if (restQuarters > 0)
    rows.push([text('awards:fact.rest'), text('awards:fact.restValue', { count: restQuarters })])
  if (minMonths > 0)
    rows.push([text('awards:fact.months'), text('awards:fact.monthsValue', { count: minMonths })])
  if (needsAppraisal) rows.push([text('awards:fact.appraisal'), text('awards:fact.appraisalValue')])
  return rows
}

export const kindCard = (kind: Kind, unitName: string | null, ...more: Button[]): Card => ({
  title: text('awards:kind.title', { name: kind.name }),
  blocks: [
    { kind: 'quote', said: kind.about },
    ...(kind.retiredAt ? [line(text('awards:kind.retired'))] : []),
    { kind: 'facts', rows: conditionRows(kind, unitName) },
    ...formulaBlocks(kind),
    ...buttons(...more),
  ],
})

/** What may be said of somebody before others: that everything was reached, and how many praised them. */
export function publicReasons({ allReached, kudos }: Pick<Ranked, 'allReached' | 'kudos'>): Text[] {
  const reasons: Text[] = []
  if (allReached) reasons.push(text('awards:reason.allReached'))
  if (kudos > 0) reasons.push(text('awards:reason.kudos', { count: kudos }))
  return reasons
}

export const titleOf = ({ title, quarter }: Pick<Award, 'title' | 'quarter'>): Text =>
  text('awards:title', { title, quarter: quarterText(quarter) })

export const awardRows = ({ name, position, unitName, numberText }: Award): [Label, Label][] => [
  [text('awards:fact.recipient'), name],
  ...(position === null ? [] : [[text('awards:fact.position'), position] as [Label, Label]]),
  [text('awards:fact.unitName'), unitName],
  ...(numberText === null ? [] : [[text('awards:fact.number'), numberText] as [Label, Label]]),
]

export interface Certificates {
  pdf: Action<[string]>
  png: Action<[string]>
}
export const certificateButtons = (id: string, { pdf, png }: Certificates): Button[] => [
  { label: text('awards:button.pdf'), tone: 'primary', press: press(pdf, id) },
  { label: text('awards:button.png'), press: press(png, id) },
]

const STATE = {
  nominated: 'awards:state.nominated',
  returned: 'awards:state.returned',
  approved: 'awards:state.approved',
  withdrawn: 'awards:state.withdrawn',
} as const
export const stateText = ({ state }: Award): Text => text(STATE[state])

/** @param inside the reader keeps or decides awards, and reads who nominated and why it came back */
export function awardCard(
  award: Award,
  { inside, more, lines = [] }: { inside: boolean; more: Button[]; lines?: readonly Text[] },
): Card {
  const why = award.state === 'withdrawn' ? award.withdrawnReason : award.decidedReason
  return {
    title: titleOf(award),
    blocks: [
      { kind: 'facts', rows: [...awardRows(award), [text('awards:fact.state'), stateText(award)]] },
      line(text('awards:reasonIs')),
      { kind: 'quote', said: award.reason },
      ...(inside && why ? [line(text('awards:whyIs')), { kind: 'quote' as const, said: why }] : []),
      ...lines.map(line),
      ...buttons(...more),
    ],
  }
}

/** Message 23 (domain.md §6.3), to groups. */
export const announcedCard = (award: Award): Card => {
  const { title, quarter, name, position, unitName, reason, numberText } = award
  const who = position === null ? name : beside(name, position, unitName)
  return {
    title: text('awards:announced.title', { title, quarter: quarterText(quarter) }),
    blocks: [
      line(text('awards:announced.to', { who })),
      { kind: 'quote', said: reason },
      line(text('awards:announced.end', { number: numberText ?? '' })),
    ],
  }
}

export const resultCard = (award: Award, certificates: Certificates): Card => {
  const { name, position, announceAt } = award
  const body = text(position === null ? 'awards:told.team' : 'awards:told.person', {
    name,
    award: titleOf(award),
  })
  return {
    title: text('awards:told.title'),
    blocks: [
      line(body),
      { kind: 'quote', said: award.reason },
      ...(announceAt ? [line(text('awards:told.when', { at: announceAt }))] : []),
      ...buttons(...certificateButtons(award.id, certificates)),
    ],
  }
}

/** In place of the message about an award, once it was withdrawn. */
export const goneCard = (award: Award): Card =>
  plain(titleOf(award), text('awards:gone', { name: award.name }))

export const withdrawnCard = (award: Award): Card => ({
  title: text('awards:withdrawn.title'),
  blocks: [
    line(text('awards:withdrawn.body', { award: titleOf(award) })),
    { kind: 'quote', said: award.withdrawnReason ?? '' },
    line(text('awards:withdrawn.ask')),
  ],
})
