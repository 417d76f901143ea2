/** The officer's two forms: what and when, then for whom. */

import { z } from 'zod'
import type { Form, Submitted } from '../../../../chat/contributions.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Answers, Field, Problem, RequestContext } from '../../../../chat/model.ts'
import { dayOf, instantAt, type OfficeDay, timeOf } from '../../../../domain/calendar/office-day.ts'
import { CRITERIA } from '../../../../domain/criteria.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { criterionText, topicText } from '../cards.ts'
import type { PlacesWork } from '../places/service.ts'
import { MAX_HOURS, MAX_SEATS, readTimes, TOPICS } from '../rules.ts'
import type { Plan, Terms, Training } from './repository.ts'
import type { CatalogueWork } from './service.ts'

export const CAN = 'training.manage' as const
const NONE = 'none'
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
  units: z.array(z.string()).optional(),
  positions: z.string().optional(),
  criterion: z.enum([...CRITERIA, NONE]),
  consent: z.enum(['yes', 'no']),
  trainer: z.array(z.string()).optional(),
})

const Reason = z.object({ reason: z.string() })

export interface DeskFormsDeps {
  catalogue: CatalogueWork
  places: PlacesWork
  people: PeopleService
  zone: string
  /** What follows once a training is planned or changed. */
  manage(context: RequestContext, id: string): Promise<Extract<Submitted, { kind: 'card' }>>
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

export function deskForms({ catalogue, places, people, zone, manage }: DeskFormsDeps) {
  const planForm: Form = {
    id: 'training.plan',
    title: text('training:plan.title'),
    can: CAN,
    fields: async () => PLAN_FIELDS,
    submit: async (context, [id], answers) => {
      const read = planFrom(PlanAnswers.parse(answers), { zone, now: context.now })
      if ('problems' in read) return read
      if (id !== undefined) {
        await catalogue.replan(context, id, read.plan)
        return manage(context, id)
      }
      const training = await catalogue.plan(context, read.plan)
      return { kind: 'form', form: 'training.terms', args: [training.id] }
    },
  }

  const termsForm: Form = {
    id: 'training.terms',
    title: text('training:terms.title'),
    can: CAN,
    fields: async () => termsFields(await people.units()),
    submit: async (context, [id = ''], answers) => {
      const { deadline, ...read } = TermsAnswers.parse(answers)
      const training = await places.training(id)
      if (deadline > dayOf(training.startsAt, zone))
        return { problems: [{ field: 'deadline', why: text('training:problem.deadline') }] }
      const terms: Terms = {
        seats: Math.floor(read.seats),
        deadline,
        unitIds: read.units ?? [],
        positions: words(read.positions ?? ''),
        criterion: read.criterion === NONE ? null : read.criterion,
        needsConsent: read.consent === 'yes',
        trainerId: read.trainer?.[0] ?? null,
      }
      await catalogue.setTerms(context, id, terms)
      return manage(context, id)
    },
  }
  const cancelForm: Form = {
    id: 'training.cancel',
    title: text('training:desk.cancel'),
    can: CAN,
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
    submit: async (context, [id = ''], answers) => {
      await catalogue.cancel(context, id, Reason.parse(answers).reason)
      return manage(context, id)
    },
  }

  return {
    forms: [planForm, termsForm, cancelForm],
    planAnswers: (found: Training) => planAnswers(found, zone),
    termsAnswers,
  }
}

/** `arsiparis, pranata komputer`: words of positions, in small letters. */
export const words = (said: string): string[] =>
  said
    .toLowerCase()
    .split(/[,;+]/)
    .map(word => word.trim())
    .filter(word => word !== '')

const clock = (time: string) => time.replace(':', '.')
function planAnswers(found: Training, zone: string): Answers {
  const { title, topic, provider, hours, startsAt, endsAt, place, about } = found
  const [first, last] = [dayOf(startsAt, zone), dayOf(endsAt, zone)]
  const times = `${clock(timeOf(startsAt, zone))}–${clock(timeOf(endsAt, zone))}`
  const known = { title, topic, provider, hours, day: first, times, place }
  return { ...known, ...(last !== first && { until: last }), ...(about && { about }) }
}

function termsAnswers({
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

const PLAN_FIELDS: Field[] = [
  { kind: 'line', id: 'title', min: 5, max: 150, label: text('training:plan.name') },
  {
    kind: 'choice',
    id: 'topic',
    label: text('training:fact.topic'),
    options: TOPICS.map(value => ({ value, label: topicText(value) })),
  },
  { kind: 'line', id: 'provider', min: 2, max: 150, label: text('training:fact.provider') },
  { kind: 'number', id: 'hours', min: 1, max: MAX_HOURS, label: text('training:plan.hours') },
  { kind: 'date', id: 'day', label: text('training:plan.day') },
  {
    kind: 'line',
    id: 'times',
    min: 9,
    max: 40,
    label: text('training:plan.times'),
    hint: text('training:plan.timesHint'),
  },
  { kind: 'date', id: 'until', optional: true, label: text('training:plan.until') },
  { kind: 'line', id: 'place', min: 3, max: 300, label: text('training:plan.place') },
  { kind: 'paragraph', id: 'about', optional: true, max: 1000, label: text('training:plan.about') },
]

const termsFields = (units: readonly { id: string; name: string }[]): Field[] => [
  { kind: 'number', id: 'seats', min: 1, max: MAX_SEATS, label: text('training:terms.seats') },
  { kind: 'date', id: 'deadline', label: text('training:fact.deadline') },
  {
    kind: 'choice',
    id: 'consent',
    label: text('training:terms.consent'),
    options: [
      { value: 'no', label: text('training:terms.no') },
      { value: 'yes', label: text('training:terms.yes') },
    ],
  },
  {
    kind: 'choice',
    id: 'criterion',
    label: text('training:terms.criterion'),
    hint: text('training:terms.criterionHint'),
    options: [
      { value: NONE, label: text('training:terms.everyone') },
      ...CRITERIA.map(value => ({ value, label: criterionText(value) })),
    ],
  },
  {
    kind: 'choices',
    id: 'units',
    optional: true,
    label: text('training:terms.units'),
    options: units.map(({ id, name }) => ({ value: id, label: name })),
  },
  {
    kind: 'line',
    id: 'positions',
    optional: true,
    max: 300,
    label: text('training:terms.positions'),
    hint: text('training:terms.positionsHint'),
  },
  { kind: 'person', id: 'trainer', among: 'office', optional: true, label: text('training:terms.trainer') },
]
