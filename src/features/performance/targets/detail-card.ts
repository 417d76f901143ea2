/** One target whole: what is agreed, what was reported, and how it came to be. */

import { press } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { quarterText } from '../cycle/api.ts'
import type { TargetActions } from './actions.ts'
import { goalText, openText, progressText, secret, termsFacts, valueText } from './cards.ts'
import type { Detail, History } from './reading.ts'
import type { Proposal, Target } from './repository.ts'
import type { Progress } from './repository-progress.ts'

const REPORT_KEYS = {
  reported: 'targets:report.reported',
  confirmed: 'targets:report.confirmed',
  'asked-back': 'targets:report.askedBack',
  superseded: 'targets:report.superseded',
} as const satisfies Record<Progress['state'], Key>

function reportBlocks(target: Target, report: Progress): Block[] {
  const { createdAt, value, state, note, reason } = report
  const state_ = text(REPORT_KEYS[state])
  return [
    line(text('targets:report.line', { at: createdAt, value: valueText(target, value), state: state_ })),
    ...(note ? [{ kind: 'quote' as const, said: note }] : []),
    ...(reason ? [line(text('targets:report.reason')), { kind: 'quote' as const, said: reason }] : []),
  ]
}

const stateText = (open: Proposal) => text('targets:detail.state', { open: openText(open) })

export function detailCard(detail: Detail, actions: TargetActions, more: readonly Button[]): Card {
  const { target, name, open, reports, share, side } = detail
  const changes: Block[] =
    open && open.kind === 'change'
      ? [line(stateText(open)), termsFacts(open.terms)]
      : open
        ? [line(stateText(open))]
        : []
  return secret(
    text(side === 'employee' ? 'targets:detail.own' : 'targets:detail.other', {
      name,
      quarter: quarterText(target.quarter),
    }),
    termsFacts(target),
    ...(target.state === 'agreed' ? [line(progressText(target, share))] : []),
    ...changes,
    ...(target.state === 'dropped' ? [line(text('targets:detail.dropped'))] : []),
    ...reports.flatMap(one => reportBlocks(target, one)),
    ...(detail.locked ? [line(text('targets:board.locked'))] : []),
    ...buttons(...detailButtons(detail, actions), ...more),
  )
}

function detailButtons({ target, open, reports, side, locked }: Detail, actions: TargetActions): Button[] {
  const { id, state, personId, quarter } = target
  const found: Button[] = []
  const waiting = reports.find(one => one.state === 'reported')
  if (!locked && side && state !== 'dropped') {
    if (open && open.side !== side) {
      found.push({
        label: text('targets:button.agree'),
        tone: 'primary',
        press: press(actions.agree, open.id),
      })
      found.push({
        label: text('targets:button.decline'),
        tone: 'danger',
        press: press(actions.decline, open.id),
      })
    }
    if (state === 'agreed' && side === 'employee')
      found.push({ label: text('targets:button.report'), tone: 'primary', press: press(actions.report, id) })
    if (waiting && side === 'appraiser') {
      found.push({
        label: text('targets:button.confirm'),
        tone: 'primary',
        press: press(actions.confirm, waiting.id),
      })
      found.push({ label: text('targets:button.askBack'), press: press(actions.askBack, waiting.id) })
    }
    found.push({ label: text('targets:button.change'), press: press(actions.change, id) })
    found.push({ label: text('targets:button.drop'), press: press(actions.drop, id) })
  }
  const proven = reports.find(one => one.evidenceId !== null)
  if (proven) found.push({ label: text('targets:button.proof'), press: press(actions.proof, proven.id) })
  found.push({ label: text('targets:button.history'), press: press(actions.history, id) })
  found.push({ label: text('targets:button.back'), press: press(actions.board, personId, quarter, 0) })
  return found
}

const STATE_KEYS = {
  open: 'targets:history.open',
  agreed: 'targets:history.agreed',
  declined: 'targets:history.declined',
  withdrawn: 'targets:history.withdrawn',
} as const satisfies Record<Proposal['state'], Key>
const KIND_KEYS = {
  new: 'targets:history.new',
  change: 'targets:history.change',
  drop: 'targets:history.drop',
} as const satisfies Record<Proposal['kind'], Key>

/** Each version that was proposed, by whom, and what became of it. */
export function historyCard({ target, entries }: History, actions: TargetActions): Card {
  const blocks = entries.flatMap(({ terms, by, kind, state, createdAt, reason }): Block[] => [
    line(
      text('targets:history.line', {
        at: createdAt,
        by: by ?? '–',
        kind: text(KIND_KEYS[kind]),
        state: text(STATE_KEYS[state]),
        goal: goalText(terms),
        weight: terms.weight,
      }),
    ),
    { kind: 'quote', said: `${terms.result} · ${terms.indicator}` },
    ...(reason ? [line(text('targets:report.reason')), { kind: 'quote' as const, said: reason }] : []),
  ])
  const back = { label: text('targets:button.back'), press: press(actions.show, target.id) }
  return secret(text('targets:history.title'), ...blocks, ...buttons(back))
}
