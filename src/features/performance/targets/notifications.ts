/** What Rekan says about targets by itself. */

import { type LegacyNotification as Notification, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { readQuarter } from '../../../domain/calendar/quarter.ts'
import { quarterText } from '../cycle/api.ts'
import type { Access } from './access.ts'
import type { Moves } from './buttons.ts'
import { secret, termsFacts, valueText } from './cards.ts'
import type { ProgressWork } from './progress.ts'
import type { Reading } from './reading.ts'

export interface NoticesDeps {
  access: Access
  reading: Reading
  progress: ProgressWork
  moves: Moves
  /** Whether somebody has reported anything since the month began. */
  hasReported(personId: string, quarter: string): Promise<boolean>
}

/** Targets with a button of their own in the reminder; the others are one tap further. */
const REMINDED = 8

export function targetNotices({
  access,
  reading,
  progress,
  moves,
  hasReported,
}: NoticesDeps): Notification[] {
  const toBoard = (personId: string, quarter: string) => ({
    label: text('targets:button.open'),
    tone: 'primary' as const,
    press: press(moves.board, personId, quarter, '0'),
  })

  async function waiting(personId: string, code: string, side: string): Promise<Card | null> {
    const quarter = access.quarter(code)
    const found = await reading.waiting(personId, quarter, side === 'appraiser' ? 'appraiser' : 'employee')
    const { name, proposals, reported } = found
    if (proposals + reported === 0) return null
    const vars = { name, quarter: quarterText(quarter) }
    return secret(
      text(side === 'appraiser' ? 'targets:waiting.appraiser' : 'targets:waiting.employee', vars),
      ...(proposals > 0 ? [line(text('targets:waiting.proposals', { proposals }))] : []),
      ...(reported > 0 ? [line(text('targets:waiting.reports', { reports: reported }))] : []),
      ...buttons(toBoard(personId, code)),
    )
  }

  return [
    {
      name: 'target.waiting',
      card: (_reader, personId = '', code = '', side = '') => waiting(personId, code, side),
      changed: async (_reader, personId = '', code = '', side = '') =>
        (await waiting(personId, code, side)) ??
        secret(text('targets:waiting.nothing'), ...buttons(toBoard(personId, code))),
    },
    {
      name: 'target.agreed',
      card: async (_reader, personId = '', code = '') => {
        const quarter = readQuarter(code)
        if (!quarter) return null
        return secret(
          text('targets:agreed.title', { quarter: quarterText(quarter) }),
          line(text('targets:agreed.body')),
          ...buttons(toBoard(personId, code)),
        )
      },
    },
    {
      name: 'target.declined',
      card: async (_reader, id = '') => {
        const { proposal, target } = await reading.proposal(id)
        return secret(
          text('targets:declined.title'),
          termsFacts(proposal.terms),
          line(text('targets:report.reason')),
          { kind: 'quote', said: proposal.reason ?? '' },
          ...buttons({ label: text('targets:button.open'), press: press(moves.show, target.id) }),
        )
      },
    },
    {
      name: 'target.looked-at',
      card: async (_reader, id = '') => {
        const report = await progress.progress(id)
        const target = await access.target(report.targetId)
        const confirmed = report.state === 'confirmed'
        return secret(
          text(confirmed ? 'targets:lookedAt.confirmed' : 'targets:lookedAt.askedBack', {
            result: target.result,
          }),
          line(text('targets:lookedAt.value', { value: valueText(target, report.value) })),
          ...(report.reason ? [{ kind: 'quote' as const, said: report.reason }] : []),
          ...buttons({ label: text('targets:button.open'), press: press(moves.show, target.id) }),
        )
      },
    },
    {
      name: 'target.remind',
      card: async (_reader, personId = '', code = '') => {
        const quarter = readQuarter(code)
        if (!quarter || (await hasReported(personId, code))) return null
        const targets = await reading.agreed(personId, quarter)
        const list = targets.slice(0, REMINDED).map(({ id, result }) => ({
          label: text('targets:remind.report', { result }),
          press: press(moves.report, id),
        }))
        return secret(
          text('targets:remind.title'),
          line(text('targets:remind.body', { quarter: quarterText(quarter) })),
          ...buttons(...list, toBoard(personId, code)),
        )
      },
    },
    {
      name: 'target.all-reached',
      card: async (_reader, personId = '', code = '') => {
        const quarter = readQuarter(code)
        const reached = quarter && (await reading.achievementOf(personId, quarter))
        if (!quarter || !reached?.allReached) return null
        return secret(
          text('targets:allReached.title'),
          line(text('targets:allReached.body', { quarter: quarterText(quarter), targets: reached.targets })),
        )
      },
    },
  ]
}
