/** What the buttons and forms of targets have in common. */
import { z } from 'zod'
import type { Action } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import type { Field, Text } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'

export const CAN = 'target.use' as const

/** An action on one target, proposal or report. */
export const onOne = (verb: string, run: Action<[string]>['run']): Action<[string]> =>
  defineAction({
    verb,
    can: CAN,
    args: z.tuple([z.string()]),
    run,
  })

/** Why it is a no. */
export const reasonField = (label: Text): Field => ({
  kind: 'paragraph',
  id: 'reason',
  min: 5,
  max: 1000,
  label,
})
export const reasonAnswers = z.object({ reason: z.string() })

export interface TargetActions {
  board: Action<[personId: string, quarter: Quarter, page: number]>
  team: Action<[page: number]>
  show: Action<[string]>
  history: Action<[string]>
  propose: Action<[personId: string, quarter: Quarter]>
  change: Action<[string]>
  drop: Action<[string]>
  copy: Action<[personId: string, quarter: Quarter]>
  agree: Action<[proposalId: string]>
  agreeAll: Action<[personId: string, quarter: Quarter]>
  decline: Action<[proposalId: string]>
  report: Action<[string]>
  confirm: Action<[reportId: string]>
  askBack: Action<[reportId: string]>
  proof: Action<[reportId: string]>
}
