import type { Feature } from '../../../chat/model.ts'
import { createPictures } from './picture.ts'
import { pulseScreens } from './screens.ts'
import { createWork, type PulseDeps } from './service.ts'

/** The pulse survey (/survei): three questions a month, answered without a name. */
export function pulseFeature(deps: PulseDeps): Feature {
  const work = createWork(deps)
  return pulseScreens(deps, work, createPictures(deps, work))
}
