import type { Feature } from '../../../chat/contributions.ts'
import type { AppraisalPorts } from '../appraisal/api.ts'
import { plan } from './repository.ts'
import { checkinScreens } from './screens.ts'
import { type CheckinDeps, createService } from './service.ts'

/** What became of the next step: asked on its day, told to the appraiser. */
export function createCheckin(deps: CheckinDeps) {
  const service = createService(deps)
  const feature: Feature = {
    ...checkinScreens({ ...deps, service }),
    ticks: [
      { name: 'checkin.ask', run: service.ask },
      { name: 'checkin.digest', run: service.digest },
    ],
  }
  /** Called in the transaction that publishes. */
  const published: AppraisalPorts['published'] = (tx, appraisal) => plan(tx, appraisal)
  return { feature, published }
}
