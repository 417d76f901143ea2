import { type Contributions, defineFeature } from '../../../chat/contributions.ts'
import type { Button } from '../../../chat/model.ts'
import { createAfter } from './afterwards/after.ts'
import { afterScreens } from './afterwards/screens.ts'
import { createAnswering } from './answers/answering.ts'
import { createSeats } from './answers/seats.ts'
import type { EventsDeps } from './deps.ts'
import { eventNotices } from './notifications.ts'
import { eventsPersonalData } from './personal-data.ts'
import { createChanging } from './planning/changing.ts'
import { createMakers } from './planning/makers.ts'
import { makersScreens } from './planning/makers-screens.ts'
import { createMaking } from './planning/making.ts'
import { makingScreens } from './planning/screens.ts'
import { createReading } from './reading.ts'
import { eventScreens } from './screens.ts'
import { createTelling } from './telling.ts'
import { eventTicks } from './ticks.ts'
import { createView } from './view.ts'

/** Events: announced, answered, remembered. `beside`: buttons of neighbours on the list of events. */
export function createEvents({ beside, ...deps }: EventsDeps & { beside: readonly Button[] }) {
  const { office, people, clock } = deps
  const telling = createTelling(deps)
  const seats = createSeats(deps)
  const making = createMaking(deps, telling)
  const changing = createChanging(deps, making, { telling, seats })
  const answering = createAnswering(deps, telling, seats)
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
  const parts = [screens.feature, planning.feature, afterwards.feature, makers]
  return defineFeature({
    name: 'events',
    api: null,
    commands: screens.feature.commands ?? [],
    actions: parts.flatMap((part: Pick<Contributions, 'actions'>) => part.actions ?? []),
    forms: [planning.feature, afterwards.feature, makers].flatMap(({ forms }) => forms ?? []),
    officerMenu: makers.officerMenu ?? [],
    notifications: eventNotices({
      view,
      screens,
      after,
      doors: afterwards,
      event: reading.event,
      now: clock.now,
    }),
    ticks: eventTicks(deps, telling, answering),
    extensions: [eventsPersonalData],
  })
}
