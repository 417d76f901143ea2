import { defineFeature } from '../../../chat/contributions.ts'
import type { PeopleService } from '../people/api.ts'
import { calendarScreens } from './screens.ts'
import { type CalendarServiceDeps, createService } from './service.ts'
import { unitScreens } from './unit-screens.ts'

export interface CalendarDeps extends CalendarServiceDeps {
  people: Pick<PeopleService, 'withRole' | 'units'>
}

/** The office's own days beside the decreed ones, and a warning when the next year's decree is missing. */
export function createCalendar(deps: CalendarDeps) {
  const service = createService(deps)
  const units = unitScreens({ service, people: deps.people })
  const screens = calendarScreens({ service, office: deps.office, units: units.open })
  return defineFeature({
    name: 'calendar',
    api: { reload: service.reload },
    actions: [...screens.actions, ...units.actions],
    forms: [...screens.forms, ...units.forms],
    notifications: screens.notifications,
    officerMenu: screens.officerMenu,
    ticks: [
      // Another process may have changed the days.
      { name: 'calendar.reload', run: service.reload },
      { name: 'calendar.warn', run: service.warn },
    ],
  })
}
