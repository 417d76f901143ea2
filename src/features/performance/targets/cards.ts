/** Targets as people see them. All of it is about one person's performance: confidential, never in a group. */

import { press } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label, Text } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { nextQuarter, previousQuarter, type Quarter } from '../../../domain/calendar/quarter.ts'
import { quarterText } from '../cycle/api.ts'
import type { TargetActions } from './actions.ts'
import type { Board, Member } from './reading.ts'
import type { Proposal, Target } from './repository.ts'
import { type Aspect, bar, type Direction, expectedBy, percentOf, type Terms, WHOLE } from './rules.ts'

const ASPECT_KEYS = {
  quantity: 'targets:aspect.quantity',
  quality: 'targets:aspect.quality',
  time: 'targets:aspect.time',
  cost: 'targets:aspect.cost',
} as const satisfies Record<Aspect, Key>
export const aspectText = (aspect: Aspect): Text => text(ASPECT_KEYS[aspect])
const DIRECTION_KEYS = {
  higher: 'targets:direction.higher',
  lower: 'targets:direction.lower',
  yesno: 'targets:direction.yesno',
} as const satisfies Record<Direction, Key>
export const directionText = (direction: Direction): Text => text(DIRECTION_KEYS[direction])

export const secret = (title: Text, ...blocks: Block[]): Card => ({ title, blocks, confidential: true })

/** `20 berkas`, `paling banyak 5 pengaduan`, `terlaksana`. */
export function goalText({ direction, value, unit }: Pick<Terms, 'direction' | 'value' | 'unit'>): Text {
  if (direction === 'yesno') return text('targets:goal.yesno')
  return text(direction === 'lower' ? 'targets:goal.lower' : 'targets:goal.higher', { value, unit })
}
export function valueText({ direction, unit }: Pick<Terms, 'direction' | 'unit'>, value: number): Text {
  if (direction === 'yesno') return text(value >= 1 ? 'targets:value.yes' : 'targets:value.no')
  return text('targets:value.amount', { value, unit })
}

/** `▓▓▓▓▓▓░░░░ 65% · 13 berkas dari 20 berkas · diharapkan hari ini 12`. */
export function progressText(target: Target, share: number): Text {
  const goal = goalText(target)
  if (target.reportedValue === null) return text('targets:progress.none', { bar: bar(0), goal })
  const percent = Math.round(percentOf(target, target.reportedValue))
  const vars = { bar: bar(percent), percent, reached: valueText(target, target.reportedValue), goal }
  const expected = expectedBy(target, share)
  return expected === null
    ? text('targets:progress.plain', vars)
    : text('targets:progress.paced', { ...vars, expected })
}

const OPEN_KEYS = {
  new: { employee: 'targets:open.newEmployee', appraiser: 'targets:open.newAppraiser' },
  change: { employee: 'targets:open.changeEmployee', appraiser: 'targets:open.changeAppraiser' },
  drop: { employee: 'targets:open.dropEmployee', appraiser: 'targets:open.dropAppraiser' },
} as const satisfies Record<Proposal['kind'], Record<'employee' | 'appraiser', Key>>
export const openText = ({ kind, side }: Proposal): Text =>
  text(OPEN_KEYS[kind][side === 'employee' ? 'employee' : 'appraiser'])

function boardRow(target: Target, open: Proposal | undefined, share: number): [Label, Label] {
  const { result, weight, state } = target
  const label = text('targets:board.row', { result, weight })
  if (state === 'proposed') {
    const goal = goalText(target)
    return [label, open ? text('targets:board.both', { progress: goal, open: openText(open) }) : goal]
  }
  const progress = progressText(target, share)
  return [label, open ? text('targets:board.both', { progress, open: openText(open) }) : progress]
}

