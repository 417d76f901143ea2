/** The officer looks at one person's place in a quarter, and changes it with a reason. */

import { z } from 'zod'
import { type Action, type Form, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Button, type Card, type Label, Refusal, type Reply } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { excuseText } from './cards.ts'
import type { Report } from './current-appraiser.ts'
import { CAN, type CycleScreensDeps, quarterArg, reasonField } from './officer-menu.ts'
import type { Assignment } from './repository.ts'
import { EXCUSES } from './rules.ts'

/** Excuses an officer gives to one person; `unit` comes from the unit. */
const PERSONAL = EXCUSES.filter(kind => kind !== 'unit')

export function personScreens(
  { service, changes, people }: CycleScreensDeps,
  back: (quarter: Quarter) => Button,
) {
  const open = (verb: string, form: string): Action<[string, string]> =>
    defineAction({
      verb,
      can: CAN,
      args: z.tuple([z.string(), z.string()]),
      run: async (_asking, code, personId) => ({ kind: 'form', form, args: [quarterArg(code), personId] }),
    })
  const reassign = open('cycle.reassign', 'cycle.reassign')
  const excuse = open('cycle.excuse', 'cycle.excuse')
  const include = open('cycle.include', 'cycle.include')
  const show = defineAction({
    verb: 'cycle.person',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: (_asking, code, personId) => over(quarterArg(code), personId),
  })

  const over = async (quarter: Quarter, personId: string): Promise<Reply> => ({
    kind: 'card',
    over: true,
    card: await card(quarter, personId),
  })

  async function card(quarter: Quarter, personId: string): Promise<Card> {
    const person = await people.person(personId)
    const one = await service.assignmentOf(quarter, personId)
    const name = async (id: string | null | undefined): Promise<Label> =>
      id ? (await people.person(id)).name : text('cycle:person.none')
    const rows: [Label, Label][] = [
      [text('cycle:person.appraiser'), await name(one?.appraiserId)],
      [text('cycle:person.superior'), await name(one?.superiorId)],
      [text('cycle:person.state'), state(one)],
    ]
    if (one?.reason) rows.push([text('cycle:person.reason'), one.reason])
    const button = (label: Label, action: Action<[string, string]>): Button => ({
      label,
      press: press(action, quarter, personId),
    })
    const steps =
      one && !one.excused
        ? [
            button(text('cycle:person.reassign'), reassign),
            ...(one.doneAt ? [] : [button(text('cycle:person.excuse'), excuse)]),
          ]
        : [button(text('cycle:person.include'), include)]
    return {
      title: text('cycle:person.title', { name: person.name }),
      confidential: true,
      blocks: [
        { kind: 'facts', rows },
        { kind: 'buttons', buttons: [...steps, back(quarter)] },
      ],
    }
  }

  async function assigned(code = '', personId = ''): Promise<Assignment> {
    const one = await service.assignmentOf(quarterArg(code), personId)
    if (!one) throw new Refusal(text('chat:refused.button'))
    return one
  }

  const find: Form = {
    id: 'cycle.find',
    title: text('cycle:button.person'),
    can: CAN,
    fields: async () => [{ kind: 'person', id: 'person', among: 'office', label: text('cycle:person.ask') }],
    submit: (_asking, [code = ''], answers) => {
      const { person } = z.object({ person: z.array(z.string()).length(1) }).parse(answers)
      return over(quarterArg(code), person[0] ?? '')
    },
  }
  const reassignForm: Form = {
    id: 'cycle.reassign',
    title: text('cycle:reassign.title'),
    can: CAN,
    confidential: true,
    fields: async () => [
      { kind: 'person', id: 'appraiser', among: 'office', label: text('cycle:reassign.appraiser') },
      {
        kind: 'choice',
        id: 'reach',
        label: text('cycle:reassign.reach'),
        options: [
          { value: 'one', label: text('cycle:reassign.one') },
          { value: 'all', label: text('cycle:reassign.all') },
        ],
      },
      reasonField(text('cycle:reassign.reason')),
    ],
    submit: async (context, [code = '', personId = ''], answers) => {
      const shape = z.object({ appraiser: z.array(z.string()), reach: z.string(), reason: z.string() })
      const { appraiser, reach, reason } = shape.parse(answers)
      const { id } = await assigned(code, personId)
      await changes.reassign(context, id, { appraiserId: appraiser[0] ?? '', reason, all: reach === 'all' })
      return over(quarterArg(code), personId)
    },
  }
  const excuseForm: Form = {
    id: 'cycle.excuse',
    title: text('cycle:excuseForm.title'),
    can: CAN,
    confidential: true,
    fields: async () => [
      {
        kind: 'choice',
        id: 'kind',
        label: text('cycle:excuseForm.kind'),
        options: PERSONAL.map(value => ({ value, label: excuseText(value) })),
      },
      reasonField(text('cycle:excuseForm.reason')),
    ],
    submit: async (context, [code = '', personId = ''], answers) => {
      const { kind, reason } = z.object({ kind: z.enum(PERSONAL), reason: z.string() }).parse(answers)
      await changes.excuse(context, (await assigned(code, personId)).id, kind, reason)
      return over(quarterArg(code), personId)
    },
  }
  const includeForm: Form = {
    id: 'cycle.include',
    title: text('cycle:include.title'),
    can: CAN,
    confidential: true,
    fields: async () => [reasonField(text('cycle:include.reason'))],
    submit: async (context, [code = '', personId = ''], answers) => {
      const { reason } = z.object({ reason: z.string() }).parse(answers)
      await changes.include(context, quarterArg(code), personId, reason)
      return over(quarterArg(code), personId)
    },
  }

  return {
    actions: [reassign, excuse, include, show],
    forms: [find, reassignForm, excuseForm, includeForm],
    button:
      (quarter: Quarter) =>
      ({ personId, name }: Report): Button => ({ label: name, press: press(show, quarter, personId) }),
  }
}

function state(one: Assignment | null): Label {
  if (!one) return text('cycle:person.absent')
  if (one.excused) return text('cycle:person.excused', { kind: excuseText(one.excused) })
  return one.doneAt ? text('cycle:person.done') : text('cycle:person.left')
}
