import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label, Text } from '../../../chat/model.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import { type Quarter, romanOf, yearOf } from '../../../domain/calendar/quarter.ts'
import {
  BANDS,
  type Band,
  type Criterion,
  type DescribedCriterion,
  type Rubric,
} from '../../../domain/criteria.ts'
import type { Report, UnitProgress } from './current-appraiser.ts'
import type { Cycle, Excuse, Phase, Plan } from './rules.ts'

/** Triwulan IV Tahun 2026. */
export const quarterText = (quarter: Quarter): Text =>
  text('cycle:name', { roman: romanOf(quarter), year: yearOf(quarter) })
export const dayText = (day: OfficeDay): Text => text('cycle:fact.day', { day })

const CRITERION = {
  attendance: 'cycle:criterion.attendance',
  quality: 'cycle:criterion.quality',
  initiative: 'cycle:criterion.initiative',
} as const satisfies Record<Criterion, Key>
export const criterionText = (criterion: Criterion) => text(CRITERION[criterion])

const BAND = {
  quality: {
    1: 'cycle:band.quality.1',
    2: 'cycle:band.quality.2',
    3: 'cycle:band.quality.3',
    4: 'cycle:band.quality.4',
  },
  initiative: {
    1: 'cycle:band.initiative.1',
    2: 'cycle:band.initiative.2',
    3: 'cycle:band.initiative.3',
    4: 'cycle:band.initiative.4',
  },
} as const satisfies Record<DescribedCriterion, Record<Band, Key>>

const PHASE = {
  planned: 'cycle:phase.planned',
  open: 'cycle:phase.open',
  closing: 'cycle:phase.closing',
  closed: 'cycle:phase.closed',
  published: 'cycle:phase.published',
} as const satisfies Record<Phase, Key>
export const phaseText = (phase: Phase | null) => text(phase ? PHASE[phase] : 'cycle:phase.none')

const EXCUSE = {
  newcomer: 'cycle:excuse.newcomer',
  'long-leave': 'cycle:excuse.long-leave',
  study: 'cycle:excuse.study',
  unit: 'cycle:excuse.unit',
  other: 'cycle:excuse.other',
} as const satisfies Record<Excuse, Key>
export const excuseText = (excuse: Excuse) => text(EXCUSE[excuse])
const PUBLISHING = { appraiser: 'cycle:publishing.appraiser', officer: 'cycle:publishing.officer' } as const
export const publishingText = (publishing: Plan['publishing']) => text(PUBLISHING[publishing])

/** Lowest and highest score of a band. */
export function rangeOf(band: Band): { from: number; until: number } {
  const from = BANDS.find(one => one.band === band)?.from ?? 0
  const next = BANDS.find(one => one.from > from)
  return { from, until: next ? next.from - 1 : 100 }
}

/** A band's description: the office's own words where it has written any. */
export const bandWords = (criterion: DescribedCriterion, band: Band, rubric: Rubric): Label =>
  rubric[criterion]?.[band] ?? text(BAND[criterion][band])

/** `85–100: hasil kerja cermat …` */
export const bandText = (criterion: DescribedCriterion, band: Band, rubric: Rubric): Text =>
  text('cycle:band.range', { ...rangeOf(band), words: bandWords(criterion, band, rubric) })

export interface Numbers {
  total: number
  done: number
  excused: number
  gaps: number
}
/** The officer's card of one quarter. */
export function cycleCard(
  {
    quarter,
    plan,
    phase,
    numbers,
  }: {
    quarter: Quarter
    plan: Plan
    phase: Phase | null
    numbers: Numbers | null
  },
  buttons: Button[],
): Card {
  const { opensOn, deadline, weights, publishing } = plan
  const rows: [Label, Label][] = [[text('cycle:phase.label'), phaseText(phase)]]
  if (phase)
    rows.push(
      [text('cycle:fact.opens'), dayText(opensOn)],
      [text('cycle:fact.deadline'), dayText(deadline)],
      [text('cycle:fact.weights'), text('cycle:fact.weightsValue', { ...weights })],
      [text('cycle:fact.publishing'), publishingText(publishing)],
    )
  const blocks: Block[] = [{ kind: 'facts', rows }]
  if (numbers) blocks.push(numbersBlock(numbers))
  if (!phase) blocks.push({ kind: 'text', text: text('cycle:suggested', { opensOn, deadline }) })
  return {
    title: text('cycle:title', { quarter: quarterText(quarter) }),
    blocks: [...blocks, { kind: 'buttons', buttons }],
  }
}

const people = (count: number) => text('cycle:fact.count', { count })
const numbersBlock = ({ total, done, excused, gaps }: Numbers): Block => ({
  kind: 'facts',
  rows: [
    [text('cycle:fact.progress'), text('cycle:fact.progressValue', { done, total })],
    [text('cycle:fact.excused'), people(excused)],
    [text('cycle:fact.gaps'), people(gaps)],
  ],
})

export function sureCard(title: Text, body: Text, buttons: Button[]): Card {
  return {
    title,
    blocks: [
      { kind: 'text', text: body },
      { kind: 'buttons', buttons },
    ],
  }
}

export function progressCard(
  cycle: Pick<Cycle, 'quarter'>,
  units: readonly UnitProgress[],
  buttons: Button[],
): Card {
  const rows = units.map(({ name, done, total }) => [name, `${done}/${total}`])
  const body: Block =
    rows.length > 0
      ? { kind: 'table', head: [text('cycle:progress.unit'), text('cycle:progress.done')], rows }
      : { kind: 'text', text: text('cycle:progress.none') }
  return {
    title: text('cycle:progress.title', { quarter: quarterText(cycle.quarter) }),
    blocks: [body, { kind: 'buttons', buttons }],
  }
}

export function gapsCard(
  { reports, found }: { reports: readonly Report[]; found: number },
  toButton: (report: Report) => Button,
  more: Button[],
): Card {
  const body = found > 0 ? text('cycle:gaps.body', { count: found }) : text('cycle:gaps.none')
  return {
    title: text('cycle:gaps.title'),
    confidential: true,
    blocks: [
      { kind: 'text', text: body },
      { kind: 'buttons', buttons: [...reports.map(toButton), ...more] },
    ],
  }
}
