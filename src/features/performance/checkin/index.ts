import { defineFeature } from '../../../chat/contributions.ts'
import { appraisalPublished } from '../appraisal/api.ts'
import { checkinPersonalData } from './personal-data.ts'
import { plan } from './repository.ts'
import { checkinScreens } from './screens.ts'
import { type CheckinDeps, createService } from './service.ts'

/** What became of the next step: asked on its day, told to the appraiser. */
export function createCheckin(deps: CheckinDeps) {
  const service = createService(deps)
  return defineFeature({
    name: 'checkin',
    api: null,
    ...checkinScreens({ ...deps, service }),
    ticks: [
      { name: 'checkin.ask', run: service.ask },
      { name: 'checkin.digest', run: service.digest },
    ],
    extensions: [
      checkinPersonalData,
      appraisalPublished.contribute('check-in', ({ tx, appraisal }) => plan(tx, appraisal)),
    ],
  })
}
