import { defineFeature } from '../../../chat/contributions.ts'
import { celebrationsPersonalData } from './personal-data.ts'
import { celebrationsScreens } from './screens.ts'
import { createService, type ServiceDeps } from './service.ts'

/** Birthdays and years of service, for those who agreed. Its API: the button that opens it. */
export function createCelebrations(deps: ServiceDeps) {
  const service = createService(deps)
  const { button, actions, notifications } = celebrationsScreens(service, deps)
  return defineFeature({
    name: 'celebrations',
    api: { button },
    actions,
    notifications,
    ticks: [{ name: 'celebrations.tick', run: service.greet }],
    extensions: [celebrationsPersonalData],
  })
}
