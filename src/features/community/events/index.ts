import { defineFeature } from '../../../chat/contributions.ts'
import type { Button } from '../../../chat/model.ts'
import { createAfter } from './afterwards/after.ts'
import { afterScreens } from './afterwards/screens.ts'
import { createAnswering } from './answers/answering.ts'
import type { EventsDeps } from './deps.ts'
import { eventNotifications } from './messages/notifications.ts'
import { createTelling } from './messages/telling.ts'
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
  const telling = createTelling(deps)
  const making = createMaking(deps, telling)
  const changing = createChanging(deps, making, telling)
  const answering = createAnswering(deps, telling)
  const after = createAfter(deps, making, answering)
  const view = createView(deps)
  const reading = createReading(deps)

  const afterwards = afterScreens({ after, making, answering, ...reading })
  const planning = makingScreens({
    making,
    changing,
    units: people.units,
    zone: office.zone,
    card: (context, event) => screens.detailCard(context, event),
  })
  const screens = eventScreens(
    { making, answering, after, view, ...reading, zone: office.zone },
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
    notifications: eventNotifications({ view, screens, after, afterwards, event: reading.event }),
    ticks: eventTicks(deps, telling, answering),
    extensions: [eventsPersonalData],
  })
}
