/** Trainings elsewhere: recorded by whoever was there, looked at by an officer. */

import { z } from 'zod'
import {
  type Action,
  type Contributions,
  type Form,
  type LegacyNotification as Notification,
  press,
} from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Field, Reply, RequestContext } from '../../../../chat/model.ts'
import { PAGE_ROWS, pageOf, pageSpan, turnButtons } from '../../../../chat/ui/paging.ts'
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { MAX_HOURS, outsideDayProblem } from '../rules.ts'
import { type OutsideMoves, outsideBlocks, outsideCard, waitingCard } from './cards.ts'
import { OUTSIDE, type OutsideWork } from './service.ts'

const CAN = 'training.use' as const
const MANAGE = 'training.manage' as const
const Said = z.object({
  title: z.string(),
  provider: z.string(),
  hours: z.number(),
  endedOn: z.custom<OfficeDay>(value => typeof value === 'string'),
  file: z.object({ id: z.string(), name: z.string(), mime: z.string() }),
})
const Reason = z.object({ reason: z.string() })

export function outsideScreens({
  outside,
  takes,
}: {
  outside: OutsideWork
  takes: { mimes: string[]; maxBytes: number }
}) {
  const one = (
    verb: string,
    can: typeof CAN | typeof MANAGE,
    run: (context: RequestContext, id: string) => Promise<Reply>,
  ): Action<[string]> =>
    defineAction({ verb, can, args: z.tuple([z.string()]), run: (context, id = '') => run(context, id) })

  async function card(context: RequestContext, id: string): Promise<Extract<Reply, { kind: 'card' }>> {
    const found = await outside.mustRead(context, id)
    const own = found.personId === context.actor.personId
    const name = own ? null : await outside.name(found.personId)
    const decides = context.actor.roles.includes('officer')
    return { kind: 'card', over: true, card: outsideCard(found, { name, decides }, moves) }
  }

  const show = one('training.outside', CAN, card)
  const record = defineAction({
    verb: 'training.outside-new',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'training.outside', args: [] }),
  })
  const file = one('training.outside-file', CAN, async (context, id) => {
    const found = await outside.certificate(context, id)
    const block = { kind: 'file' as const, file: found, alt: text('training:certificate.alt') }
    return {
      kind: 'card',
      card: { title: text('training:certificate.alt'), blocks: [block], confidential: true },
    }
  })
  const yes = one('training.outside-yes', MANAGE, async (context, id) => {
    await outside.decide(context, id, null)
    return card(context, id)
  })
  const no = one('training.outside-no', MANAGE, async (context, id) => {
    await outside.mayDecide(context, id)
    return { kind: 'form', form: 'training.outside-no', args: [id] }
  })
  const waiting: Action<[string]> = one('training.outside-list', MANAGE, async (_asking, arg) => {
    const page = pageOf(arg)
    const rows = await outside.waiting(pageSpan(page))
    const turn = turnButtons(page, rows.length > PAGE_ROWS, to => press(waiting, to))
    return { kind: 'card', over: true, card: waitingCard(rows.slice(0, PAGE_ROWS), turn, moves) }
  })
  const moves: OutsideMoves = { show, record, file, yes, no, waiting }

  const recordForm: Form = {
    id: 'training.outside',
    title: text('training:outside.record'),
    can: CAN,
    confidential: true,
    fields: async () => FIELDS(takes),
    submit: async (context, _args, answers) => {
      const said = Said.parse(answers)
      const problem = outsideDayProblem(said.endedOn, outside.today(context.now))
      if (problem) return { problems: [{ field: 'endedOn', why: text(`training:outside.${problem}`) }] }
      return card(context, (await outside.record(context, { ...said, hours: Math.floor(said.hours) })).id)
    },
  }
  const noForm: Form = {
    id: 'training.outside-no',
    title: text('training:outside.no'),
    can: MANAGE,
    confidential: true,
    fields: async () => [
      { kind: 'paragraph', id: 'reason', min: 10, max: 1000, label: text('training:outside.why') },
    ],
    submit: async (context, [id = ''], answers) => {
      await outside.decide(context, id, Reason.parse(answers).reason)
      return card(context, id)
    },
  }

  async function asked(id: string) {
    const found = await outside.outside(id)
    return outsideCard(found, { name: await outside.name(found.personId), decides: true }, moves)
  }
  const notifications: Notification[] = [
    {
      name: OUTSIDE.waiting,
      card: async (_reader, id = '') => ((await outside.outside(id)).state === 'reported' ? asked(id) : null),
      changed: (_reader, id = '') => asked(id),
    },
    {
      name: OUTSIDE.decided,
      card: async (_reader, id = '') =>
        outsideCard(await outside.outside(id), { name: null, decides: false }, moves),
    },
  ]
  const feature = {
    actions: [show, record, file, yes, no, waiting],
    forms: [recordForm, noForm],
    notifications,
  } satisfies Partial<Contributions>
  return {
    ...feature,
    /** The officer's way to what waits. */
    toWaiting: { label: text('training:outside.waiting'), press: press(waiting, '0') },
    blocks: async (personId: string) => outsideBlocks(await outside.own(personId), moves),
  }
}

const FIELDS = (takes: { mimes: string[]; maxBytes: number }): Field[] => [
  { kind: 'line', id: 'title', min: 5, max: 150, label: text('training:plan.name') },
  { kind: 'line', id: 'provider', min: 2, max: 150, label: text('training:fact.provider') },
  { kind: 'number', id: 'hours', min: 1, max: MAX_HOURS, label: text('training:plan.hours') },
  { kind: 'date', id: 'endedOn', label: text('training:outside.ended') },
  { kind: 'file', id: 'file', ...takes, label: text('training:certificate.label') },
]