/** @param shown rows: one page of the targets, and the buttons to the pages beside it */
export function boardCard(
  board: Board,
  shown: { rows: readonly Target[]; turn: Button[] },
  actions: TargetActions,
): Card {
  const { quarter, name, side, targets, weight, share, achievement: reached, open, locked } = board
  const own = side === 'employee'
  const title = own
    ? text('targets:board.own', { quarter: quarterText(quarter) })
    : text('targets:board.other', { name, quarter: quarterText(quarter) })
  const facts = shown.rows.map(one =>
    boardRow(
      one,
      open.find(({ targetId }) => targetId === one.id),
      share,
    ),
  )
  const list = shown.rows.map(
    (one): Button => ({ label: [...one.result].slice(0, 60).join(''), press: press(actions.show, one.id) }),
  )
  return secret(
    title,
    ...(targets.length === 0 ? [line(text(own ? 'targets:board.empty' : 'targets:board.emptyOther'))] : []),
    ...(facts.length > 0 ? [{ kind: 'facts' as const, rows: facts }] : []),
    ...(reached
      ? [
          line(
            text('targets:board.achievement', {
              percent: reached.percent,
              reached: reached.reached,
              targets: reached.targets,
            }),
          ),
        ]
      : []),
    ...(targets.length > 0 && weight !== WHOLE ? [line(text('targets:board.weight', { weight }))] : []),
    ...(locked ? [line(text('targets:board.locked'))] : []),
    ...buttons(...list, ...shown.turn, ...boardButtons(board, actions)),
  )
}

function boardButtons(
  { personId, quarter, side, locked, open, targets }: Board,
  actions: TargetActions,
): Button[] {
  const found: Button[] = []
  const answers = open.filter(one => side !== null && one.side !== side)
  if (!locked && answers.length > 0)
    found.push({
      label: text('targets:button.agreeAll', { proposals: answers.length }),
      tone: 'primary',
      press: press(actions.agreeAll, personId, quarter),
    })
  if (!locked && side !== null)
    found.push({ label: text('targets:button.propose'), press: press(actions.propose, personId, quarter) })
  if (side !== null && targets.some(one => one.state === 'agreed'))
    found.push({ label: text('targets:button.copy'), press: press(actions.copy, personId, quarter) })
  const go = (to: Quarter): Button => ({
    label: quarterText(to),
    press: press(actions.board, personId, to, 0),
  })
  return [...found, go(previousQuarter(quarter)), go(nextQuarter(quarter))]
}

export function termsFacts(terms: Terms): Block {
  const rows: [Label, Label][] = [
    [text('targets:fact.result'), terms.result],
    [text('targets:fact.indicator'), terms.indicator],
    ...(terms.aspect
      ? [[text('targets:fact.aspect'), aspectText(terms.aspect)] satisfies [Label, Label]]
      : []),
    [text('targets:fact.goal'), goalText(terms)],
    [text('targets:fact.weight'), text('targets:percent', { percent: terms.weight })],
  ]
  return { kind: 'facts', rows }
}

export function teamCard(
  quarter: Quarter,
  members: readonly Member[],
  turn: Button[],
  actions: TargetActions,
): Card {
  const list = members.map(({ personId, name, targets, proposals, reports }): Button => {
    const waiting = proposals + reports
    const label =
      waiting > 0
        ? text('targets:team.waiting', { name, waiting })
        : text('targets:team.row', { name, targets })
    return { label, press: press(actions.board, personId, quarter, 0) }
  })
  return secret(
    text('targets:team.title', { quarter: quarterText(quarter) }),
    line(text(members.length > 0 ? 'targets:team.intro' : 'targets:team.empty')),
    ...buttons(...list, ...turn),
  )
}

/** So many fit into the hint of a question; what weighs least is left out. */
const IN_A_HINT = 8
/** For whoever appraises: what was agreed, and what was confirmed of it. */
export const confirmedFacts = (agreed: readonly Target[]): [Label, Label][] =>
  agreed
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, IN_A_HINT)
    .map(one => {
      const { result, weight, confirmedValue } = one
      const reached =
        confirmedValue === null ? text('targets:confirmed.none') : valueText(one, confirmedValue)
      return [
        text('targets:board.row', { result, weight }),
        text('targets:confirmed.of', { reached, goal: goalText(one) }),
      ]
    })
