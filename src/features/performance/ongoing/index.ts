import { defineFeature } from '../../../chat/contributions.ts'
import { targetButtons } from '../targets/api.ts'
import { ongoingPersonalData } from './personal-data.ts'
import { ongoingScreens } from './screens.ts'
import { createService, type OngoingDeps } from './service.ts'

/** Feedback in the middle of a quarter: given, asked for, or anonymous to a superior. */
export function createOngoing(deps: OngoingDeps) {
  const { feature, onTargets } = ongoingScreens({ service: createService(deps), people: deps.people })
  return defineFeature({
    name: 'ongoing',
    api: null,
    ...feature,
    extensions: [ongoingPersonalData, targetButtons.contribute('ask for feedback', onTargets)],
  })
}
