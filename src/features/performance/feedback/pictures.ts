/** Draws a person's scorecard when it is shown, and keeps it for a while; says the same in words. */

import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Label, Locale, Text } from '../../../chat/model.ts'
import { previousQuarter, type Quarter, romanOf } from '../../../domain/calendar/quarter.ts'
import { CRITERIA, type Criterion } from '../../../domain/criteria.ts'
import { suggestedPredicate } from '../../../domain/ratings.ts'
import { createMeasure, png } from '../../../platform/documents/picture.ts'
import { type Appraisal, criteriaScore, predicateText, type Result, ratingText } from '../appraisal/api.ts'
import { type Cycle, criterionText, quarterText } from '../cycle/api.ts'
import type { FeedbackDeps } from './deps.ts'
import * as repository from './repository.ts'
import { type Comparison, comparisonOf } from './rules.ts'
import { type Scorecard, scorecard } from './scorecard.ts'

/** Days a picture is kept; it is drawn again when it is asked for later. */
const KEEP_DAYS = 30
/** Figures of a group are worked out anew after this long (milliseconds): one query, not one a person. */
const FRESH = 10 * 60_000
const QUARTERS = 4

type PicturesDeps = Pick<FeedbackDeps, 'db' | 'clock' | 'files' | 'words'>

/** What the picture and its words are made of. */
export interface Drawing {
  appraisal: Appraisal
  cycle: Cycle
  name: string
  comparison: Comparison | null
  /** This quarter and the three before it, oldest first. */
  quarters: Quarter[]
  history: ReadonlyMap<Quarter, Appraisal>
}
export type Pictures = ReturnType<typeof createPictures>

export function createPictures({ db, clock, files, words }: PicturesDeps) {
  const measure = createMeasure()
  const known = new Map<string, { at: number; figures: Promise<repository.Figures> }>()

  function figures(quarter: Quarter, unitId: string): Promise<repository.Figures> {
    const key = `${quarter} ${unitId}`
    const now = clock.now().getTime()
    const before = known.get(key)
    if (before && now - before.at < FRESH) return before.figures
    if (known.size > 5000) known.clear()
    const fresh = repository.figuresOf(db.client, quarter, unitId)
    known.set(key, { at: now, figures: fresh })
    return fresh
  }

  async function drawingOf({ appraisal, assignment, cycle, name, history }: Result): Promise<Drawing> {
    const { quarter } = appraisal
    const byQuarter = new Map(history.map(one => [one.quarter, one]))
    byQuarter.set(quarter, appraisal)
    return {
      appraisal,
      cycle,
      name,
      comparison:
        cycle.stage === 'published'
          ? comparisonOf(await figures(quarter, assignment.unitId), cycle.stage)
          : null,
      quarters: lastQuarters(quarter),
      history: byQuarter,
    }
  }

  /** Not inside a transaction: it draws and keeps a file. */
  async function block(result: Result, locale: Locale): Promise<Block> {
    const { appraisal } = result
    const found = await drawingOf(result)
    const card = drawn(found, label => words.say(label, locale))
    const content = `rapor ${appraisal.id} ${JSON.stringify(card)}`
    const name = `rapor-${appraisal.quarter}.png`
    const make = () => png(scorecard(card, measure))
    const file = await files.once(content, { name, mime: 'image/png', make }, KEEP_DAYS)
    return { kind: 'file', file, alt: spoken(found) }
  }

  /** The picture itself, for a paper. */
  async function drawnPng(result: Result, locale: Locale): Promise<Uint8Array> {
    const card = drawn(await drawingOf(result), label => words.say(label, locale))
    return png(scorecard(card, measure))
  }

  return { block, png: drawnPng }
}

function lastQuarters(quarter: Quarter): Quarter[] {
  const all = [quarter]
  for (let at = quarter; all.length < QUARTERS; ) {
    at = previousQuarter(at)
    all.unshift(at)
  }
  return all
}

const numberText = (value: number) => text('feedback:number', { value })
const GROUP = {
  unit: 'feedback:picture.unit',
  office: 'feedback:picture.office',
} as const satisfies Record<Comparison['group'], Key>

/** Every word said, for the picture. */
export function drawn(
  { appraisal, cycle, name, comparison, quarters, history }: Drawing,
  say: (label: Label) => string,
): Scorecard {
  const { total } = criteriaScore(appraisal, cycle.weights)
  const figure = (value: number) => ({ value, shown: say(numberText(value)) })
  const row = (criterion: Criterion) => ({
    label: say(criterionText(criterion)),
    ...figure(appraisal[criterion]),
    median: comparison && {
      value: comparison.medians[criterion],
      shown: say(text(GROUP[comparison.group], { value: comparison.medians[criterion] })),
    },
    history: quarters.map(quarter => {
      const one = history.get(quarter)
      return one ? figure(one[criterion]) : null
    }),
  })
  return {
    title: say(text('feedback:picture.title', { quarter: quarterText(appraisal.quarter) })),
    name,
    note: say(text('feedback:picture.note')),
    rows: CRITERIA.map(row),
    quarters: quarters.map(romanOf),
    historyTitle: say(text('feedback:picture.history')),
    total: { label: say(text('feedback:picture.total')), value: say(numberText(total)) },
    facts: ratings(appraisal).map(([label, value]) => ({ label: say(label), value: say(value) })),
  }
}

const ratings = (appraisal: Appraisal): [Text, Text][] => [
  [text('feedback:picture.results'), ratingText(appraisal.results)],
  [text('feedback:picture.behaviour'), ratingText(appraisal.behaviour)],
  [text('feedback:picture.predicate'), predicateText(suggestedPredicate(appraisal))],
]

/** The same as the picture, for whoever does not see it. */
export function spoken({ appraisal, cycle, name, comparison, quarters, history }: Drawing): Text {
  const { total } = criteriaScore(appraisal, cycle.weights)
  const scores = (one: Appraisal) =>
    CRITERIA.map(criterion =>
      text('feedback:alt.score', { criterion: criterionText(criterion), value: one[criterion] }),
    )
  const before = quarters.flatMap(quarter => {
    const one = quarter === appraisal.quarter ? undefined : history.get(quarter)
    return one
      ? [text('feedback:alt.before', { quarter: quarterText(quarter), scores: listed(scores(one)) })]
      : []
  })
  const rated = ratings(appraisal).map(([label, value]) => text('feedback:alt.fact', { label, value }))
  const compared = comparison
    ? [
        text(comparison.group === 'unit' ? 'feedback:alt.unit' : 'feedback:alt.office', {
          scores: listed(
            CRITERIA.map(criterion =>
              text('feedback:alt.about', {
                criterion: criterionText(criterion),
                value: comparison.medians[criterion],
              }),
            ),
          ),
        }),
      ]
    : []
  const whole = text('feedback:alt.whole', {
    name,
    total,
    quarter: quarterText(appraisal.quarter),
    scores: listed(scores(appraisal)),
    ratings: listed(rated),
  })
  return sentences([whole, ...compared, ...before, text('feedback:picture.note')])
}

const joined = (key: 'feedback:alt.list' | 'feedback:alt.sentences') => (all: readonly Text[]) => {
  const [first, ...rest] = all
  return rest.reduce((left, right) => text(key, { left, right }), first ?? text('feedback:picture.note'))
}
const listed = joined('feedback:alt.list')
const sentences = joined('feedback:alt.sentences')
