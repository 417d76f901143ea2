import { defineFeature } from '../../../chat/contributions.ts'
import { pulsePersonalData } from './personal-data.ts'
import { createPictures } from './picture.ts'
import { pulseScreens } from './screens.ts'
import { createService, type PulseDeps } from './service.ts'

/** The pulse survey (/survei): three questions a month, answered without a name. */
export function createPulse(deps: PulseDeps) {
  const service = createService(deps)
  return defineFeature({
    name: 'pulse',
    api: null,
    ...pulseScreens(deps, service, createPictures(deps, service)),
    extensions: [pulsePersonalData],
  })
}
