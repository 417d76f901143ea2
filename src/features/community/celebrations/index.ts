import { celebrationsScreens } from './screens.ts'
import { type CelebrationsDeps, createService } from './service.ts'

/** Birthdays and years of service, for those who agreed. `door`: its button, for the list of events. */
export function celebrationsFeature(deps: CelebrationsDeps) {
  return celebrationsScreens(createService(deps), deps)
}
