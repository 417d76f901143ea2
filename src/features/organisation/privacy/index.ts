import { defineFeature } from '../../../chat/contributions.ts'
import type { Clock } from '../../../platform/clock.ts'
import { personalData } from './api.ts'
import { privacyPersonalData } from './personal-data.ts'
import { privacyScreens } from './screens.ts'
import { createService, type PrivacyDeps } from './service.ts'

/** One's own data: see it, have it corrected or removed (UU 27/2022), and let go of what was kept long enough. */
export function createPrivacy(deps: PrivacyDeps & { clock: Clock }) {
  const screens = privacyScreens({ service: createService(deps), people: deps.people, now: deps.clock.now })
  return defineFeature({
    name: 'privacy',
    api: null,
    extensionPoints: [personalData],
    ...screens,
    extensions: [privacyPersonalData],
  })
}
