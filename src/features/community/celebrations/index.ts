import { defineFeature } from '../../../chat/contributions.ts'
import { celebrationsPersonalData } from './personal-data.ts'
import { celebrationsScreens } from './screens.ts'
import { type CelebrationsDeps, createService } from './service.ts'

/** Birthdays and years of service, for those who agreed. Its API: the button that opens it. */
export function createCelebrations(deps: CelebrationsDeps) {
  const { feature, door } = celebrationsScreens(createService(deps), deps)
  return defineFeature({
    name: 'celebrations',
    api: { button: door },
    ...feature,
    extensions: [celebrationsPersonalData],
  })
}
