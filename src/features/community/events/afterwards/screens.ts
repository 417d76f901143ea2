/** What is on the cards once an event has begun: the attendance list, photos and ratings. */

import { type Action, press } from '../../../../chat/contributions.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button } from '../../../../chat/model.ts'
import type { Answering } from '../answers/answering.ts'
import type { Making } from '../planning/making.ts'
import type { Reading } from '../reading.ts'
import type { Event } from '../repository.ts'
import type { Attendance } from './attendance.ts'
import { attendanceScreens } from './attendance-screens.ts'
import { photoScreens } from './photo-screens.ts'
import type { Photos } from './photos.ts'
import { ratingScreens } from './rating-screens.ts'
import type { Ratings } from './ratings.ts'

export interface AfterScreensDeps {
  attendance: Attendance
  photos: Photos
  ratings: Ratings
  making: Making
  answering: Answering
  reading: Pick<Reading, 'roll' | 'photo'>
}

export function afterScreens({ attendance, photos, ratings, making, answering, reading }: AfterScreensDeps) {
  const lists = attendanceScreens(attendance, reading)
  const pictures = photoScreens(photos, answering, reading)
  const rating = ratingScreens(ratings, making)
  return {
    roll: lists.roll,
    photos: pictures.photos,
    addPhoto: pictures.addPhoto,
    rate: rating.rate,
    buttons: (event: Event, now: Date) => makerButtons(event, now, lists.roll, rating.summary),
    actions: [...lists.actions, ...pictures.actions, ...rating.actions],
    forms: [...lists.forms, ...pictures.forms, ...rating.forms],
  }
}

/** What an event's maker may press once it has begun. */
function makerButtons(
  { id, startsAt, endsAt, cancelledAt }: Event,
  now: Date,
  roll: Action<[string, number]>,
  summary: Action<[string]>,
): Button[] {
  if (cancelledAt || now < startsAt) return []
  const list: Button = { label: text('events:button.roll'), press: press(roll, id, 0) }
  return now < endsAt ? [list] : [list, { label: text('events:button.summary'), press: press(summary, id) }]
}
