/** What people see of trainings. */

import type { Action } from '../../../chat/contributions.ts'
import { press } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, FileRef, Label, Text } from '../../../chat/model.ts'
import { buttons } from '../../../chat/ui/blocks.ts'
import type { Criterion } from '../../../domain/criteria.ts'
import type { Training } from './catalogue/repository.ts'
import type { Place } from './places/repository.ts'
import { closedFor, HOLDS_PLACE, PNS_RIGHT, PPPK_LIMIT, type Topic, takesCodes } from './rules.ts'
import type { Hours } from './suggestions/hours.ts'

const TOPIC_KEYS = {
  public_service: 'training:topic.public_service',
  time_management: 'training:topic.time_management',
  leadership: 'training:topic.leadership',
  technical: 'training:topic.technical',
  digital: 'training:topic.digital',
  communication: 'training:topic.communication',
  innovation: 'training:topic.innovation',
  integrity: 'training:topic.integrity',
  other: 'training:topic.other',
} as const satisfies Record<Topic, Key>
export const topicText = (topic: Topic): Text => text(TOPIC_KEYS[topic])

const CRITERION_KEYS = {
  attendance: 'training:criterion.attendance',
  quality: 'training:criterion.quality',
  initiative: 'training:criterion.initiative',
} as const satisfies Record<Criterion, Key>
export const criterionText = (criterion: Criterion): Text => text(CRITERION_KEYS[criterion])

/** The three of the four questions that are answered by a figure. */
export const QUESTIONS = ['useful', 'trainer', 'organised'] as const
const QUESTION_KEYS = {
  useful: 'training:evaluate.useful',
  trainer: 'training:evaluate.trainer',
  organised: 'training:evaluate.organised',
} as const satisfies Record<(typeof QUESTIONS)[number], Key>
export const questionText = (question: (typeof QUESTIONS)[number]): Text => text(QUESTION_KEYS[question])

/** Longer than a working day: it ends on another one. */
const ONE_DAY = 14 * 60 * 60 * 1000
export const whenText = ({ startsAt, endsAt }: Pick<Training, 'startsAt' | 'endsAt'>): Text =>
  text(endsAt.getTime() - startsAt.getTime() < ONE_DAY ? 'training:when.oneDay' : 'training:when.days', {
    startsAt,
    endsAt,
  })

export function facts(training: Training): Block {
  const { provider, hours, place, seats, deadline, topic } = training
  const rows: [Label, Label][] = [
    [text('training:fact.topic'), topicText(topic)],
    [text('training:fact.provider'), provider],
    [text('training:fact.hours'), text('training:hours.jp', { hours })],
    [text('training:fact.when'), whenText(training)],
    [text('training:fact.place'), place],
    [text('training:fact.seats'), text('training:fact.people', { seats })],
    [text('training:fact.deadline'), text('training:fact.day', { deadline })],
  ]
  return { kind: 'facts', rows }
}

const titled = (training: Training): Text => text('training:title', { title: training.title })

/** What whoever runs a training in the room may do. */
export interface RoomActions {
  room: Action<[string]>
  list: Action<[string, number]>
}
export interface TrainingActions extends RoomActions {
  show: Action<[string]>
  join: Action<[string]>
  leave: Action<[string]>
  ics: Action<[string]>
  code: Action<[string]>
  upload: Action<[string]>
  certificate: Action<[string]>
  evaluate: Action<[string]>
}
export interface Detail {
  training: Training
  place: Place | null
  /** How many stand before this person in the waiting list. */
  before: number
  free: number
  now: Date
  today: Training['deadline']
  /** This person runs it. */
  trains: boolean
}

export function detailCard(detail: Detail, actions: TrainingActions): Card {
  const { training, place } = detail
  const about: Block[] = training.about ? [{ kind: 'quote', said: training.about }] : []
  const status = statusText(detail)
  return {
    title: titled(training),
    // Whether somebody was there, or why they were declined, is theirs alone; a training itself is no secret.
    ...((place?.attendance || place?.state === 'declined') && { confidential: true as const }),
    blocks: [
      ...about,
      facts(training),
      ...(status ? [{ kind: 'text' as const, text: status }] : []),
      ...(place?.state === 'declined' && place.reason
        ? [{ kind: 'quote' as const, said: place.reason }]
        : []),
      ...buttons(...buttonsOf(detail, actions)),
    ],
  }
}

