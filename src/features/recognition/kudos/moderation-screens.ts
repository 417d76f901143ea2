import { z } from 'zod'
import {
  type Form,
  type LegacyNotification as Notification,
  type OfficerMenuEntry,
  press,
} from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Reply } from '../../../chat/model.ts'
import { hiddenCard, reportedCard, type Seen } from './cards.ts'
import type { Kudos } from './repository.ts'
import { MAX_LENGTH, MIN_LENGTH } from './rules.ts'
import type { KudosScreensDeps } from './screens.ts'

const Reason = z.object({ reason: z.string() })

/** Reporting a kudos, and what the officer does about it. */
export function moderationScreens(
  { service, moderation, people }: KudosScreensDeps,
  seen: (kudos: Kudos) => Promise<Seen>,
) {
  const done = (key: 'kudos:report.done' | 'kudos:reported.hidden' | 'kudos:reported.kept'): Reply => ({
    kind: 'card',
    over: true,
    card: { title: text(key), blocks: [] },
  })
  const report = defineAction({
    verb: 'kudos.report',
    can: 'kudos.report',
    args: z.tuple([z.string()]),
    run: async (_asking, id) => ({ kind: 'form', form: 'kudos.report', args: [id] }),
  })
  const hide = defineAction({
    verb: 'kudos.hide',
    can: 'kudos.moderate',
    args: z.tuple([z.string()]),
    run: async (_asking, id) => ({ kind: 'form', form: 'kudos.hide', args: [id] }),
  })
  const keep = defineAction({
    verb: 'kudos.keep',
    can: 'kudos.moderate',
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await moderation.keep(context, id)
      return done('kudos:reported.kept')
    },
  })
  const reportForm: Form = {
    id: 'kudos.report',
    title: text('kudos:report.title'),
    can: 'kudos.report',
    fields: async () => [reasonField()],
    submit: async (context, [id = ''], answers) => {
      await moderation.report(context, id, Reason.parse(answers).reason)
      return done('kudos:report.done')
    },
  }
  const hideForm: Form = {
    id: 'kudos.hide',
    title: text('kudos:reported.hide'),
    can: 'kudos.moderate',
    fields: async () => [reasonField()],
    submit: async (context, [id = ''], answers) => {
      await moderation.hide(context, id, Reason.parse(answers).reason)
      return done('kudos:reported.hidden')
    },
  }
  const list = defineAction({
    verb: 'kudos.reports',
    can: 'kudos.moderate',
    args: z.tuple([]),
    run: async context => {
      const first = await moderation.oldestReport(context)
      const card = first && (await reported(first.id))
      return { kind: 'card', card: card ?? { title: text('kudos:reported.none'), blocks: [] } }
    },
  })
  const officerMenu: OfficerMenuEntry = {
    label: text('kudos:reported.desk'),
    can: 'kudos.moderate',
    press: press(list),
  }

  async function reported(reportId: string) {
    const found = await moderation.reportById(reportId)
    if (!found || found.resolvedAt) return null
    const [kudos, reporter] = [await service.kudos(found.kudosId), await people.person(found.reporterId)]
    return reportedCard(await seen(kudos), { reason: found.reason, reporter: reporter.name }, { hide, keep })
  }
  const notifications: Notification[] = [
    {
      name: 'kudos.reported',
      card: (_reader, id = '') => reported(id),
      // Another officer has seen to it, or the kudos was taken back: nothing is left to press.
      changed: async () => ({ title: text('kudos:reported.closed'), blocks: [] }),
    },
    { name: 'kudos.hidden', card: async (_reader, id = '') => hiddenCard(await service.kudos(id)) },
  ]
  return {
    report,
    officerMenu,
    notifications,
    forms: [reportForm, hideForm],
    actions: [report, hide, keep, list],
  }
}

const reasonField = () => ({
  kind: 'paragraph' as const,
  id: 'reason',
  min: MIN_LENGTH,
  max: MAX_LENGTH,
  label: text('kudos:report.reason'),
})
