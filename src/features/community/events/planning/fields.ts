import { text } from '../../../../chat/i18n/words.ts'
import type { Field } from '../../../../chat/model.ts'
import { MAX_ABOUT, MAX_PLACE, MAX_SEATS, MAX_TITLE } from '../rules.ts'

const PICTURE = { mimes: ['image/jpeg', 'image/png'], maxBytes: 10_000_000 }

export const whatFields = (): Field[] => [
  {
    kind: 'line',
    id: 'title',
    label: text('events:form.title'),
    hint: text('events:form.titleHint'),
    min: 3,
    max: MAX_TITLE,
  },
  {
    kind: 'paragraph',
    id: 'about',
    label: text('events:form.about'),
    hint: text('events:form.aboutHint', { max: MAX_ABOUT }),
    max: MAX_ABOUT,
  },
  { kind: 'line', id: 'place', label: text('events:form.place'), max: MAX_PLACE },
  { kind: 'date', id: 'day', label: text('events:form.day') },
  {
    kind: 'line',
    id: 'hours',
    label: text('events:form.hours'),
    hint: text('events:form.hoursHint'),
    max: 40,
  },
]

export const termFields = (): Field[] => [
  {
    kind: 'number',
    id: 'seats',
    label: text('events:form.seats'),
    hint: text('events:form.seatsHint'),
    optional: true,
    min: 1,
    max: MAX_SEATS,
  },
  {
    kind: 'date',
    id: 'deadline',
    label: text('events:form.deadline'),
    hint: text('events:form.deadlineHint'),
    optional: true,
  },
  {
    kind: 'file',
    id: 'picture',
    label: text('events:form.picture'),
    optional: true,
    ...PICTURE,
  },
]
