/** What the screens of the officer's menu have in common. */

import { z } from 'zod'
import type { Action } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { quarterArg } from '../../../chat/forms/schemas.ts'
import type { Button, Card, Field, Reply, RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { Reassignment } from './reassignment.ts'
import type { CycleService } from './service.ts'
import type { Transitions } from './transitions.ts'

export interface CycleScreensDeps {
  service: CycleService
  transitions: Transitions
  reassignment: Reassignment
  people: Pick<PeopleService, 'person' | 'units'>
  office: Office
}

export const CAN = 'cycle.manage' as const

export const reason = z.string()

/** A button that belongs to one quarter. */
export const forQuarter = (
  verb: string,
  run: (context: RequestContext, quarter: Quarter) => Promise<Reply>,
): Action<[Quarter]> =>
  defineAction({
    verb,
    can: CAN,
    args: z.tuple([quarterArg]),
    run,
  })

/** A button to a form of the same name that belongs to one quarter. */
export const toForm = (form: string) =>
  forQuarter(form, async (_context, quarter) => ({ kind: 'form', form, args: [quarter] }))

/** The card of a quarter in place of the one that was tapped. */
export type ShowQuarter = (context: RequestContext, quarter: Quarter) => Promise<Reply>
export type BackButton = (quarter: Quarter) => Button

export const inPlace = (card: Card): Reply => ({
  kind: 'card',
  over: true,
  card,
})

export const reasonField = (label: Field['label']): Field => ({
  kind: 'paragraph',
  id: 'reason',
  label,
  min: 5,
  max: 500,
})
