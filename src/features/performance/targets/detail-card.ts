/** One target whole: what is agreed, what was reported, and how it came to be. */

import { press } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { quarterText } from '../cycle/api.ts'
import type { Moves } from './buttons.ts'
import { goalText, openText, progressText, secret, termsFacts, valueText } from './cards.ts'
import type { Detail } from './reading.ts'
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

export function detailCard(detail: Detail, moves: Moves, more: readonly Button[]): Card {
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
    ...buttons(...detailMoves(detail, moves), ...more),
  )
}

function detailMoves({ target, open, reports, side, locked }: Detail, moves: Moves): Button[] {
  const { id, state, personId, quarter } = target
  const found: Button[] = []
  const waiting = reports.find(one => one.state === 'reported')
  if (!locked && side && state !== 'dropped') {
    if (open && open.side !== side) {
      found.push({ label: text('targets:button.agree'), tone: 'primary', press: press(moves.agree, open.id) })
      found.push({
        label: text('targets:button.decline'),
        tone: 'danger',
        press: press(moves.decline, open.id),
      })
    }
    if (state === 'agreed' && side === 'employee')
      found.push({ label: text('targets:button.report'), tone: 'primary', press: press(moves.report, id) })
    if (waiting && side === 'appraiser') {
      found.push({
        label: text('targets:button.confirm'),
        tone: 'primary',
        press: press(moves.confirm, waiting.id),
      })
      found.push({ label: text('targets:button.askBack'), press: press(moves.askBack, waiting.id) })
    }
    found.push({ label: text('targets:button.change'), press: press(moves.change, id) })
    found.push({ label: text('targets:button.drop'), press: press(moves.drop, id) })
  }
  const proven = reports.find(one => one.evidenceId !== null)
  if (proven) found.push({ label: text('targets:button.proof'), press: press(moves.proof, proven.id) })
  found.push({ label: text('targets:button.history'), press: press(moves.history, id) })
  found.push({ label: text('targets:button.back'), press: press(moves.board, personId, quarter, '0') })
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
export function historyCard(
  { target, entries }: { target: Target; entries: readonly (Proposal & { by: string | null })[] },
  moves: Moves,
): Card {
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
  const back = { label: text('targets:button.back'), press: press(moves.show, target.id) }
  return secret(text('targets:history.title'), ...blocks, ...buttons(back))
}
