/** What the officer's forms ask for. */
import { text } from '../../../../chat/i18n/words.ts'
import type { Field } from '../../../../chat/model.ts'
import { CRITERIA } from '../../../../domain/criteria.ts'
import { criterionText, topicText } from '../cards.ts'
import { MAX_HOURS, MAX_SEATS, TOPICS } from '../rules.ts'

/** No criterion: a training for everyone. */
export const NONE = 'none'

export const PLAN_FIELDS: Field[] = [
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

export const termsFields = (units: readonly { id: string; name: string }[]): Field[] => [
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
