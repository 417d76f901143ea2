import { defineFeature } from '../../../chat/contributions.ts'
import { personalData } from './api.ts'
import { officerScreens } from './officer-screens.ts'
import { privacyPersonalData } from './personal-data.ts'
import { ownScreens } from './screens.ts'
import { createService, type PrivacyDeps } from './service.ts'

/** One's own data: see it, have it corrected or removed (UU 27/2022), and let go of what was kept long enough. */
export function createPrivacy(deps: PrivacyDeps) {
  const service = createService(deps)
  const own = ownScreens(service)
  const officer = officerScreens({ service, people: deps.people })
  return defineFeature({
    name: 'privacy',
    api: null,
    commands: own.commands,
    actions: [...own.actions, ...officer.actions],
    forms: [...own.forms, ...officer.forms],
    officerMenu: officer.officerMenu,
    notifications: officer.notifications,
    ticks: [
      { name: 'privacy.remind', run: service.remind },
      { name: 'privacy.forget', run: service.forget },
    ],
    extensionPoints: [personalData],
    extensions: [privacyPersonalData],
  })
}
