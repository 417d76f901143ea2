import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label } from '../../../chat/model.ts'
import { buttons } from '../../../chat/ui/blocks.ts'
import type { Weights } from '../../../domain/criteria.ts'
import { type Predicate, type Ratings, suggestedPredicate } from '../../../domain/ratings.ts'
import { type Cycle, criterionText, quarterText } from '../cycle/api.ts'
import type { ResultMessage } from './extension-points.ts'
import { ratingText } from './fields.ts'
import type { Appraisal } from './repository.ts'
import { criteriaScore, type Part } from './rules.ts'

const PREDICATE = {
  'very-good': 'appraisal:predicate.very-good',
  good: 'appraisal:predicate.good',
  'needs-improvement': 'appraisal:predicate.needs-improvement',
  poor: 'appraisal:predicate.poor',
  'very-poor': 'appraisal:predicate.very-poor',
} as const satisfies Record<Predicate, Key>

export const predicateText = (predicate: Predicate) => text(PREDICATE[predicate])
export const numberText = (value: number) => text('appraisal:number', { value })
export const totalOf = (scores: Appraisal, { weights }: Pick<Cycle, 'weights'>) =>
  criteriaScore(scores, weights).total

/** The criteria with what each adds, and the score apart from the suggested predicate. */
export function scoreBlocks(
  scores: { attendance: number; quality: number; initiative: number },
  ratings: Ratings,
  weights: Weights,
): Block[] {
  const { total, parts } = criteriaScore(scores, weights)
  return [
    { kind: 'facts', rows: [...parts.map(partRow), [text('appraisal:score.total'), numberText(total)]] },
    { kind: 'text', text: text('appraisal:score.coaching') },
    {
      kind: 'facts',
      rows: [
        [text('appraisal:score.results'), ratingText(ratings.results)],
        [text('appraisal:score.behaviour'), ratingText(ratings.behaviour)],
        [text('appraisal:score.predicate'), predicateText(suggestedPredicate(ratings))],
      ],
    },
    { kind: 'text', text: text('appraisal:score.official') },
  ]
}

/** `Kehadiran: 95 × 30% = 28,5` */
export const partRow = ({ criterion, score, weight, adds }: Part): [Label, Label] => [
  criterionText(criterion),
  text('appraisal:why.line', { score, weight, adds }),
]

const said = (label: Key, words: string): Block[] => [
  { kind: 'text', text: text(label) },
  { kind: 'quote', said: words },
]

/** What was said in words. */
export function saidBlocks(appraisal: Appraisal): Block[] {
  const { good, improve, nextStep, nextStepOn, trainingTitle, explanation } = appraisal
  const rows: [Label, Label][] = [
    [text('appraisal:card.nextStepOn'), text('appraisal:card.day', { day: nextStepOn })],
  ]
  if (trainingTitle) rows.push([text('appraisal:card.training'), trainingTitle])
  return [
    ...(explanation ? said('appraisal:card.explanation', explanation) : []),
    ...said('appraisal:card.good', good),
    ...said('appraisal:card.improve', improve),
    ...said('appraisal:card.nextStep', nextStep),
    { kind: 'facts', rows },
  ]
}

/** One appraisal as its appraiser, its person or the superior sees it. */
export function appraisalCard(
  { appraisal, cycle, name }: { appraisal: Appraisal; cycle: Cycle; name: string },
  list: Button[],
  below: Block[] = [],
): Card {
  return {
    title: text('appraisal:card.title', { name, quarter: quarterText(cycle.quarter) }),
    confidential: true,
    blocks: [
      ...scoreBlocks(appraisal, appraisal, cycle.weights),
      ...(appraisal.reason ? said('appraisal:card.reason', appraisal.reason) : []),
      ...saidBlocks(appraisal),
      ...(appraisal.publishedAt ? [] : [{ kind: 'text' as const, text: text('appraisal:card.unpublished') }]),
      ...below,
      ...buttons(...list),
    ],
  }
}

/** To the person: the result, told warmly, with the way to every number. */
export function resultMessage(
  {
    appraisal,
    cycle,
    name,
    appraiser,
  }: { appraisal: Appraisal; cycle: Cycle; name: string; appraiser: string },
  buttons: Button[],
): ResultMessage {
  const quarter = quarterText(cycle.quarter)
  const corrected = appraisal.reason !== null
  const body = text(corrected ? 'appraisal:corrected.body' : 'appraisal:published.body', { name, appraiser })
  return {
    title: text(corrected ? 'appraisal:corrected.title' : 'appraisal:published.title', { quarter }),
    opening: [
      { kind: 'text', text: body },
      ...(appraisal.reason ? [{ kind: 'quote' as const, said: appraisal.reason }] : []),
    ],
    said: saidBlocks(appraisal),
    buttons,
  }
}

/** To the appraiser, once it is sent. */
export function sentCard(
  { appraisal, cycle, name }: { appraisal: Appraisal; cycle: Cycle; name: string },
  list: Button[],
): Card {
  return {
    title: text('appraisal:sent.title', { name }),
    confidential: true,
    blocks: [
      ...scoreBlocks(appraisal, appraisal, cycle.weights),
      {
        kind: 'text',
        text: text(appraisal.publishedAt ? 'appraisal:sent.atOnce' : 'appraisal:sent.later'),
      },
      ...buttons(...list),
    ],
  }
}
