import { defineFeature } from '../../../chat/contributions.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { coffeePersonalData } from './personal-data.ts'
import { coffeeScreens } from './screens.ts'
import { createService, type ServiceDeps } from './service.ts'

export interface CoffeeDeps extends ServiceDeps {
  people: Pick<PeopleService, 'people'>
}

/** Coffee pairs ("Ngopi bareng"). Its API: the button that opens it. */
export function createCoffee(deps: CoffeeDeps) {
  const service = createService(deps)
  const { button, actions, notifications } = coffeeScreens(service, deps)
  return defineFeature({
    name: 'coffee',
    api: { button },
    actions,
    notifications,
    ticks: [{ name: 'coffee.tick', run: service.tick }],
    extensions: [coffeePersonalData],
  })
}
