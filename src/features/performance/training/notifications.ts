/** What Rekan says about trainings by itself. */
import { z } from 'zod'
import { type Notification, press } from '../../../chat/contributions.ts'
import { defineNotification } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card } from '../../../chat/model.ts'
import { buttons, plain } from '../../../chat/ui/blocks.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import {
  announcedCard,
  cancelledCard,
  facts,
  hoursText,
  moreButton,
  type TrainingActions,
  whenText,
} from './cards.ts'
import type { Lookup, Placed } from './places/lookup.ts'
import type { Reading } from './places/reading.ts'
import { closedFor } from './rules.ts'
import type { HoursOf } from './suggestions/hours.ts'

export interface NotificationsDeps {
  lookup: Pick<Lookup, 'training' | 'placed'>
  reading: Pick<Reading, 'free'>
  hoursOf: HoursOf
  office: Office
  actions: TrainingActions
}
const args = z.tuple([z.string()])

export const trainingNotifications = (deps: NotificationsDeps): Notification[] => [
  announced(deps),
  changed(deps),
  trainer(deps),
  defineNotification({
    name: 'training.cancelled',
    args,
    card: async (_rendering, id) => cancelledCard(await deps.lookup.training(id)),
  }),
  ...PLACE_NOTIFICATIONS.map(one => aboutPlace(deps, one)),
  aboutPlace(deps, {
    name: 'training.evaluate',
    personal: true,
    say: (placed, now) => thanks(deps, placed, now),
  }),
]

function announced({ lookup, reading, office, actions }: NotificationsDeps): Notification {
  const open = async (id: string, now: Date) => {
    const training = await lookup.training(id)
    if (training.cancelledAt) return { training, card: null }
    const closed = closedFor(training, now, office.today(now))
    const card = closed ? null : announcedCard(training, await reading.free(training), actions)
    return { training, card }
  }
  return defineNotification({
    name: 'training.announced',
    args,
    card: async ({ now }, id) => (await open(id, now)).card,
    changed: async ({ now }, id) => {
      const { training, card } = await open(id, now)
      return training.cancelledAt ? cancelledCard(training) : card
    },
  })
}

const changed = ({ lookup, actions }: NotificationsDeps): Notification =>
  defineNotification({
    name: 'training.changed',
    args,
    card: async (_rendering, id) => {
      const training = await lookup.training(id)
      if (training.cancelledAt) return null
      return {
        title: text('training:changed.title', { title: training.title }),
        blocks: [facts(training), ...buttons(moreButton(actions, id))],
      }
    },
  })

const trainer = ({ lookup, actions }: NotificationsDeps): Notification =>
  defineNotification({
    name: 'training.trainer',
    args,
    card: async ({ now }, id) => {
      const training = await lookup.training(id)
      if (training.cancelledAt || now >= training.endsAt) return null
      const room = { label: text('training:desk.room'), press: press(actions.room, id) }
      const list = { label: text('training:desk.list'), press: press(actions.list, id, 0) }
      return {
        title: text('training:trainer.title', { title: training.title }),
        blocks: [
          { kind: 'text', text: text('training:trainer.body') },
          facts(training),
          ...buttons(room, list),
        ],
      }
    },
  })

/** A message about one place says something, or is no longer wanted, and leads to the training. */
interface AboutPlace {
  name: string
  /** It says whether somebody was there, how many hours they have, or what was decided about them. */
  personal: boolean
  say(placed: Placed, now: Date): Promise<Card | null> | Card | null
}

const aboutPlace = ({ lookup, actions }: NotificationsDeps, { name, personal, say }: AboutPlace) =>
  defineNotification({
    name,
    args,
    card: async ({ now }, placeId) => {
      const placed = await lookup.placed(placeId)
      const card = await say(placed, now)
      if (!card) return null
      const blocks = [...card.blocks, ...buttons(moreButton(actions, placed.training.id))]
      return personal ? { title: card.title, blocks, confidential: true } : { title: card.title, blocks }
    },
  })

function decided({ place, training }: Placed): Card | null {
  const { title } = training
  if (place.state === 'declined') {
    const { title: head, blocks } = plain(
      text('training:decided.no', { title }),
      text('training:decided.noBody'),
    )
    return { title: head, blocks: [...blocks, { kind: 'quote', said: place.reason ?? '' }] }
  }
  const yes = text('training:decided.yes', { title })
  if (place.state === 'joined')
    return plain(yes, text('training:decided.yesBody', { when: whenText(training) }))
  return place.state === 'waiting' ? plain(yes, text('training:decided.waitBody')) : null
}

const movedUp = ({ place, training }: Placed): Card | null =>
  place.state === 'joined' && !training.cancelledAt
    ? plain(
        text('training:movedUp.title', { title: training.title }),
        text('training:movedUp.body', { when: whenText(training) }),
      )
    : null

function reminder({ place, training }: Placed, now: Date): Card | null {
  if (place.state !== 'joined' || training.cancelledAt || now >= training.startsAt) return null
  return { title: text('training:reminder.title', { title: training.title }), blocks: [facts(training)] }
}

const missed = ({ place, training: { title } }: Placed): Card | null =>
  place.attendance === 'absent'
    ? plain(text('training:missed.title', { title }), text('training:missed.body'))
    : null

const certificate = ({ place, training: { title } }: Placed): Card | null =>
  place.certificateNumber
    ? plain(
        text('training:issued.title', { title }),
        text('training:issued.body', { number: place.certificateNumber }),
      )
    : null

const PLACE_NOTIFICATIONS: readonly AboutPlace[] = [
  { name: 'training.decided', personal: true, say: decided },
  { name: 'training.moved-up', personal: false, say: movedUp },
  { name: 'training.reminder', personal: false, say: reminder },
  { name: 'training.missed', personal: true, say: missed },
  { name: 'training.certificate', personal: true, say: certificate },
]

async function thanks(
  { hoursOf }: Pick<NotificationsDeps, 'hoursOf'>,
  { place, training: { title } }: Placed,
  now: Date,
): Promise<Card | null> {
  if (place.attendance !== 'present' || place.evaluated) return null
  const hours = await hoursOf(place.personId, now)
  return plain(
    text('training:thanks.title', { title }),
    text('training:thanks.body', { year: String(hours.year), hours: hoursText(hours) }),
  )
}
