/** Reporting a kudos, and what the officer does about it. */
import { z } from 'zod'
import { type Notification, type OfficerMenuEntry, press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm, defineNotification } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Card, Field, Reply } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { hiddenCard, reportedCard } from '../cards.ts'
import { withNames } from '../naming.ts'
import { MAX_LENGTH, MIN_LENGTH } from '../rules.ts'
import type { KudosService } from '../service.ts'
import type { Report } from './repository.ts'
import type { Moderation } from './service.ts'

export interface ModerationScreensDeps {
  service: KudosService
  moderation: Moderation
  people: Pick<PeopleService, 'people' | 'person'>
}

const ID = z.tuple([z.string()])
const Reason = z.object({ reason: z.string() })

export function moderationScreens(deps: ModerationScreensDeps) {
  const { service, moderation, people } = deps
  const { report, hide, keep } = decisions(moderation)

  const list = defineAction({
    verb: 'kudos.reports',
    can: 'kudos.moderate',
    args: z.tuple([]),
    run: async context => {
      const oldest = await moderation.oldestReport(context)
      return { kind: 'card', card: oldest ? await reported(oldest) : plain(text('kudos:reported.none')) }
    },
  })
  const officerMenu: OfficerMenuEntry = {
    label: text('kudos:reported.desk'),
    can: 'kudos.moderate',
    press: press(list),
  }

  async function reported({ kudosId, reporterId, reason }: Report): Promise<Card> {
    const [kudos, reporter] = await Promise.all([service.kudos(kudosId), people.person(reporterId)])
    return reportedCard(await withNames(people, kudos), { reason, reporter: reporter.name }, { hide, keep })
  }

  const notifications: Notification[] = [
    defineNotification({
      name: 'kudos.reported',
      args: ID,
      card: async (_rendering, id) => {
        const found = await moderation.reportById(id)
        return found && !found.resolvedAt ? reported(found) : null
      },
      // Another officer has seen to it, or the kudos was taken back: nothing is left to press.
      changed: async () => plain(text('kudos:reported.closed')),
    }),
    defineNotification({
      name: 'kudos.hidden',
      args: ID,
      card: async (_rendering, id) => hiddenCard(await service.kudos(id)),
    }),
  ]
  return {
    report,
    officerMenu,
    notifications,
    forms: forms(moderation),
    actions: [report, hide, keep, list],
  }
}

function decisions(moderation: Moderation) {
  const report = defineAction({
    verb: 'kudos.report',
    can: 'kudos.report',
    args: ID,
    run: async (_context, id) => ({ kind: 'form', form: 'kudos.report', args: [id] }),
  })
  const hide = defineAction({
    verb: 'kudos.hide',
    can: 'kudos.moderate',
    args: ID,
    run: async (_context, id) => ({ kind: 'form', form: 'kudos.hide', args: [id] }),
  })
  const keep = defineAction({
    verb: 'kudos.keep',
    can: 'kudos.moderate',
    args: ID,
    run: async (context, id) => {
      await moderation.keep(context, id)
      return done('kudos:reported.kept')
    },
  })
  return { report, hide, keep }
}

const forms = (moderation: Moderation) => [
  defineForm({
    id: 'kudos.report',
    title: text('kudos:report.title'),
    can: 'kudos.report',
    args: ID,
    answers: Reason,
    fields: async () => [reasonField()],
    submit: async (context, [id], { reason }) => {
      await moderation.report(context, id, reason)
      return done('kudos:report.done')
    },
  }),
  defineForm({
    id: 'kudos.hide',
    title: text('kudos:reported.hide'),
    can: 'kudos.moderate',
    args: ID,
    answers: Reason,
    fields: async () => [reasonField()],
    submit: async (context, [id], { reason }) => {
      await moderation.hide(context, id, reason)
      return done('kudos:reported.hidden')
    },
  }),
]

const done = (key: 'kudos:report.done' | 'kudos:reported.hidden' | 'kudos:reported.kept'): Reply => ({
  kind: 'card',
  over: true,
  card: plain(text(key)),
})

const reasonField = (): Field => ({
  kind: 'paragraph',
  id: 'reason',
  min: MIN_LENGTH,
  max: MAX_LENGTH,
  label: text('kudos:report.reason'),
})
