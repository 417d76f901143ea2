import type { Feature } from '../../../chat/contributions.ts'
import type { Button } from '../../../chat/model.ts'
import { coffeeScreens } from './screens.ts'
import { type CoffeeDeps, createService } from './service.ts'

/** Coffee pairs ("Ngopi bareng"). `door`: its button, for the list of events. */
export function coffeeFeature(deps: CoffeeDeps): { feature: Feature; door: Button } {
  return coffeeScreens(createService(deps), deps)
}
