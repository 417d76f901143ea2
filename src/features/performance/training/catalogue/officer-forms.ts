/** The officer's two forms: what and when, then for whom. */

import { z } from 'zod'
import type { Form } from '../../../../chat/contributions.ts'
import { defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { type Answers, InvalidAnswers, type Problem } from '../../../../chat/model.ts'
import { dayOf, instantAt, type OfficeDay, timeOf } from '../../../../domain/calendar/office-day.ts'
import { CRITERIA } from '../../../../domain/criteria.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import type { Lookup } from '../places/lookup.ts'
import { readTimes, TOPICS } from '../rules.ts'
import { NONE, PLAN_FIELDS, termsFields } from './officer-fields.ts'
import type { Manage } from './officer-screens.ts'
import type { Plan, Terms, Training } from './repository.ts'
import type { CatalogueService } from './service.ts'

export const CAN = 'training.manage' as const
const day = z.string().transform(said => said as OfficeDay)
const PlanAnswers = z.object({
  title: z.string(),
  topic: z.enum(TOPICS),
  provider: z.string(),
  hours: z.number(),
  day,
  until: day.optional(),
  times: z.string(),
  place: z.string(),
  about: z.string().optional(),
})
const TermsAnswers = z.object({
  seats: z.number(),
  deadline: day,
  units: z.array(z.string()).default([]),
  positions: z.string().default(''),
  criterion: z.enum([...CRITERIA, NONE]),
  consent: z.enum(['yes', 'no']),
  trainer: z.array(z.string()).default([]),
})

export interface OfficerFormsDeps {
  catalogue: CatalogueService
  lookup: Pick<Lookup, 'training'>
  people: Pick<PeopleService, 'units'>
  zone: string
}

/** Everything that may be wrong with a plan, in the form and in a file alike. */
export function planFrom(
  answers: Omit<z.infer<typeof PlanAnswers>, 'about'> & { about?: string | undefined },
  { zone, now }: { zone: string; now: Date },
): { plan: Plan } | { problems: Problem[] } {
  const { times, day: first, until = first, about = null, ...rest } = answers
  const read = readTimes(times)
  if (!read) return { problems: [{ field: 'times', why: text('training:problem.times') }] }
  const [startsAt, endsAt] = [instantAt(first, read.from, zone), instantAt(until, read.until, zone)]
  if (endsAt <= startsAt)
    return { problems: [{ field: answers.until ? 'until' : 'times', why: text('training:problem.order') }] }
  if (startsAt <= now) return { problems: [{ field: 'day', why: text('training:problem.past') }] }
  return { plan: { ...rest, about, startsAt, endsAt } }
}

export const officerForms = (deps: OfficerFormsDeps, manage: Manage): Form[] => [
  planForm(deps, manage),
  termsForm(deps, manage),
  cancelForm(deps, manage),
]

const planForm = ({ catalogue, zone }: OfficerFormsDeps, manage: Manage): Form =>
  defineForm({
    id: 'training.plan',
    title: text('training:plan.title'),
    can: CAN,
    args: z.tuple([z.string().optional()]),
    answers: PlanAnswers,
    fields: async () => PLAN_FIELDS,
    submit: async (context, [id], answers) => {
      const read = planFrom(answers, { zone, now: context.now })
      if ('problems' in read) return read
      if (id !== undefined) return manage(context, await catalogue.replan(context, id, read.plan))
      const training = await catalogue.plan(context, read.plan)
      return { kind: 'form', form: 'training.terms', args: [training.id] }
    },
  })

const termsForm = ({ catalogue, lookup, people, zone }: OfficerFormsDeps, manage: Manage): Form =>
  defineForm({
    id: 'training.terms',
    title: text('training:terms.title'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: TermsAnswers,
    fields: async () => termsFields(await people.units()),
    submit: async (context, [id], answers) => {
      const training = await lookup.training(id)
      if (answers.deadline > dayOf(training.startsAt, zone))
        throw new InvalidAnswers({ field: 'deadline', why: text('training:problem.deadline') })
      return manage(context, await catalogue.setTerms(context, id, termsOf(answers)))
    },
  })

const termsOf = (answers: z.output<typeof TermsAnswers>): Terms => ({
  seats: Math.floor(answers.seats),
  deadline: answers.deadline,
  unitIds: answers.units,
  positions: words(answers.positions),
  criterion: answers.criterion === NONE ? null : answers.criterion,
  needsConsent: answers.consent === 'yes',
  trainerId: answers.trainer[0] ?? null,
})

const cancelForm = ({ catalogue }: OfficerFormsDeps, manage: Manage): Form =>
  defineForm({
    id: 'training.cancel',
    title: text('training:desk.cancel'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: z.object({ reason: z.string() }),
    fields: async () => [
      {
        kind: 'paragraph',
        id: 'reason',
        min: 10,
        max: 1000,
        label: text('training:desk.reason'),
        hint: text('training:desk.reasonHint'),
      },
    ],
    submit: async (context, [id], { reason }) => manage(context, await catalogue.cancel(context, id, reason)),
  })

/** `arsiparis, pranata komputer`: words of positions, in small letters. */
export const words = (said: string): string[] =>
  said
    .toLowerCase()
    .split(/[,;+]/)
    .map(word => word.trim())
    .filter(word => word !== '')

const clock = (time: string) => time.replace(':', '.')
export function planAnswers(found: Training, zone: string): Answers {
  const { title, topic, provider, hours, startsAt, endsAt, place, about } = found
  const [first, last] = [dayOf(startsAt, zone), dayOf(endsAt, zone)]
  const times = `${clock(timeOf(startsAt, zone))}–${clock(timeOf(endsAt, zone))}`
  const known = { title, topic, provider, hours, day: first, times, place }
  return { ...known, ...(last !== first && { until: last }), ...(about && { about }) }
}

export function termsAnswers({
  seats,
  deadline,
  unitIds,
  positions,
  criterion,
  needsConsent,
  trainerId,
}: Training): Answers {
  return {
    seats,
    deadline,
    criterion: criterion ?? NONE,
    consent: needsConsent ? 'yes' : 'no',
    ...(unitIds.length > 0 && { units: unitIds }),
    ...(positions.length > 0 && { positions: positions.join(', ') }),
    ...(trainerId && { trainer: [trainerId] }),
  }
}
