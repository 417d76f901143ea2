/** Trainings elsewhere: recorded by whoever was there, looked at by an officer. */

import { z } from 'zod'
import { type Action, type Contributions, type Form, press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm, defineNotification } from '../../../../chat/define.ts'
import { dayAnswer, fileAnswer } from '../../../../chat/forms/schemas.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { type Field, InvalidAnswers, type Reply, type RequestContext } from '../../../../chat/model.ts'
import { pageArg, paged, pageSpan } from '../../../../chat/ui/paging.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import type { Papers } from '../papers/papers.ts'
import { MAX_HOURS, outsideDayProblem } from '../rules.ts'
import { type OutsideActions, outsideBlocks, outsideCard, waitingCard } from './cards.ts'
import type { Outside } from './repository.ts'
import { OUTSIDE, type OutsideService } from './service.ts'

export interface OutsideScreensDeps {
  outside: OutsideService
  office: Office
  takes: Papers['takes']
}
type CardReply = Extract<Reply, { kind: 'card' }>
/** A recorded training as whoever asks may see it. */
type Show = (context: RequestContext, found: Outside) => Promise<CardReply>
const CAN = 'training.use' as const
const MANAGE = 'training.manage' as const

export function outsideScreens(deps: OutsideScreensDeps) {
  const { outside } = deps
  const show: Show = async (context, found) => {
    const own = found.personId === context.actor.personId
    const name = own ? null : await outside.name(found.personId)
    const decides = context.actor.roles.includes('officer')
    return { kind: 'card', over: true, card: outsideCard(found, { name, decides }, actions) }
  }
  const own = ownActions(deps, show)
  const officer = officerActions(deps, show, own)
  const actions: OutsideActions = {
    show: own.show,
    record: own.record,
    file: own.file,
    yes: officer.yes,
    no: officer.no,
    waiting: officer.waiting,
  }
  const contributions = {
    actions: Object.values(actions),
    forms: [recordForm(deps, show), declineForm(deps, show)],
    notifications: outsideNotifications(deps, actions),
  } satisfies Partial<Contributions>
  return {
    contributions,
    /** The officer's way to what waits. */
    toWaiting: { label: text('training:outside.waiting'), press: press(actions.waiting, 0) },
    blocks: async (personId: string) => outsideBlocks(await outside.own(personId), actions),
  }
}

const onOne = (
  verb: string,
  can: typeof CAN | typeof MANAGE,
  run: (context: RequestContext, id: string) => Promise<Reply>,
): Action<[string]> => defineAction({ verb, can, args: z.tuple([z.string()]), run })

function ownActions({ outside }: OutsideScreensDeps, show: Show) {
  const record = defineAction({
    verb: 'training.outside-new',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'training.outside', args: [] }),
  })
  const file = onOne('training.outside-file', CAN, async (context, id) => {
    const alt = text('training:certificate.alt')
    const found = await outside.certificate(context, id)
    return {
      kind: 'card',
      card: { title: alt, blocks: [{ kind: 'file', file: found, alt }], confidential: true },
    }
  })
  return {
    show: onOne('training.outside', CAN, async (context, id) =>
      show(context, await outside.mustRead(context, id)),
    ),
    record,
    file,
  }
}

function officerActions({ outside }: OutsideScreensDeps, show: Show, own: Pick<OutsideActions, 'show'>) {
  const waiting: Action<[number]> = defineAction({
    verb: 'training.outside-list',
    can: MANAGE,
    args: z.tuple([pageArg]),
    run: async (_context, page) => {
      const { rows, turn } = paged(await outside.waiting(pageSpan(page)), page, to => press(waiting, to))
      return { kind: 'card', over: true, card: waitingCard(rows, turn, own) }
    },
  })
  return {
    yes: onOne('training.outside-yes', MANAGE, async (context, id) =>
      show(context, await outside.decide(context, id, null)),
    ),
    no: onOne('training.outside-no', MANAGE, async (context, id) => {
      await outside.mayDecide(context, id)
      return { kind: 'form', form: 'training.outside-no', args: [id] }
    }),
    waiting,
  }
}

const recordForm = ({ outside, office, takes }: OutsideScreensDeps, show: Show): Form =>
  defineForm({
    id: 'training.outside',
    title: text('training:outside.record'),
    can: CAN,
    confidential: true,
    args: z.tuple([]),
    answers: z.object({
      title: z.string(),
      provider: z.string(),
      hours: z.number().transform(Math.floor),
      endedOn: dayAnswer,
      file: fileAnswer,
    }),
    fields: async () => recordFields(takes),
    submit: async (context, _args, said) => {
      const problem = outsideDayProblem(said.endedOn, office.today(context.now))
      if (problem) throw new InvalidAnswers({ field: 'endedOn', why: text(`training:outside.${problem}`) })
      return show(context, await outside.record(context, said))
    },
  })

const declineForm = ({ outside }: OutsideScreensDeps, show: Show): Form =>
  defineForm({
    id: 'training.outside-no',
    title: text('training:outside.no'),
    can: MANAGE,
    confidential: true,
    args: z.tuple([z.string()]),
    answers: z.object({ reason: z.string() }),
    fields: async () => [
      { kind: 'paragraph', id: 'reason', min: 10, max: 1000, label: text('training:outside.why') },
    ],
    submit: async (context, [id], { reason }) => show(context, await outside.decide(context, id, reason)),
  })

function outsideNotifications({ outside }: OutsideScreensDeps, actions: OutsideActions) {
  const args = z.tuple([z.string()])
  const forOfficer = async (found: Outside) =>
    outsideCard(found, { name: await outside.name(found.personId), decides: true }, actions)
  return [
    defineNotification({
      name: OUTSIDE.waiting,
      args,
      card: async (_rendering, id) => {
        const found = await outside.outside(id)
        return found.state === 'reported' ? forOfficer(found) : null
      },
      changed: async (_rendering, id) => forOfficer(await outside.outside(id)),
    }),
    defineNotification({
      name: OUTSIDE.decided,
      args,
      card: async (_rendering, id) =>
        outsideCard(await outside.outside(id), { name: null, decides: false }, actions),
    }),
  ]
}

const recordFields = ({ mimes, maxBytes }: Papers['takes']): Field[] => [
  { kind: 'line', id: 'title', min: 5, max: 150, label: text('training:plan.name') },
  { kind: 'line', id: 'provider', min: 2, max: 150, label: text('training:fact.provider') },
  { kind: 'number', id: 'hours', min: 1, max: MAX_HOURS, label: text('training:plan.hours') },
  { kind: 'date', id: 'endedOn', label: text('training:outside.ended') },
  { kind: 'file', id: 'file', mimes, maxBytes, label: text('training:certificate.label') },
]
