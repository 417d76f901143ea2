import { defineFeature } from '../../../chat/contributions.ts'
import { appraisalPublished } from '../appraisal/api.ts'
import type { CheckinDeps } from './deps.ts'
import { checkinPersonalData } from './personal-data.ts'
import { plan } from './repository.ts'
import { checkinNotifications, checkinScreens } from './screens.ts'
import { ask, createService, digest } from './service.ts'

/** What became of the next step: asked on its day, told to the appraiser. */
export function createCheckin(deps: CheckinDeps) {
  const screensDeps = { ...deps, service: createService(deps) }
  const { laterForm, ...actions } = checkinScreens(screensDeps)
  return defineFeature({
    name: 'checkin',
    api: null,
    actions: Object.values(actions),
    forms: [laterForm],
    notifications: checkinNotifications(screensDeps, actions),
    ticks: [
      { name: 'checkin.ask', run: now => ask(deps, now) },
      { name: 'checkin.digest', run: now => digest(deps, now) },
    ],
    extensions: [
      checkinPersonalData,
      appraisalPublished.contribute('check-in', ({ work, appraisals }) => plan(work, appraisals)),
    ],
  })
}
