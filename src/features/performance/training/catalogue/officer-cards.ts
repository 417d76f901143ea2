/** What officers see of trainings. */

import type { Action } from '../../../../chat/contributions.ts'
import { press } from '../../../../chat/contributions.ts'
import { type Key, text } from '../../../../chat/i18n/words.ts'
import type { Block, Button, Card } from '../../../../chat/model.ts'
import { buttons, line, plain } from '../../../../chat/ui/blocks.ts'
import { listed } from '../../../../chat/ui/lists.ts'
import { CRITERIA } from '../../../../domain/criteria.ts'
import type { Opinion } from '../attendance/repository-opinions.ts'
import { criterionText, facts, lineText, QUESTIONS, questionText } from '../cards.ts'
import type { Counts, Named } from '../places/repository.ts'
import type { Attendance } from '../rules.ts'
import type { DemandRow } from '../suggestions/needs.ts'
import type { Training } from './repository.ts'

export interface OfficerActions {
  open: Action<[string]>
  replan: Action<[string]>
  terms: Action<[string]>
  publish: Action<[string]>
  cancel: Action<[string]>
  drop: Action<[string]>
  list: Action<[string, number]>
  room: Action<[string]>
  issue: Action<[string]>
  opinions: Action<[string]>
}

export function officerListCard(
  list: readonly Training[],
  { open, others }: { open: Action<[string]>; others: Button[] },
): Card {
  const rows = list.map(
    (one): Button => ({
      label: one.publishedAt ? lineText(one) : text('training:desk.draft', { title: one.title }),
      press: press(open, one.id),
    }),
  )
  return {
    title: text('training:desk.title'),
    blocks: [{ kind: 'text', text: text('training:desk.intro') }, ...buttons(...rows, ...others)],
  }
}

export interface Managed {
  training: Training
  counts: Counts
  units: readonly string[]
  trainer: string | null
  now: Date
}

export function manageCard(
  { training, counts, units, trainer, now }: Managed,
  actions: OfficerActions,
): Card {
  const { criterion, positions, needsConsent } = training
  const audience: Block = {
    kind: 'facts',
    rows: [
      [text('training:terms.units'), units.length > 0 ? listed(units) : text('training:terms.everyone')],
      [
        text('training:terms.positions'),
        positions.length > 0 ? listed(positions) : text('training:terms.everyone'),
      ],
      [
        text('training:terms.criterion'),
        criterion ? criterionText(criterion) : text('training:terms.everyone'),
      ],
      [text('training:terms.consent'), text(needsConsent ? 'training:terms.yes' : 'training:terms.no')],
      [text('training:terms.trainer'), trainer ?? text('training:terms.none')],
    ],
  }
  return {
    title: text('training:title', { title: training.title }),
    blocks: [
      facts(training),
      audience,
      { kind: 'text', text: stateText(training, counts) },
      ...buttons(...buttonsOf(training, now, actions)),
    ],
  }
}

function stateText({ publishedAt, cancelledAt }: Training, { joined, waiting, asked, present }: Counts) {
  if (cancelledAt) return text('training:state.cancelled')
  if (!publishedAt) return text('training:desk.notYet')
  return text('training:desk.counts', { joined, waiting, asked, present })
}

function buttonsOf(training: Training, now: Date, actions: OfficerActions): Button[] {
  const { id, publishedAt, cancelledAt, startsAt, endsAt } = training
  if (cancelledAt) return []
  const found: Button[] = []
  if (!publishedAt)
    found.push({ label: text('training:desk.publish'), tone: 'primary', press: press(actions.publish, id) })
  if (publishedAt) {
    found.push({ label: text('training:desk.room'), press: press(actions.room, id) })
    found.push({ label: text('training:desk.list'), press: press(actions.list, id, 0) })
  }
  if (now < startsAt) {
    found.push({ label: text('training:desk.replan'), press: press(actions.replan, id) })
    found.push({ label: text('training:desk.terms'), press: press(actions.terms, id) })
  }
  if (publishedAt && now >= endsAt) {
    found.push({ label: text('training:desk.issue'), press: press(actions.issue, id) })
    found.push({ label: text('training:desk.opinions'), press: press(actions.opinions, id) })
  }
  if (!publishedAt)
    found.push({ label: text('training:desk.drop'), tone: 'danger', press: press(actions.drop, id) })
  else if (now < endsAt)
    found.push({ label: text('training:desk.cancel'), tone: 'danger', press: press(actions.cancel, id) })
  return found
}

export const roomCard = (
  { title }: Training,
  { code, seconds }: { code: string; seconds: number },
  list: readonly Button[],
): Card => ({
  // In the title: it is read from the last row of the room.
  title: text('training:room.title', { code: `${code.slice(0, 3)} ${code.slice(3)}` }),
  blocks: [
    line(text('training:title', { title })),
    line(text('training:room.body', { seconds })),
    ...buttons(...list),
  ],
})

const LISTED = {
  present: 'training:list.present',
  absent: 'training:list.absent',
} as const satisfies Record<Attendance, Key>

export function listCard(
  { training, counts, rows }: { training: Training; counts: Counts; rows: readonly Named[] },
  { mark, page, turn }: { mark: Action<[string, number]>; page: number; turn: Button[] },
): Card {
  const people = rows.map(
    ({ id, name, attendance }): Button => ({
      label: attendance ? text(LISTED[attendance], { name }) : name,
      press: press(mark, id, page),
    }),
  )
  const { joined, present } = counts
  return {
    title: text('training:list.title', { title: training.title }),
    confidential: true,
    blocks: [
      {
        kind: 'text',
        text: text(joined > 0 ? 'training:list.body' : 'training:list.empty', { joined, present }),
      },
      ...buttons(...people, ...turn),
    ],
  }
}

export function demandCard(rows: readonly DemandRow[], turn: Button[]): Card {
  if (rows.length === 0) return plain(text('training:demand.title'), text('training:demand.none'))
  return {
    title: text('training:demand.title'),
    confidential: true,
    blocks: [
      { kind: 'text', text: text('training:demand.intro') },
      {
        kind: 'table',
        head: [text('training:demand.unit'), ...CRITERIA.map(criterionText)],
        rows: rows.map(({ unit, people }) => [unit, ...CRITERIA.map(one => String(people[one] ?? '–'))]),
      },
      ...buttons(...turn),
    ],
  }
}

export function opinionsCard({ title }: Training, opinions: readonly Opinion[] | null): Card {
  if (!opinions) return plain(text('training:opinions.title', { title }), text('training:opinions.few'))
  const mean = (key: (typeof QUESTIONS)[number]) =>
    Math.round((opinions.reduce((sum, one) => sum + one[key], 0) / opinions.length) * 10) / 10
  return {
    title: text('training:opinions.title', { title }),
    blocks: [
      { kind: 'text', text: text('training:opinions.body', { answers: opinions.length }) },
      {
        kind: 'facts',
        rows: QUESTIONS.map(key => [questionText(key), text('training:opinions.mean', { mean: mean(key) })]),
      },
      ...opinions
        .flatMap(({ applied }): Block[] => (applied ? [{ kind: 'quote', said: applied }] : []))
        .slice(0, 20),
    ],
  }
}
