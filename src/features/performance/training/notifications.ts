/** What Rekan says about trainings by itself. */

import { type LegacyNotification as Notification, press, type Reader } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card } from '../../../chat/model.ts'
import { buttons, plain } from '../../../chat/ui/blocks.ts'
import { announcedCard, cancelledCard, facts, hoursText, type Moves, whenText } from './cards.ts'
import type { Training } from './catalogue/repository.ts'
import type { Reading } from './places/reading.ts'
import type { Place } from './places/repository.ts'
import type { PlacesWork } from './places/service.ts'
import { closedFor } from './rules.ts'

export interface NoticesDeps {
  places: PlacesWork
  reading: Reading
  moves: Moves
  now(): Date
}

/** What says whether somebody was there, or how many hours they have. */
const PERSONAL = new Set(['training.missed', 'training.evaluate', 'training.certificate', 'training.decided'])

export function trainingNotices({ places, reading, moves, now }: NoticesDeps): Notification[] {
  /** The notices about a place all say something, and lead to the training. */
  function placeNotice(
    name: string,
    say: (place: Place, training: Training) => Promise<Card | null> | Card | null,
  ): Notification {
    return {
      name,
      card: async (_reader, placeId = '') => {
        const place = await places.place(placeId)
        const training = await places.training(place.trainingId)
        const card = await say(place, training)
        if (!card) return null
        const more = { label: text('training:button.more'), press: press(moves.show, training.id) }
        return {
          ...card,
          blocks: [...card.blocks, ...buttons(more)],
          ...(PERSONAL.has(name) && { confidential: true as const }),
        }
      },
    }
  }

  const decided = (place: Place, training: Training): Card | null => {
    const { title } = training
    if (place.state === 'declined') {
      const card = plain(text('training:decided.no', { title }), text('training:decided.noBody'))
      return { ...card, blocks: [...card.blocks, { kind: 'quote', said: place.reason ?? '' }] }
    }
    if (place.state === 'joined')
      return plain(
        text('training:decided.yes', { title }),
        text('training:decided.yesBody', { when: whenText(training) }),
      )
    return place.state === 'waiting'
      ? plain(text('training:decided.yes', { title }), text('training:decided.waitBody'))
      : null
  }

  const movedUp = (place: Place, training: Training) =>
    place.state === 'joined' && !training.cancelledAt
      ? plain(
          text('training:movedUp.title', { title: training.title }),
          text('training:movedUp.body', { when: whenText(training) }),
        )
      : null

  const reminder = (place: Place, training: Training): Card | null => {
    if (place.state !== 'joined' || training.cancelledAt || now() >= training.startsAt) return null
    return { title: text('training:reminder.title', { title: training.title }), blocks: [facts(training)] }
  }

  const missed = (place: Place, { title }: Training) =>
    place.attendance === 'absent'
      ? plain(text('training:missed.title', { title }), text('training:missed.body'))
      : null

  const thanks = async (place: Place, { title }: Training): Promise<Card | null> => {
    if (place.attendance !== 'present' || place.evaluated) return null
    const hours = await reading.hoursOf(place.personId, now())
    return plain(
      text('training:thanks.title', { title }),
      text('training:thanks.body', { year: String(hours.year), hours: hoursText(hours) }),
    )
  }

  const certificate = (place: Place, { title }: Training) =>
    place.certificateNumber
      ? plain(
          text('training:issued.title', { title }),
          text('training:issued.body', { number: place.certificateNumber }),
        )
      : null

  async function announced(_reader: Reader, id = ''): Promise<Card | null> {
    const training = await places.training(id)
    if (closedFor(training, now(), places.today(now()))) return null
    return announcedCard(training, await reading.free(training), moves)
  }

  const notifications: Notification[] = [
    {
      name: 'training.announced',
      card: announced,
      changed: async (reader, id = '') => {
        const training = await places.training(id)
        return training.cancelledAt ? cancelledCard(training) : announced(reader, id)
      },
    },
    {
      name: 'training.changed',
      card: async (_reader, id = '') => {
        const training = await places.training(id)
        if (training.cancelledAt) return null
        const more = { label: text('training:button.more'), press: press(moves.show, id) }
        return {
          title: text('training:changed.title', { title: training.title }),
          blocks: [facts(training), ...buttons(more)],
        }
      },
    },
    {
      name: 'training.trainer',
      card: async (_reader, id = '') => {
        const training = await places.training(id)
        if (training.cancelledAt || now() >= training.endsAt) return null
        const room = { label: text('training:desk.room'), press: press(moves.room, id) }
        const list = { label: text('training:desk.list'), press: press(moves.list, id, '0') }
        return {
          title: text('training:trainer.title', { title: training.title }),
          blocks: [
            { kind: 'text', text: text('training:trainer.body') },
            facts(training),
            ...buttons(room, list),
          ],
        }
      },
    },
    {
      name: 'training.cancelled',
      card: async (_reader, id = '') => cancelledCard(await places.training(id)),
    },
    placeNotice('training.decided', decided),
    placeNotice('training.moved-up', movedUp),
    placeNotice('training.reminder', reminder),
    placeNotice('training.missed', missed),
    placeNotice('training.evaluate', thanks),
    placeNotice('training.certificate', certificate),
  ]
  return notifications
}