function statusText({ training, place, before, free, now, today }: Detail): Text | null {
  if (training.cancelledAt) return text('training:state.cancelled')
  if (place?.attendance)
    return text(place.attendance === 'present' ? 'training:state.present' : 'training:state.absent')
  if (place?.state === 'joined') return text('training:state.joined')
  if (place?.state === 'waiting') return text('training:state.waiting', { place: before + 1 })
  if (place?.state === 'asked') return text('training:state.asked')
  if (place?.state === 'declined') return text('training:state.declined')
  if (closedFor(training, now, today)) return text('training:state.closed')
  return free > 0 ? text('training:state.free', { free }) : text('training:state.full')
}

function buttonsOf(
  { training, place, free, now, today, trains }: Detail,
  actions: TrainingActions,
): Button[] {
  const { id } = training
  const found: Button[] = []
  if (trains && !training.cancelledAt) {
    found.push({ label: text('training:desk.room'), press: press(actions.room, id) })
    found.push({ label: text('training:desk.list'), press: press(actions.list, id, 0) })
  }
  const active = place && HOLDS_PLACE.includes(place.state)
  const open = training.publishedAt !== null && !closedFor(training, now, today)
  if (open && !active)
    found.push({ label: text(joinKey(training, free)), tone: 'primary', press: press(actions.join, id) })
  if (place?.state === 'joined' && place.attendance === null && takesCodes(training, now))
    found.push({ label: text('training:button.code'), tone: 'primary', press: press(actions.code, id) })
  if (place?.attendance === 'present') found.push(...afterwards(training, place, now, actions))
  if (!training.cancelledAt && active && now < training.startsAt) {
    if (place.state === 'joined')
      found.push({ label: text('training:button.ics'), press: press(actions.ics, id) })
    found.push({ label: text('training:button.leave'), press: press(actions.leave, id) })
  }
  return found
}

const joinKey = ({ needsConsent }: Training, free: number) =>
  needsConsent ? 'training:button.ask' : free > 0 ? 'training:button.join' : 'training:button.wait'

function afterwards({ id, endsAt }: Training, place: Place, now: Date, actions: TrainingActions): Button[] {
  const found: Button[] = []
  if (!place.evaluated && now >= endsAt)
    found.push({
      label: text('training:button.evaluate'),
      tone: 'primary',
      press: press(actions.evaluate, id),
    })
  if (place.certificateNumber || place.certificateFileId)
    found.push({ label: text('training:button.certificate'), press: press(actions.certificate, id) })
  found.push({ label: text('training:button.upload'), press: press(actions.upload, id) })
  return found
}

/** `12 dari 20 JP` for a PNS, `12 JP (batas 24 JP)` for a PPPK: a right and a limit are not the same bar. */
export function hoursText({ hours, status }: Pick<Hours, 'hours' | 'status'>): Text {
  if (status === 'pns') return text('training:hours.pns', { hours, right: PNS_RIGHT })
  if (status === 'pppk') return text('training:hours.pppk', { hours, limit: PPPK_LIMIT })
  return text('training:hours.jp', { hours })
}

export const lineText = ({ title, startsAt }: Training): Text => text('training:line', { title, startsAt })

export const fileCard = (training: Training, file: FileRef, alt: Text): Card => ({
  title: titled(training),
  blocks: [{ kind: 'file', file, alt }],
})

/** To everyone it is for, and to the groups of their units. */
export const announcedCard = (
  training: Training,
  free: number,
  { join, show }: Pick<TrainingActions, 'join' | 'show'>,
): Card => ({
  title: text('training:announced.title', { title: training.title }),
  blocks: [
    ...(training.about ? [{ kind: 'quote' as const, said: training.about }] : []),
    facts(training),
    ...buttons(
      { label: text(joinKey(training, free)), tone: 'primary', press: press(join, training.id) },
      moreButton({ show }, training.id),
    ),
  ],
})

export const cancelledCard = ({ title, cancelReason, startsAt, endsAt }: Training): Card => ({
  title: text('training:cancelled.title', { title }),
  blocks: [
    { kind: 'text', text: text('training:cancelled.body', { when: whenText({ startsAt, endsAt }) }) },
    ...(cancelReason ? [{ kind: 'quote' as const, said: cancelReason }] : []),
  ],
})

/** To one training from a message about it. */
export const moreButton = ({ show }: Pick<TrainingActions, 'show'>, id: string): Button => ({
  label: text('training:button.more'),
  press: press(show, id),
})
