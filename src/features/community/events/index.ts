import { defineFeature } from '../../../chat/contributions.ts'
import type { Button } from '../../../chat/model.ts'
import { createAttendance } from './afterwards/attendance.ts'
import { createPhotos } from './afterwards/photos.ts'
import { createRatings } from './afterwards/ratings.ts'
import { afterScreens } from './afterwards/screens.ts'
import { createAnswering } from './answers/answering.ts'
import type { EventsDeps } from './deps.ts'
import { afterwardsNotifications } from './messages/afterwards-notifications.ts'
import { createAnnouncements } from './messages/announcements.ts'
import { eventNotifications } from './messages/notifications.ts'
import { eventTicks } from './messages/ticks.ts'
import { eventsPersonalData } from './personal-data.ts'
import { createChanging } from './planning/changing.ts'
import { createMakers } from './planning/makers.ts'
import { makersScreens } from './planning/makers-screens.ts'
import { createMaking } from './planning/making.ts'
import { makingScreens } from './planning/screens.ts'
import { createReading } from './reading.ts'
import { eventScreens } from './screens.ts'
import { createView } from './view.ts'

/**
 * Events, in the order of their life: planned (planning/), announced and kept up to date (messages/), answered
 * (answers/), remembered (afterwards/). `beside`: buttons of neighbours on the list of events.
 */
export function createEvents({ beside, ...deps }: EventsDeps & { beside: readonly Button[] }) {
  const { office, people } = deps
  const announcements = createAnnouncements(deps)
  const making = createMaking(deps, announcements)
  const changing = createChanging(deps, making, announcements)
  const answering = createAnswering(deps, announcements)
  const attendance = createAttendance(deps, making)
  const photos = createPhotos({ ...deps, making, answering, attendance })
  const ratings = createRatings({ ...deps, answering, attendance })
  const view = createView(deps)
  const reading = createReading(deps)

  const afterwards = afterScreens({ attendance, photos, ratings, making, answering, reading })
  const planning = makingScreens({
    making,
    changing,
    units: people.units,
    zone: office.zone,
    card: (context, event) => screens.detailCard(context, event),
  })
  const screens = eventScreens(
    { making, answering, attendance, ratings, view, reading, zone: office.zone },
    {
      make: planning.make,
      manage: (event, now) => [...planning.buttons(event, now), ...afterwards.buttons(event, now)],
      photos: afterwards.photos,
      addPhoto: afterwards.addPhoto,
      rate: afterwards.rate,
      beside,
    },
  )
  const makers = makersScreens({ people, ...createMakers(deps) })
  return defineFeature({
    name: 'events',
    api: null,
    commands: [screens.command],
    actions: [...screens.actions, ...planning.actions, ...afterwards.actions, ...makers.actions],
    forms: [...planning.forms, ...afterwards.forms, ...makers.forms],
    officerMenu: [makers.officerMenu],
    notifications: [
      ...eventNotifications({ view, screens, event: reading.event }),
      ...afterwardsNotifications({ ratings, afterwards, event: reading.event }),
    ],
    ticks: eventTicks(deps, announcements, answering),
    extensions: [eventsPersonalData],
  })
}
