import { defineFeature } from '../../../chat/contributions.ts'
import { dayOf } from '../../../domain/calendar/office-day.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Notify } from '../notify/api.ts'
import type { PeopleService } from '../people/api.ts'
import { calendarScreens } from './screens.ts'
import { type CalendarDeps, createService } from './service.ts'
import { unitScreens } from './unit-screens.ts'

/** The office's own days beside the decreed ones, and a warning when the next year's decree is missing. */
export function createCalendar(deps: CalendarDeps & { notify: Notify; people: PeopleService; clock: Clock }) {
  const { db, notify, people, office } = deps
  const service = createService(deps)

  /** Officers are told once a year, from October on: the decree appears in September. */
  async function warn(now: Date): Promise<void> {
    const years = office.calendar.missingYears(dayOf(now, office.zone))
    if (years.length === 0) return
    await db.transaction(async tx => {
      const officers = await people.withRole('officer', tx)
      const messages = years.flatMap(year =>
        officers.map(person => ({
          key: `calendar:missing:${year}:${person}`,
          to: { person },
          notification: 'calendar.missing',
          args: [String(year)],
          timing: 'office-hours' as const,
        })),
      )
      await notify.enqueue(tx, messages, now)
    })
  }

  const units = unitScreens({ service, people })
  const screens = calendarScreens({ service, office, clock: deps.clock, units: units.open })
  return defineFeature({
    name: 'calendar',
    api: { reload: service.reload },
    ...screens,
    actions: [...(screens.actions ?? []), ...units.actions],
    forms: [...(screens.forms ?? []), ...units.forms],
    ticks: [
      // Another process may have changed the days.
      { name: 'calendar.reload', run: service.reload },
      { name: 'calendar.warn', run: warn },
    ],
  })
}
