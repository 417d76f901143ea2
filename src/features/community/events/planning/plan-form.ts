/** The form an event is planned with, and changed with later. */

import { z } from 'zod'
import { defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import {
  type Answers,
  type Field,
  InvalidAnswers,
  type Reply,
  type RequestContext,
} from '../../../../chat/model.ts'
import { dayOf, instantAt, type OfficeDay, timeOf } from '../../../../domain/calendar/office-day.ts'
import type { Event } from '../repository.ts'
import { readHours } from '../rules.ts'
import { CAN } from '../view.ts'
import { whatFields } from './fields.ts'
import type { Wish } from './making.ts'
import type { MakingScreensDeps } from './screens.ts'
import { TERMS } from './terms-form.ts'

export const PLAN = 'events.make'
const OFFICE = 'office'
/** Slack shows at most 100 options; the first is the whole office. */
const MAX_UNITS = 99
const Planned = z.object({
  title: z.string(),
  about: z.string(),
  place: z.string(),
  day: z.string(),
  hours: z.string(),
  audience: z.array(z.string()).optional(),
})

export interface PlanFormDeps extends Pick<MakingScreensDeps, 'making' | 'changing' | 'units' | 'zone'> {
  /** The event's card in place of the one that was pressed. */
  shown(context: RequestContext, event: Event): Promise<Reply>
}

/** Without an argument it plans a new event and asks the terms next; with an event's id it changes that one. */
export function planForm(deps: PlanFormDeps) {
  const { making, changing, zone } = deps
  return defineForm({
    id: PLAN,
    title: text('events:form.make'),
    can: CAN,
    args: z.tuple([z.string().optional()]),
    answers: Planned,
    fields: async context => [...whatFields(), ...(await audienceField(context, deps))],
    submit: async (context, [id], answers) => {
      const wish = wishOf(answers, context, zone)
      if (id === undefined) {
        const event = await making.plan(context, wish)
        return { kind: 'form', form: TERMS, args: [event.id] }
      }
      const { audience, ...rest } = wish
      const changes = answers.audience ? { ...rest, audience } : rest
      return deps.shown(context, await changing.change(context, id, changes))
    },
  })
}

/** What the form says when it is opened to change an event. */
export function planAnswers(event: Event, zone: string): Answers {
  const { title, about, place, startsAt, endsAt, audience } = event
  const clock = (at: Date) => timeOf(at, zone).replace(':', '.')
  return {
    title,
    about,
    place,
    day: dayOf(startsAt, zone),
    hours: `${clock(startsAt)}-${clock(endsAt)}`,
    audience: audience.length > 0 ? audience : [OFFICE],
  }
}

/** @throws InvalidAnswers where the hours cannot be read, or are over */
function wishOf(answers: z.output<typeof Planned>, { actor, now }: RequestContext, zone: string): Wish {
  const hours = readHours(answers.hours)
  if (!hours) throw new InvalidAnswers({ field: 'hours', why: text('events:problem.hours') })
  const day = answers.day as OfficeDay
  const startsAt = instantAt(day, hours.from, zone)
  if (startsAt <= now) throw new InvalidAnswers({ field: 'day', why: text('events:problem.past') })
  return {
    title: answers.title,
    about: answers.about,
    place: answers.place,
    startsAt,
    endsAt: instantAt(day, hours.until, zone),
    audience: readAudience(answers.audience, actor.unitId),
  }
}

function readAudience(chosen: string[] | undefined, unitId: string): string[] {
  if (!chosen) return [unitId]
  return chosen.includes(OFFICE) ? [] : chosen
}

/** Who may invite the whole office chooses; all others invite their own unit. */
async function audienceField(
  { actor }: RequestContext,
  { making, units }: Pick<PlanFormDeps, 'making' | 'units'>,
): Promise<Field[]> {
  if ((await making.scopeOf(actor)) !== 'office') return []
  const options = (await units()).slice(0, MAX_UNITS).map(({ id, name }) => ({ value: id, label: name }))
  return [
    {
      kind: 'choices',
      id: 'audience',
      label: text('events:form.audience'),
      options: [{ value: OFFICE, label: text('events:form.office') }, ...options],
    },
  ]
}
