/** The forms by which an officer finds one person in a quarter, and changes their assignment with a reason. */

import { z } from 'zod'
import type { Form } from '../../../chat/contributions.ts'
import { defineForm } from '../../../chat/define.ts'
import { quarterArg } from '../../../chat/forms/schemas.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Reply } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { excuseText } from './cards.ts'
import { CAN, reason, reasonField } from './officer-menu.ts'
import type { Reassignment } from './reassignment.ts'
import { EXCUSES } from './rules.ts'

/** Excuses an officer gives to one person; `unit` comes from the unit. */
const PERSONAL = EXCUSES.filter(kind => kind !== 'unit')
const onePerson = z.tuple([z.string()]).transform(([id]) => id)
const whose = z.tuple([quarterArg, z.string()])

type ShowPerson = (quarter: Quarter, personId: string) => Promise<Reply>

export function personForms(reassignment: Reassignment, showPerson: ShowPerson): Form[] {
  return [
    findForm(showPerson),
    reassignForm(reassignment, showPerson),
    excuseForm(reassignment, showPerson),
    includeForm(reassignment, showPerson),
  ]
}

const findForm = (showPerson: ShowPerson): Form =>
  defineForm({
    id: 'cycle.find',
    title: text('cycle:button.person'),
    can: CAN,
    args: z.tuple([quarterArg]),
    answers: z.object({ person: onePerson }),
    fields: async () => [{ kind: 'person', id: 'person', among: 'office', label: text('cycle:person.ask') }],
    submit: (_context, [quarter], { person }) => showPerson(quarter, person),
  })

const reassignForm = ({ reassign }: Reassignment, showPerson: ShowPerson): Form =>
  defineForm({
    id: 'cycle.reassign',
    title: text('cycle:reassign.title'),
    can: CAN,
    confidential: true,
    args: whose,
    answers: z.object({ appraiser: onePerson, reach: z.enum(['one', 'all']), reason }),
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
    submit: async (context, [quarter, personId], answers) => {
      const wanted = {
        appraiserId: answers.appraiser,
        reason: answers.reason,
        all: answers.reach === 'all',
      }
      await reassign(context, { quarter, personId }, wanted)
      return showPerson(quarter, personId)
    },
  })

const excuseForm = ({ excuse }: Reassignment, showPerson: ShowPerson): Form =>
  defineForm({
    id: 'cycle.excuse',
    title: text('cycle:excuseForm.title'),
    can: CAN,
    confidential: true,
    args: whose,
    answers: z.object({ kind: z.enum(PERSONAL), reason }),
    fields: async () => [
      {
        kind: 'choice',
        id: 'kind',
        label: text('cycle:excuseForm.kind'),
        options: PERSONAL.map(value => ({ value, label: excuseText(value) })),
      },
      reasonField(text('cycle:excuseForm.reason')),
    ],
    submit: async (context, [quarter, personId], answers) => {
      await excuse(context, { quarter, personId }, answers.kind, answers.reason)
      return showPerson(quarter, personId)
    },
  })

const includeForm = ({ include }: Reassignment, showPerson: ShowPerson): Form =>
  defineForm({
    id: 'cycle.include',
    title: text('cycle:include.title'),
    can: CAN,
    confidential: true,
    args: whose,
    answers: z.object({ reason }),
    fields: async () => [reasonField(text('cycle:include.reason'))],
    submit: async (context, [quarter, personId], answers) => {
      await include(context, { quarter, personId }, answers.reason)
      return showPerson(quarter, personId)
    },
  })
