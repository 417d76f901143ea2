/** What the officer reads at /kelola. */

import type { Action } from '../../../../chat/contributions.ts'
import { press } from '../../../../chat/contributions.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button, Card, Label, Text } from '../../../../chat/model.ts'
import { buttons, line } from '../../../../chat/ui/blocks.ts'
import { listed } from '../../../../chat/ui/lists.ts'
import type { Quarter } from '../../../../domain/calendar/quarter.ts'
import { quarterText } from '../../../performance/cycle/api.ts'
import { publicReasons } from '../cards.ts'
import type { Candidate, Draft } from '../kinds/repository.ts'
import type { Kind } from '../rules.ts'

export interface OfficerActions {
  draft: Action<[kindId: string, quarter: Quarter]>
  nominate: Action<[kindId: string, quarter: Quarter, recipientId: string]>
  other: Action<[kindId: string, quarter: Quarter]>
  list: Action<[quarter: Quarter, page: number]>
  manage: Action<[page: number]>
  presets: Action<[]>
}

export interface OfficerMenuView {
  quarter: Quarter | null
  drafts: readonly { kind: Kind; draft: Draft }[]
  missing: number
  kinds: number
}

export function officerMenuCard(
  { quarter, drafts, missing, kinds }: OfficerMenuView,
  actions: OfficerActions,
): Card {
  const list = drafts.map(
    ({ kind, draft }): Button => ({
      label: text('awards:desk.candidates', { name: kind.name }),
      press: press(actions.draft, kind.id, draft.quarter),
    }),
  )
  const status: Text =
    kinds === 0
      ? text('awards:desk.noKinds')
      : quarter === null
        ? text('awards:desk.noQuarter')
        : text(drafts.length > 0 ? 'awards:desk.drafted' : 'awards:desk.notDrafted', {
            quarter: quarterText(quarter),
          })
  return {
    title: text('awards:desk.title'),
    blocks: [
      line(status),
      ...buttons(
        ...list,
        ...(quarter ? [{ label: text('awards:desk.list'), press: press(actions.list, quarter, 0) }] : []),
        { label: text('awards:desk.kinds'), press: press(actions.manage, 0) },
        ...(missing > 0
          ? [{ label: text('awards:desk.presets', { count: missing }), press: press(actions.presets) }]
          : []),
      ),
    ],
  }
}

/** Why somebody is on the list: reasons only, and that an appraisal counted, never how high it was. */
export function reasonsText({ allReached, kudos, appraised }: Candidate, { weights }: Kind): Label {
  const appraisal = appraised && weights.appraisal > 0 ? [text('awards:reason.appraisal')] : []
  const reasons = [...publicReasons({ allReached, kudos }), ...appraisal]
  return reasons.length > 0 ? listed(reasons) : text('awards:reason.formula')
}

export function draftCard(
  { kind, draft, candidates }: { kind: Kind; draft: Draft; candidates: readonly Candidate[] },
  actions: OfficerActions,
): Card {
  const level = (rank: number) => candidates.filter(one => one.rank === rank).length > 1
  const rows = candidates.map((one): [Label, Label] => [
    text(level(one.rank) ? 'awards:draft.shared' : 'awards:draft.rank', { rank: one.rank }),
    one.forWhom === 'unit'
      ? text('awards:draft.unit', { name: one.name, reasons: reasonsText(one, kind) })
      : text('awards:draft.person', { name: one.name, unit: one.unitName, reasons: reasonsText(one, kind) }),
  ])
  const count = text('awards:draft.compared', { count: draft.eligible })
  const list = candidates.map(
    (one): Button => ({
      label: text('awards:draft.nominate', { name: one.name }),
      press: press(actions.nominate, kind.id, draft.quarter, one.id),
    }),
  )
  const other = { label: text('awards:draft.other'), press: press(actions.other, kind.id, draft.quarter) }
  return {
    title: text('awards:draft.title', { name: kind.name, quarter: quarterText(draft.quarter) }),
    blocks: [
      line(candidates.length > 0 ? count : text('awards:draft.none', { count: draft.eligible })),
      ...(rows.length > 0 ? [{ kind: 'facts' as const, rows }] : []),
      ...(candidates.some(({ rank }) => level(rank)) ? [line(text('awards:draft.level'))] : []),
      ...buttons(...list, other),
    ],
  }
}
