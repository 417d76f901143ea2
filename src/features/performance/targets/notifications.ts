/** What Rekan says about targets by itself. */

import { z } from 'zod'
import { press } from '../../../chat/contributions.ts'
import { defineNotification } from '../../../chat/define.ts'
import { quarterArg } from '../../../chat/forms/schemas.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { quarterText } from '../cycle/api.ts'
import type { About, Access } from './access.ts'
import type { TargetActions } from './actions.ts'
import type { TargetsApi } from './api.ts'
import { secret, termsFacts, valueText } from './cards.ts'
import { NOTIFICATION } from './messages.ts'
import type { Reading } from './reading.ts'
import type { Reporting } from './reporting.ts'
import type { Side } from './rules.ts'

interface NotificationDeps {
  api: Pick<TargetsApi, 'achievementOf'>
  access: Access
  reading: Reading
  reporting: Reporting
  actions: TargetActions
}

/** Targets with a button of their own in the reminder; the others are one tap further. */
const REMINDED = 8

export const targetNotifications = (deps: NotificationDeps) => [
  waiting(deps),
  agreed(deps),
  declined(deps),
  lookedAt(deps),
  remind(deps),
  allReached(deps),
]

const toBoard = ({ board }: TargetActions, { personId, quarter }: About): Button => ({
  label: text('targets:button.open'),
  tone: 'primary',
  press: press(board, personId, quarter, 0),
})

function waiting({ reading, actions }: NotificationDeps) {
  async function card(about: About, side: Side): Promise<Card | null> {
    const { name, proposals, reported } = await reading.waiting(about, side)
    if (proposals + reported === 0) return null
    const vars = { name, quarter: quarterText(about.quarter) }
    return secret(
      text(side === 'appraiser' ? 'targets:waiting.appraiser' : 'targets:waiting.employee', vars),
      ...(proposals > 0 ? [line(text('targets:waiting.proposals', { proposals }))] : []),
      ...(reported > 0 ? [line(text('targets:waiting.reports', { reports: reported }))] : []),
      ...buttons(toBoard(actions, about)),
    )
  }
  return defineNotification({
    name: NOTIFICATION.waiting,
    args: z.tuple([z.string(), quarterArg, z.enum(['employee', 'appraiser'])]),
    card: (_rendering, personId, quarter, side) => card({ personId, quarter }, side),
    changed: async (_rendering, personId, quarter, side) =>
      (await card({ personId, quarter }, side)) ??
      secret(text('targets:waiting.nothing'), ...buttons(toBoard(actions, { personId, quarter }))),
  })
}

const agreed = ({ actions }: NotificationDeps) =>
  defineNotification({
    name: NOTIFICATION.agreed,
    args: z.tuple([z.string(), quarterArg]),
    card: async (_rendering, personId, quarter) =>
      secret(
        text('targets:agreed.title', { quarter: quarterText(quarter) }),
        line(text('targets:agreed.body')),
        ...buttons(toBoard(actions, { personId, quarter })),
      ),
  })

const declined = ({ reading, actions }: NotificationDeps) =>
  defineNotification({
    name: NOTIFICATION.declined,
    args: z.tuple([z.string()]),
    card: async (_rendering, id) => {
      const { proposal, target } = await reading.proposal(id)
      return secret(
        text('targets:declined.title'),
        termsFacts(proposal.terms),
        line(text('targets:report.reason')),
        { kind: 'quote', said: proposal.reason ?? '' },
        ...buttons({ label: text('targets:button.open'), press: press(actions.show, target.id) }),
      )
    },
  })

const lookedAt = ({ access, reporting, actions }: NotificationDeps) =>
  defineNotification({
    name: NOTIFICATION.lookedAt,
    args: z.tuple([z.string()]),
    card: async (_rendering, id) => {
      const { targetId, state, value, reason } = await reporting.progress(id)
      const target = await access.target(targetId)
      const title = state === 'confirmed' ? 'targets:lookedAt.confirmed' : 'targets:lookedAt.askedBack'
      return secret(
        text(title, { result: target.result }),
        line(text('targets:lookedAt.value', { value: valueText(target, value) })),
        ...(reason ? [{ kind: 'quote' as const, said: reason }] : []),
        ...buttons({ label: text('targets:button.open'), press: press(actions.show, target.id) }),
      )
    },
  })

const remind = ({ reading, actions }: NotificationDeps) =>
  defineNotification({
    name: NOTIFICATION.remind,
    args: z.tuple([z.string(), quarterArg]),
    card: async ({ now }, personId, quarter) => {
      const targets = await reading.unreported({ personId, quarter }, now)
      if (!targets) return null
      const list = targets.slice(0, REMINDED).map(({ id, result }) => ({
        label: text('targets:remind.report', { result }),
        press: press(actions.report, id),
      }))
      return secret(
        text('targets:remind.title'),
        line(text('targets:remind.body', { quarter: quarterText(quarter) })),
        ...buttons(...list, toBoard(actions, { personId, quarter })),
      )
    },
  })

const allReached = ({ api }: NotificationDeps) =>
  defineNotification({
    name: NOTIFICATION.allReached,
    args: z.tuple([z.string(), quarterArg]),
    card: async (_rendering, personId, quarter) => {
      const reached = await api.achievementOf(personId, quarter)
      if (!reached?.allReached) return null
      return secret(
        text('targets:allReached.title'),
        line(text('targets:allReached.body', { quarter: quarterText(quarter), targets: reached.targets })),
      )
    },
  })
