/** The terms of an event: seats, the last day to answer, a picture. */

import { z } from 'zod'
import { defineForm } from '../../../../chat/define.ts'
import { fileAnswer } from '../../../../chat/forms/schemas.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { Terms } from '../repository.ts'
import { CAN } from '../view.ts'
import { termFields } from './fields.ts'
import type { PlanFormDeps } from './plan-form.ts'

export const TERMS = 'events.terms'
const Limits = z.object({
  seats: z.number().optional(),
  deadline: z.string().optional(),
  picture: fileAnswer.optional(),
})

export const termsForm = ({ changing, shown }: Pick<PlanFormDeps, 'changing' | 'shown'>) =>
  defineForm({
    id: TERMS,
    title: text('events:form.terms'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: Limits,
    fields: async () => termFields(),
    submit: async (context, [id], { seats, deadline, picture }) => {
      const next: Terms = {
        seats: seats === undefined ? null : Math.round(seats),
        deadline: (deadline ?? null) as OfficeDay | null,
        picture: picture ?? null,
      }
      return shown(context, await changing.change(context, id, next))
    },
  })
