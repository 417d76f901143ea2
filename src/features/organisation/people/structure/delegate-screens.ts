import { z } from 'zod'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { type Key, text } from '../../../../chat/i18n/words.ts'
import { type Card, InvalidAnswers, type Reply, type RequestContext } from '../../../../chat/model.ts'
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { delegatesCard, kindText, PAGE } from '../officer-cards.ts'
import { DELEGATION_KINDS, type DelegationProblem, MAX_DELEGATION_DAYS } from '../rules.ts'
import type { Delegates } from './delegates.ts'

const CAN = 'people.delegate' as const
const Answers = z.object({
  principal: z.tuple([z.string()]),
  delegate: z.tuple([z.string()]),
  kind: z.enum(DELEGATION_KINDS),
  // The form has read them as office days.
  from: z.string().transform(day => day as OfficeDay),
  until: z.string().transform(day => day as OfficeDay),
})
const WHY = {
  self: ['delegate', 'people:delegate.problem.self'],
  order: ['until', 'people:delegate.problem.order'],
  past: ['until', 'people:delegate.problem.past'],
  long: ['until', 'people:delegate.problem.long'],
  overlap: ['from', 'people:delegate.problem.overlap'],
  gone: ['delegate', 'people:delegate.problem.gone'],
} as const satisfies Record<DelegationProblem, [field: string, why: Key]>

/** Plt. and Plh.: who acts now or soon, a new one, and the end of one. */
export function delegateScreens(delegates: Delegates) {
  const list = defineAction({
    verb: 'people.delegates',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, page) => over(await listed(context, Math.max(0, Number(page) || 0))),
  })
  const add = defineAction({
    verb: 'people.delegate-add',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'people.delegate', args: [] }),
  })
  const end = defineAction({
    verb: 'people.delegate-end',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await delegates.end(context, id)
      return over(await listed(context, 0))
    },
  })
  const form = defineForm({
    id: 'people.delegate',
    title: text('people:delegate.formTitle'),
    can: CAN,
    args: z.tuple([]),
    answers: Answers,
    fields: async () => [
      { kind: 'person', id: 'principal', among: 'office', label: text('people:delegate.principal') },
      { kind: 'person', id: 'delegate', among: 'office', label: text('people:delegate.who') },
      {
        kind: 'choice',
        id: 'kind',
        label: text('people:delegate.kind'),
        options: [
          { value: 'plt', label: text('people:delegate.pltLong') },
          { value: 'plh', label: text('people:delegate.plhLong') },
        ],
      },
      { kind: 'date', id: 'from', label: text('people:delegate.from') },
      { kind: 'date', id: 'until', label: text('people:delegate.until') },
    ],
    submit: async (context, _args, { principal, delegate, kind, from, until }) => {
      const wanted = {
        kind,
        principalId: principal[0],
        delegateId: delegate[0],
        fromDay: from,
        untilDay: until,
      }
      const problem = await delegates.add(context, wanted)
      if (problem) {
        const [field, why] = WHY[problem]
        throw new InvalidAnswers({ field, why: text(why, { max: MAX_DELEGATION_DAYS }) })
      }
      const card = await listed(context, 0)
      return { kind: 'card', card: { ...card, title: text('people:delegate.done', await doneVars(wanted)) } }
    },
  })

  async function doneVars({ kind, delegateId }: { kind: 'plt' | 'plh'; delegateId: string }) {
    return { kind: kindText(kind), delegate: await delegates.nameOf(delegateId) }
  }
  async function listed(context: RequestContext, page: number): Promise<Card> {
    const { rows, total } = await delegates.list(context, page, PAGE)
    return delegatesCard(rows, { page, total, turn: list }, { add, end })
  }
  return { list, actions: [list, add, end], forms: [form] }
}

const over = (card: Card): Reply => ({ kind: 'card', over: true, card })
